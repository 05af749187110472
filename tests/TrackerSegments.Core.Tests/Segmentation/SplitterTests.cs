using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

public sealed class SplitterTests
{
    private const int SegmentCount = 20;

    [Fact]
    public void Segments_and_unassigned_add_up_to_the_total_exactly() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10_000),
        Prop.ForAll(Epics(SegmentCount), epics =>
        {
            var split = SplitOf(epics);
            var total = epics.Sum(e => e.Thousandths ?? 0);
            return split.Segments.Sum(s => s.Effort.Thousandths) == split.TaggedEffort.Thousandths
                && split.TaggedEffort.Thousandths + split.UnassignedEffort.Thousandths == total
                && split.TotalEffort.Thousandths == total
                && split.Tagged + split.Unassigned == epics.Length;
        }));

    [Fact]
    public void The_order_of_epics_does_not_matter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Epics(SegmentCount), epics =>
        {
            var forward = SplitOf(epics);
            var backward = SplitOf([.. epics.Reverse()]);
            return forward.Segments.SequenceEqual(backward.Segments) && forward with { Segments = [] } == backward with { Segments = [] };
        }));

    [Fact]
    public void No_segment_gets_more_than_a_thousandth_above_or_below_its_exact_part() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Epics(SegmentCount), epics => Array.TrueForAll(epics, e =>
        {
            var portions = Splitter.Portions(new(e.Thousandths ?? 0), SegmentSet.Equal(e.Segments));
            return portions.All(p => Math.Abs(p.Thousandths - ((decimal)(e.Thousandths ?? 0) / e.Segments.Length)) < 1);
        })));

    [Fact]
    public void What_cannot_be_divided_goes_to_the_earlier_segments()
    {
        Splitter.Portions(new(19_000), SegmentSet.Equal([2, 0, 1])).ShouldBe([new(6_334), new(6_333), new(6_333)]);
        Splitter.Portions(new(17_000), SegmentSet.Equal([0, 1, 2])).ShouldBe([new(5_667), new(5_667), new(5_666)]);
        Splitter.Portions(new(1), SegmentSet.Equal([0, 1])).ShouldBe([new(1), new(0)]);
        Splitter.Portions(new(5), SegmentSet.Of(7)).ShouldBe([new(5)]);
        Splitter.Portions(new(5), SegmentSet.None).ShouldBeEmpty();
    }

    [Fact]
    public void A_persons_weights_are_kept_and_what_is_left_goes_to_the_largest_fraction()
    {
        var weights = SegmentSet.Weighted([new(1, 700_000), new(0, 200_000), new(2, 100_000)]);

        Splitter.Portions(new(10_001), weights).ShouldBe([new(2_000), new(7_001), new(1_000)]);
        Splitter.Portions(new(long.MaxValue), weights).Sum(p => p.Thousandths).ShouldBe(long.MaxValue);
    }

    [Fact]
    public void Weights_that_do_not_add_up_to_one_are_refused()
    {
        Should.Throw<ArgumentException>(() => SegmentSet.Weighted([new(0, 500_000), new(1, 400_000)]));
        Should.Throw<ArgumentException>(() => SegmentSet.Weighted([new(0, 1_000_001), new(1, -1)]));
        Should.Throw<ArgumentException>(() => SegmentSet.Weighted([new(0, 500_000), new(0, 500_000)]));
    }

    [Fact]
    public void Unestimated_epics_are_counted_and_shown_but_have_no_effort()
    {
        var split = Splitter.Split(
            [new(null, SegmentSet.Of(0)), new(Effort.Zero, SegmentSet.Of(0)), new(null, SegmentSet.None), new(new(4), SegmentSet.Equal([0, 1]), isImputed: true)],
            2);

        split.Segments[0].ShouldBe(new(new(2), Epics: 3, Unestimated: 1));
        split.Segments[1].ShouldBe(new(new(2), Epics: 1, Unestimated: 0));
        split.ShouldSatisfyAllConditions(
            s => s.Unestimated.ShouldBe(2), s => s.Tagged.ShouldBe(3), s => s.Unassigned.ShouldBe(1), s => s.ImputedEffort.ShouldBe(new Effort(4)));
    }

    [Fact]
    public void Nothing_to_split_has_no_coverage()
    {
        Splitter.Split([], 3).Coverage.ShouldBeNull();
        Splitter.Split([new(Effort.Zero, SegmentSet.Of(0))], 1).Coverage.ShouldBeNull();
        Splitter.Split([new(new(3), SegmentSet.Of(0)), new(new(1), SegmentSet.None)], 1).Coverage.ShouldBe(0.75);
    }

    [Fact]
    public void A_total_that_does_not_fit_is_refused_rather_than_wrapped() =>
        Should.Throw<OverflowException>(() => Splitter.Split([new(new(long.MaxValue), SegmentSet.Of(0)), new(new(1), SegmentSet.None)], 1).TotalEffort);

    [Fact]
    public void A_million_epics_allocate_no_more_than_a_hundred()
    {
        var million = new LensEpic[1_000_000];
        for (var i = 0; i < million.Length; i++)
        {
            million[i] = new(new(i % 40_000), i % 7 == 0 ? SegmentSet.Equal([i % 5, (i + 2) % 5]) : SegmentSet.Of(i % 5));
        }

        AllocatedBy(million).ShouldBe(AllocatedBy(million.AsSpan(0, 100)));
    }

    private static long AllocatedBy(ReadOnlySpan<LensEpic> epics)
    {
        var strategy = Strategy(20, 20, 20, 20, 20);
        AlignmentCalculator.Assess(Splitter.Split(epics[..10], 5), strategy);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AlignmentCalculator.Assess(Splitter.Split(epics, 5), strategy);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Split SplitOf(RandomEpic[] epics) => Splitter.Split(Array.ConvertAll(epics, e => e.ToLensEpic()), SegmentCount);
}
