using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.RandomHistory;

namespace TrackerSegments.Core.Tests;

public sealed class DriftReportTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");

    [Fact]
    public void The_parts_add_up_exactly_to_the_change_of_share() => ForPairs(history =>
        DriftReport.Between(history.Before, history.After).Segments.All(s => s.Change is not { } change
            || (s.Parts.All(p => p.Change!.Value.Denominator == change.Denominator)
                && s.Parts.Aggregate(Int128.Zero, (sum, p) => sum + p.Change!.Value.Numerator) == change.Numerator)));

    [Fact]
    public void The_change_is_the_difference_of_the_two_shares() => ForPairs(history =>
    {
        var report = DriftReport.Between(history.Before, history.After);
        BigInteger before = history.Before.Summary.Split.TaggedEffort.Thousandths, after = history.After.Summary.Split.TaggedEffort.Thousandths;
        return report.Segments.All(s => (s.Change is null) == (before == 0 || after == 0)
            && (s.Change is not { } change
                || (s.After.Thousandths * before) - (s.Before.Thousandths * after) == change.Numerator
                    && before * after == change.Denominator));
    });

    [Fact]
    public void The_efforts_are_those_of_the_snapshots_and_their_parts_add_up_too() => ForPairs(history =>
    {
        var report = DriftReport.Between(history.Before, history.After);
        return report.Segments.All(s =>
            s.Before == EffortOf(history.Before, s.Segment.Key)
            && s.After == EffortOf(history.After, s.Segment.Key)
            && s.Parts.Sum(p => p.Effort.Thousandths) == s.After.Thousandths - s.Before.Thousandths);
    });

    [Fact]
    public void The_shown_parts_add_up_to_the_shown_change_and_are_at_most_two_steps_off() => ForPairs(history =>
        DriftReport.Between(history.Before, history.After).Segments.All(s => s.Change is null || s.Parts.Count == 0
            || (s.Parts.Sum(p => p.Shown) == s.Shown
                && s.Parts.All(p => Math.Abs((double)p.Shown!.Value - p.Change!.Value.Points) <= 0.2 + 1e-9))));

    [Fact]
    public void Every_part_opens_to_the_epics_that_make_it_up() => ForPairs(history =>
    {
        var report = DriftReport.Between(history.Before, history.After);
        return report.Segments.All(s => s.Parts.All(p =>
        {
            var items = report.Items(s.Segment.Key, p.Cause);
            return items.Sum(i => i.Effort.Thousandths) == p.Effort.Thousandths
                && (p.Change is not { } change || items.Aggregate(Int128.Zero, (sum, i) => sum + i.Change!.Value.Numerator) == change.Numerator)
                && items.Select(i => i.Key).Distinct(StringComparer.Ordinal).Count() == items.Count;
        }));
    });

    [Fact]
    public void Between_a_snapshot_and_itself_nothing_moves() => ForPairs(history =>
        DriftReport.Between(history.Before, history.Before).Segments.All(s => s.Parts.Count == 0 && s.Before == s.After));

    [Fact]
    public void The_order_of_epics_does_not_matter() => ForPairs(history =>
        Text(DriftReport.Between(history.Before, history.After))
        == Text(DriftReport.Between(
            history.Before with { Epics = [.. history.Before.Epics.Reverse()] }, history.After with { Epics = [.. history.After.Epics.Reverse()] })));

    [Fact]
    public void A_new_epic_moves_the_share_by_what_it_brings_beyond_the_share_there_was()
    {
        var drift = Between([Epic("A-1", 30, "SMB"), Epic("A-2", 70, "Enterprise")], [Epic("A-1", 30, "SMB"), Epic("A-2", 70, "Enterprise"), Epic("A-3", 100, "SMB")]);

        var smb = drift.Segments[0];
        smb.Parts.ShouldHaveSingleItem().Cause.ShouldBe(DriftCause.NewScope);
        smb.Change!.Value.Value.ShouldBe((100 - (100 * 0.3)) / 200, 1e-15);
        smb.Shown.ShouldBe(35m);
        drift.Items("smb", DriftCause.NewScope).ShouldHaveSingleItem().Key.ShouldBe("A-3");
        drift.Items("enterprise", DriftCause.NewScope).ShouldHaveSingleItem().Change!.Value.Points.ShouldBe(-35, 1e-12);
    }

    [Theory]
    [InlineData(DriftCause.NewScope, StatusCategory.Removed, StatusCategory.ToDo)]
    [InlineData(DriftCause.RemovedScope, StatusCategory.ToDo, StatusCategory.Removed)]
    [InlineData(DriftCause.Completion, StatusCategory.ToDo, StatusCategory.Done)]
    [InlineData(DriftCause.Completion, StatusCategory.Done, StatusCategory.InProgress)]
    public void An_epic_that_comes_or_leaves_says_why(DriftCause expected, StatusCategory before, StatusCategory after)
    {
        var policy = new EffortPolicy { Statuses = [StatusCategory.ToDo, StatusCategory.InProgress] };
        WorkItem[] Items(StatusCategory status) => [Epic("A-1", 5, "SMB"), Epic("A-2", 5, "Enterprise") with { StatusCategory = status }];

        var drift = DriftReport.Between(Take(Items(before), Sizes, policy), Take(Items(after), Sizes, policy));

        drift.Segments[0].Parts.ShouldHaveSingleItem().Cause.ShouldBe(expected);
    }

    [Fact]
    public void An_epic_closed_as_not_done_is_removed_scope_and_no_completion()
    {
        var policy = new EffortPolicy { Statuses = [StatusCategory.ToDo] };
        WorkItem other = Epic("A-1", 5, "SMB"), epic = Epic("A-2", 5, "Enterprise");
        var closed = epic with { StatusCategory = StatusCategory.Done, Resolution = "Won’t Do" };

        var drift = DriftReport.Between(Take([other, epic], Sizes, policy), Take([other, closed], Sizes, policy));

        drift.Segments[0].Parts.ShouldHaveSingleItem().Cause.ShouldBe(DriftCause.RemovedScope);
    }

    [Fact]
    public void A_wider_scope_is_a_change_of_policy_and_not_of_the_plan()
    {
        WorkItem[] items = [Epic("A-1", 5, "SMB"), Epic("A-2", 5, "Enterprise") with { StatusCategory = StatusCategory.Done }];

        var drift = DriftReport.Between(Take(items, Sizes, new() { Statuses = [StatusCategory.ToDo] }), Take(items, Sizes, new()));

        drift.Segments[1].Parts.ShouldHaveSingleItem().Cause.ShouldBe(DriftCause.PolicyChange);
    }

    [Fact]
    public void Another_measure_is_a_change_of_policy_and_not_an_estimate()
    {
        WorkItem[] items = [Epic("A-1", 5, "SMB"), Epic("A-2", 15, "Enterprise")];

        var drift = DriftReport.Between(Take(items, Sizes, new()), Take(items, Sizes, new() { Measure = Measure.Count }));

        drift.Segments[0].Parts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Cause.ShouldBe(DriftCause.PolicyChange), p => p.Shown.ShouldBe(25m));
    }

    [Fact]
    public void What_is_re_tagged_and_re_estimated_at_once_is_told_apart()
    {
        var drift = Between([Epic("A-1", 10, "SMB"), Epic("A-2", 10, "Enterprise")], [Epic("A-1", 40, "Enterprise"), Epic("A-2", 10, "Enterprise")]);

        var smb = drift.Segments[0];
        smb.Parts.Select(p => p.Cause).ShouldBe([DriftCause.ReEstimate, DriftCause.ReTag]);
        smb.Parts[1].Effort.ShouldBe(new Effort(-10_000));
        drift.Segments[1].Parts[0].Effort.ShouldBe(new Effort(30_000));
    }

    [Fact]
    public void Other_weights_on_the_same_segments_are_a_change_of_split()
    {
        var before = Take([Epic("A-1", 10, "SMB", "Enterprise")], Sizes, new());
        var weighted = SegmentSet.Weighted([new(0, 800_000), new(1, 200_000)]);
        var after = Reweighted(before, weighted);

        var smb = DriftReport.Between(before, after).Segments[0];

        smb.Parts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Cause.ShouldBe(DriftCause.SplitChange), p => p.Shown.ShouldBe(30m));
    }

    [Fact]
    public void A_new_name_or_colour_of_a_segment_moves_nothing()
    {
        var renamed = new Lens("Customer segment", Field, [Sizes.Segments[0] with { Name = "Small", Color = "#112233" }, Sizes.Segments[1]], 2);
        WorkItem[] items = [Epic("A-1", 5, "SMB"), Epic("A-2", 15, "Enterprise")];

        DriftReport.Between(Take(items, Sizes, new()), Take(items, renamed, new())).Segments.ShouldAllBe(s => s.Parts.Count == 0);
    }

    [Fact]
    public void Values_that_mean_another_segment_now_are_a_change_of_scheme_and_weights_follow_them()
    {
        var three = Lens("SMB", "Tiny", "Enterprise");
        var merged = new Lens("Customer segment", Field, LensBuilder.Segments([("SMB", ["SMB", "Tiny"]), ("Enterprise", ["Enterprise"])]), 2);
        var before = Reweighted(
            Take([Epic("A-1", 10, "Tiny", "Enterprise")], three, new()), SegmentSet.Weighted([new(1, 700_000), new(2, 300_000)]));
        var after = Reweighted(
            Take([Epic("A-1", 10, "Tiny", "Enterprise")], merged, new()), SegmentSet.Weighted([new(0, 700_000), new(1, 300_000)]));

        var drift = DriftReport.Between(before, after);

        drift.Segments.Select(s => s.Segment.Key).ShouldBe(["smb", "enterprise", "tiny"]);
        drift.Segments[0].Parts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Cause.ShouldBe(DriftCause.SchemeChange), p => p.Shown.ShouldBe(70m));
        drift.Segments[1].Parts.ShouldBeEmpty("its weight is what it was");
        drift.Segments[2].Parts.ShouldHaveSingleItem().Shown.ShouldBe(-70m);
    }

    [Fact]
    public void Remaining_effort_that_goes_as_an_epic_is_done_is_completion()
    {
        var policy = new EffortPolicy { Measure = Measure.RemainingEstimate };
        WorkItem other = Epic("A-1", 5, "SMB"), epic = Epic("A-2", 5, "Enterprise");

        var drift = DriftReport.Between(
            Take([other, epic], Sizes, policy),
            Take([other, epic with { Estimate = Effort.Zero, StatusCategory = StatusCategory.Done }], Sizes, policy));

        drift.Segments[1].Parts.ShouldHaveSingleItem().Cause.ShouldBe(DriftCause.Completion);
    }

    [Fact]
    public void An_epic_that_moved_to_another_project_is_the_same_epic()
    {
        var drift = Between([Epic("A-1", 5, "SMB") with { Id = "10001" }], [Epic("B-9", 5, "SMB") with { Id = "10001" }]);

        drift.Segments.ShouldAllBe(s => s.Parts.Count == 0);
    }

    [Fact]
    public void Without_a_share_before_or_after_there_is_no_change_of_it_and_the_efforts_still_add_up()
    {
        var drift = Between([Epic("A-1", 5)], [Epic("A-1", 5, "SMB")]);

        drift.Segments[0].ShouldSatisfyAllConditions(
            s => s.Change.ShouldBeNull(),
            s => s.Shown.ShouldBeNull(),
            s => s.ShareBefore.ShouldBeNull(),
            s => s.ShareAfter.ShouldBe(1),
            s => s.Parts.ShouldHaveSingleItem().Effort.ShouldBe(Points(5)));
    }

    private static void ForPairs(Func<History, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Pairs(), holds));

    private static DriftReport Between(WorkItem[] before, WorkItem[] after) =>
        DriftReport.Between(Take(before, Sizes, new()), Take(after, Sizes, new()));

    private static Effort EffortOf(Snapshot snapshot, string key)
    {
        var index = snapshot.Summary.Lens.IndexOfKey(key);
        return index < 0 ? Effort.Zero : snapshot.Summary.Split.Segments[index].Effort;
    }

    /// <summary>The snapshot with a person's weights on all of its epics.</summary>
    private static Snapshot Reweighted(Snapshot snapshot, SegmentSet weights)
    {
        SnapshotEpic[] epics = [.. snapshot.Epics.Select(e => e with { Segments = weights })];
        var split = Splitter.Split(Array.ConvertAll(epics, e => new LensEpic(e.Effort, e.Segments)), snapshot.Summary.Lens.Segments.Count);
        return snapshot with { Epics = epics, Summary = snapshot.Summary with { Split = split } };
    }

    private static string Text(DriftReport report) => string.Join('\n', report.Segments.SelectMany(s => s.Parts.Select(p => $"{s.Segment.Key} {p}")));
}
