using FsCheck;
using FsCheck.Fluent;

namespace TrackerSegments.Core.Tests;

public sealed class LargestRemainderTests
{
    [Fact]
    public void Shown_percentages_add_up_to_a_hundred_and_are_at_most_a_step_off() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Choose(0, 1_000_000).NonEmptyListOf().Where(e => e.Any(x => x > 0)).ToArbitrary(), efforts =>
        {
            var shown = LargestRemainder.Percentages([.. efforts.Select(e => new Effort(e))]);
            var sum = (decimal)efforts.Sum(e => (long)e);
            return shown.Sum() == 100m && shown.Zip(efforts).All(p => Math.Abs(p.First!.Value - (p.Second * 100m / sum)) < 0.1m);
        }));

    [Fact]
    public void Thirds_are_shown_as_33_4_33_3_33_3() =>
        LargestRemainder.Percentages([new(1), new(1), new(1)]).ShouldBe([33.4m, 33.3m, 33.3m]);

    [Fact]
    public void Nothing_has_no_percentages_rather_than_zero() =>
        LargestRemainder.Percentages([Effort.Zero, Effort.Zero]).ShouldBe([null, null]);

    [Fact]
    public void Weights_of_nothing_and_negative_ones_are_refused()
    {
        Should.Throw<ArgumentException>(() => LargestRemainder.Share(5, [0, 0], new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Share(5, [1, -1], new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Share(5, [1], new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Share(-5, [1], new long[1]));
    }
}
