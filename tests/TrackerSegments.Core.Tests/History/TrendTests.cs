using System.Globalization;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class TrendTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");

    [Fact]
    public void Each_day_is_judged_by_the_strategy_in_force_on_it()
    {
        var strategies = StrategyTimeline.Empty
            .Draft(Sizes, Targets(("smb", 50), ("enterprise", 50)), Day("2026-07-02")).Publish(Sizes, 1)
            .Draft(Sizes, Targets(("smb", 80), ("enterprise", 20)), Day("2026-07-03")).Publish(Sizes, 2);

        var trend = Trend.Of([At("2026-07-03", 8, 2), At("2026-07-01", 8, 2), At("2026-07-02", 8, 2)], strategies);

        trend.Select(p => (p.Day, p.StrategyVersion, p.Verdict.Index, p.Segments[0].Verdict.State)).ShouldBe(
        [
            (Day("2026-07-01"), null, null, SegmentState.NoTarget),
            (Day("2026-07-02"), 1, 70, SegmentState.Over),
            (Day("2026-07-03"), 2, 100, SegmentState.On),
        ]);
        trend.ShouldAllBe(p => p.Segments[0].Verdict.Share == 0.8);
    }

    [Fact]
    public void Without_a_timeline_each_snapshot_is_judged_by_the_strategy_it_was_taken_with() =>
        Trend.Of([At("2026-07-01", 8, 2, Strategy(80, 20))]).ShouldHaveSingleItem().Verdict.State.ShouldBe(AlignmentState.Aligned);

    [Fact]
    public void Of_several_snapshots_on_one_day_of_UTC_the_last_one_stands()
    {
        var trend = Trend.Of(
        [
            At("2026-07-01T23:30:00-05:00", 1, 1), At("2026-07-02T05:00:00+00:00", 3, 1), At("2026-07-02T00:30:00+00:00", 1, 3),
        ]);

        trend.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Day.ShouldBe(Day("2026-07-02")), p => p.Segments[0].Verdict.Share.ShouldBe(0.75));
    }

    [Fact]
    public void A_segment_that_has_a_target_and_was_not_there_yet_had_no_effort()
    {
        var later = Lens("SMB", "Enterprise", "Public");
        var strategies = StrategyTimeline.Empty
            .Draft(later, Targets(("smb", 50), ("enterprise", 20), ("public", 30)), Day("2026-07-01")).Publish(later, 1);

        var point = Trend.Of([At("2026-07-05", 8, 2)], strategies).ShouldHaveSingleItem();

        point.Segments.Select(s => (s.Segment.Key, s.Verdict.Share, s.Verdict.State)).ShouldBe(
            [("smb", 0.8, SegmentState.Over), ("enterprise", 0.2, SegmentState.On), ("public", 0d, SegmentState.Under)]);
        point.Verdict.Index!.Value.ShouldBe(70, 1e-12);
    }

    [Theory]
    [InlineData(PeriodLength.Day, "2026-03-29..2026-03-29 2026-03-30..2026-03-30 2026-03-31..2026-03-31")]
    [InlineData(PeriodLength.Week, "2026-03-16..2026-03-22 2026-03-23..2026-03-29 2026-03-30..2026-04-05")]
    [InlineData(PeriodLength.Month, "2026-01-01..2026-01-31 2026-02-01..2026-02-28 2026-03-01..2026-03-31")]
    [InlineData(PeriodLength.Quarter, "2025-07-01..2025-09-30 2025-10-01..2025-12-31 2026-01-01..2026-03-31")]
    public void Periods_are_whole_and_meet_without_a_gap(PeriodLength length, string expected)
    {
        var periods = Trend.Periods([], length, 3, Day("2026-03-31"));

        string.Join(' ', periods.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.First:yyyy-MM-dd}..{p.Last:yyyy-MM-dd}"))).ShouldBe(expected);
    }

    [Fact]
    public void A_period_shows_its_last_snapshot_and_one_without_any_shows_none()
    {
        var trend = Trend.Of([At("2026-01-03", 1, 1), At("2026-01-30", 3, 1), At("2026-03-01", 1, 3)]);

        Trend.Periods(trend, PeriodLength.Month, 3, Day("2026-03-15")).Select(p => p.Point?.Segments[0].Verdict.Share).ShouldBe([0.75, null, 0.25]);
    }

    [Fact]
    public void A_segment_that_changes_state_is_an_alert()
    {
        var alerts = Alerts(At("2026-07-01", 50, 50, Strategy(50, 50)), At("2026-07-08", 56, 44, Strategy(50, 50)));

        alerts.Select(a => (a.Code, a.Text)).ShouldBe(
        [
            ("segmentStateChanged", "SMB was on target on 2026-07-01 and is over its target now: 56 % against 50 %, then 50 % against 50 %."),
            ("segmentStateChanged", "Enterprise was on target on 2026-07-01 and is under its target now: 44 % against 50 %, then 50 % against 50 %."),
        ]);
        alerts.ShouldAllBe(a => a.Severity == Severity.Warning && a.ItemCount == 1);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(61, true)]
    public void An_index_that_falls_by_ten_is_an_alert(int smb, bool isAlert) =>
        Alerts(At("2026-07-01", 50, 50, Strategy(50, 50)), At("2026-07-08", smb, 100 - smb, Strategy(50, 50)))
            .Any(a => a.Code == "indexFell").ShouldBe(isAlert);

    [Fact]
    public void Where_nothing_changed_there_is_no_alert() =>
        Alerts(At("2026-07-01", 50, 50, Strategy(50, 50)), At("2026-07-08", 52, 48, Strategy(50, 50))).ShouldBeEmpty();

    [Fact]
    public void A_total_that_grows_while_most_of_it_shrinks_is_an_alert() =>
        Alerts(At("2026-07-01", 60, 10), At("2026-07-08", 55, 40)).ShouldHaveSingleItem().Text
            .ShouldBe("All effort together grew, while SMB, with more than half of it, shrank.");

    [Fact]
    public void Across_policies_nothing_is_compared()
    {
        var after = At("2026-07-08", 90, 10, Strategy(50, 50));

        Alerts(At("2026-07-01", 50, 50, Strategy(50, 50)), after with { Policy = after.Policy with { Measure = "count" } }).ShouldBeEmpty();
    }

    private static IReadOnlyList<Finding> Alerts(SnapshotSummary before, SnapshotSummary after)
    {
        var points = Trend.Of([before, after]);
        return DriftAlerts.Between(points[0], points[1]);
    }

    private static SnapshotSummary At(string when, decimal smb, decimal enterprise, Strategy? strategy = null) => RandomHistory.Take(
        [Epic("A-1", smb, "SMB"), Epic("A-2", enterprise, "Enterprise")],
        Sizes,
        new(),
        strategy,
        DateTimeOffset.Parse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).Summary;

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, SegmentTarget> Targets(params (string Key, decimal Share)[] targets) =>
        targets.ToDictionary(t => t.Key, t => new SegmentTarget(t.Share, SegmentTarget.DefaultTolerance), StringComparer.Ordinal);
}
