using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

public sealed class AlignmentCalculatorTests
{
    private const double Exactly = 1e-12;

    [Fact]
    public void The_range_of_each_share_is_what_trying_every_way_gives() => ForSmallCases((small, verdict, tried) =>
        Enumerable.Range(0, small.Efforts.Length).All(s =>
            Near(verdict.Segments[s].ShareMin, tried.Min(v => v.Segments[s].Share))
            && Near(verdict.Segments[s].ShareMax, tried.Max(v => v.Segments[s].Share))));

    [Fact]
    public void The_worst_and_best_index_are_what_trying_every_way_gives() => ForSmallCases((_, verdict, tried) =>
        Near(verdict.IndexMin, tried.Min(v => v.Index)) && Near(verdict.IndexMax, tried.Max(v => v.Index)));

    [Fact]
    public void A_segments_state_is_certain_only_where_every_way_gives_it() => ForSmallCases((small, verdict, tried) =>
        Enumerable.Range(0, small.Efforts.Length).All(s =>
            verdict.Segments[s].IsCertain == tried.TrueForAll(v => v.Segments[s].State == verdict.Segments[s].State)));

    [Fact]
    public void The_state_of_the_whole_is_certain_only_where_every_way_gives_it() => ForSmallCases((_, verdict, tried) =>
        verdict.IsCertain == tried.TrueForAll(v => v.State == verdict.State));

    [Fact]
    public void The_index_is_the_formula_and_lies_within_its_range() => ForSmallCases((small, verdict, _) =>
    {
        if (verdict.Index is not { } index)
        {
            return small.Efforts.Sum() == 0;
        }

        var total = (double)small.Efforts.Sum();
        var distance = small.Efforts.Select((e, s) => Math.Abs((e / total) - ((double)(small.Targets[s]?.Share ?? 0) / 100))).Sum();
        return Near(index, 100 * (1 - (distance / 2))) && index >= verdict.IndexMin - Exactly && index <= verdict.IndexMax + Exactly
            && index is >= 0 and <= 100;
    });

    [Theory]
    [InlineData(449, SegmentState.Under)]
    [InlineData(450, SegmentState.On)]
    [InlineData(500, SegmentState.On)]
    [InlineData(550, SegmentState.On)]
    [InlineData(551, SegmentState.Over)]
    public void The_edges_of_the_tolerance_are_on_target(int effort, SegmentState expected)
    {
        var verdict = Assess(Strategy(50, 50), effort, 1_000 - effort);

        verdict.Segments[0].State.ShouldBe(expected);
        verdict.Segments[0].IsCertain.ShouldBeTrue("nothing is unassigned");
        verdict.Segments[0].Delta!.Value.ShouldBe((effort - 500) / 10d, Exactly);
        verdict.State.ShouldBe(expected == SegmentState.On ? AlignmentState.Aligned : AlignmentState.Misaligned);
    }

    [Fact]
    public void A_segment_without_target_counts_with_target_zero_and_has_no_state()
    {
        var verdict = AlignmentCalculator.Assess(SplitOf(0, 60, 40), new([new SegmentTarget(100, 5), null]));

        verdict.Index!.Value.ShouldBe(60, Exactly);
        verdict.Segments[1].ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(SegmentState.NoTarget), s => s.Delta.ShouldBeNull(), s => s.Target.ShouldBeNull(), s => s.IsCertain.ShouldBeTrue());
    }

    [Fact]
    public void Without_tagged_effort_there_is_no_share_and_never_a_zero()
    {
        var verdict = AlignmentCalculator.Assess(SplitOf(10, 0, 0), Strategy(50, 50));

        verdict.State.ShouldBe(AlignmentState.NoEffort);
        verdict.IsCertain.ShouldBeFalse();
        verdict.Index.ShouldBeNull();
        verdict.Segments.ShouldAllBe(s => s.Share == null && s.Delta == null && s.State == null && s.ShareMin == 0 && s.ShareMax == 1);
        AlignmentCalculator.Assess(SplitOf(0, 0, 0), Strategy(50, 50)).Segments.ShouldAllBe(s => s.ShareMin == null && s.ShareMax == null);
    }

    [Fact]
    public void Without_a_strategy_there_are_shares_and_no_verdict()
    {
        var verdict = AlignmentCalculator.Assess(SplitOf(0, 30, 10), strategy: null);

        verdict.State.ShouldBe(AlignmentState.NoStrategy);
        verdict.Index.ShouldBeNull();
        verdict.Segments[0].Share.ShouldBe(0.75);
        verdict.Segments[0].State.ShouldBe(SegmentState.NoTarget);
    }

    [Theory]
    [InlineData("The targets add up to 90 %, not 100 %: 10 % missing.", 50, 40)]
    [InlineData("The targets add up to 100.001 %, not 100 %: 0.001 % too much.", 50, 50.001)]
    [InlineData("A target of -1 % is out of range: it is between 0 and 100.", -1, 101)]
    [InlineData("A target of 33.3333 % is too fine: it has at most three decimals.", 33.3333, 66.6667)]
    public void Targets_that_cannot_be_are_refused_with_what_is_wrong(string sentence, double first, double second)
    {
        Should.Throw<SchemeException>(() => Strategy((decimal)first, (decimal)second)).Message.ShouldBe(sentence);
    }

    [Fact]
    public void Efforts_near_the_limit_of_64_bits_are_compared_exactly()
    {
        var half = long.MaxValue / 2;

        Assess(Strategy(50, 50), half, half).Segments[0].Delta.ShouldBe(0);
        new Strategy([new SegmentTarget(50, 0), new SegmentTarget(50, 0)])
            .ShouldSatisfyAllConditions(s => AlignmentCalculator.Assess(SplitOf(0, half, half - 1), s).Segments[0].State.ShouldBe(SegmentState.Over));
    }

    private static void ForSmallCases(Func<SmallCase, Verdict, List<Verdict>, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(SmallCases(), small =>
        {
            Strategy strategy = new(small.Targets);
            List<Verdict> tried = [.. small.HandOuts().Select(h => AlignmentCalculator.Assess(small.Split(h), strategy))];
            return holds(small, AlignmentCalculator.Assess(small.Split(), strategy), tried);
        }));

    private static bool Near(double? actual, double? expected) =>
        actual is null || expected is null ? actual == expected : Math.Abs(actual.Value - expected.Value) < 1e-9;

    private static Verdict Assess(Strategy strategy, params long[] efforts) => AlignmentCalculator.Assess(SplitOf(0, efforts), strategy);

    private static Split SplitOf(long unassigned, params long[] efforts) => new(
        [.. efforts.Select(e => new SegmentTotal(new(e), 1, 0))],
        efforts.Length,
        unassigned > 0 ? 1 : 0,
        0,
        new(efforts.Sum()),
        new(unassigned),
        Effort.Zero);
}
