using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TrackerSegments.Service.Reports.Schedules;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

public class ReportTimesTests
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Theory]
    [InlineData("2026-11-23T08:59:59+01:00", "2026-11-23T09:00+01:00")]
    [InlineData("2026-11-23T09:00:00+01:00", "2026-11-30T09:00+01:00")]
    [InlineData("2026-11-22T23:30:00-08:00", "2026-11-23T09:00+01:00")]
    [InlineData("2026-12-31T23:59:59+01:00", "2027-01-04T09:00+01:00")]
    public void The_next_slot_is_the_next_of_its_days_at_its_time(string after, string expected) =>
        Berlin(9, 0, DayOfWeek.Monday).Next(Moment(after)).At.ShouldBe(Moment(expected));

    [Fact]
    public void The_29th_of_February_is_a_day_like_any_other() => Berlin(9, 0, DayOfWeek.Tuesday).Next(Moment("2028-02-28T12:00+01:00")).ShouldBe(
        new(new(2028, 2, 29, 9, 0, 0), Moment("2028-02-29T09:00+01:00")));

    [Fact]
    public void A_time_that_the_clock_skips_is_due_when_the_gap_is_over_and_once()
    {
        var times = Berlin(2, 30, EveryDay);

        times.Next(Moment("2026-03-28T12:00+01:00")).ShouldBe(new(new(2026, 3, 29, 2, 30, 0), Moment("2026-03-29T03:00+02:00")));
        times.Next(Moment("2026-03-29T03:00+02:00")).At.ShouldBe(Moment("2026-03-30T02:30+02:00"));
    }

    [Fact]
    public void A_time_that_the_clock_shows_twice_is_due_the_first_time_and_once()
    {
        var times = Berlin(2, 30, EveryDay);

        times.Next(Moment("2026-10-24T12:00+02:00")).At.ShouldBe(Moment("2026-10-25T02:30+02:00"));
        times.Next(Moment("2026-10-25T02:30+02:00")).At.ShouldBe(Moment("2026-10-26T02:30+01:00"));
        times.Last(Moment("2026-10-25T02:30+01:00")).At.ShouldBe(Moment("2026-10-25T02:30+02:00"));
    }

    [Theory]
    [InlineData("Pacific/Apia", 2011)]
    [InlineData("Europe/Berlin", 2026)]
    [InlineData("America/New_York", 2026)]
    [InlineData("Australia/Lord_Howe", 2026)]
    [InlineData("Asia/Kathmandu", 2028)]
    public void Through_a_whole_year_every_day_has_its_slot_in_order_and_none_twice(string zone, int year)
    {
        var times = new ReportTimes(EveryDay, new(0, 0), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var slot = times.Next(new(year, 1, 1, 12, 0, 0, TimeSpan.Zero));
        for (var days = 0; days < 366; days++)
        {
            var next = times.Next(slot.At);
            next.At.ShouldBeGreaterThan(slot.At);
            (next.Local - slot.Local).Days.ShouldBeInRange(1, 2);
            string.CompareOrdinal(next.Key, slot.Key).ShouldBePositive();
            times.Last(next.At).At.ShouldBe(next.At);
            slot = next;
        }
    }

    [Fact]
    public void Between_the_last_slot_and_the_next_one_there_is_none() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        (minutes, day) =>
        {
            var times = Berlin(day.Get % 24, minutes is int.MinValue ? 0 : Math.Abs(minutes) % 60, EveryDay[day.Get % 7]);
            var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes % 5_000_000);
            var (last, next) = (times.Last(now), times.Next(now));
            last.At.ShouldBeLessThanOrEqualTo(now);
            next.At.ShouldBeGreaterThan(now);
            times.Next(last.At).ShouldBe(next);
        }).QuickCheckThrowOnFailure();

    private static ReportTimes Berlin(int hour, int minute, params DayOfWeek[] days) => new(days, new(hour, minute), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
