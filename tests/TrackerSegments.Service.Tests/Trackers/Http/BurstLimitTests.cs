using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Trackers.Http;

public class BurstLimitTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_window_holds_more_calls_than_the_limit()
    {
        var limit = new BurstLimit(3, TimeSpan.FromSeconds(1));
        var times = Enumerable.Range(0, 50).Select(i => limit.Take(Start + TimeSpan.FromMilliseconds(i * 37))).ToList();

        foreach (var time in times)
        {
            times.Count(other => other >= time && other < time + TimeSpan.FromSeconds(1)).ShouldBeLessThanOrEqualTo(3);
        }
    }

    [Fact]
    public void A_call_that_arrived_late_holds_its_place_for_longer()
    {
        var limit = new BurstLimit(1, TimeSpan.FromSeconds(1));
        limit.Take(Start, out var place);
        limit.Arrived(place, Start + TimeSpan.FromMilliseconds(300));
        limit.Take(Start + TimeSpan.FromSeconds(1)).ShouldBe(Start + TimeSpan.FromMilliseconds(1_300));
    }

    [Fact]
    public void A_pause_holds_up_everybody_until_its_end()
    {
        var limit = new BurstLimit(3, TimeSpan.FromSeconds(1));
        limit.Pause(Start + TimeSpan.FromSeconds(10));
        limit.Take(Start).ShouldBe(Start + TimeSpan.FromSeconds(10));
        limit.Take(Start + TimeSpan.FromSeconds(11)).ShouldBe(Start + TimeSpan.FromSeconds(11));
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        var limit = new BurstLimit(3, TimeSpan.FromSeconds(1));
        limit.Pause(Start + TimeSpan.FromSeconds(10));
        limit.Pause(Start + TimeSpan.FromSeconds(5));
        limit.Take(Start).ShouldBe(Start + TimeSpan.FromSeconds(10));
    }
}
