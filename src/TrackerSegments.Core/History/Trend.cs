namespace TrackerSegments.Core;

/// <summary>One segment at one point of a trend.</summary>
/// <param name="Segment">The segment as it was.</param>
/// <param name="Effort">Its effort.</param>
/// <param name="Epics">How many epics named it.</param>
/// <param name="Verdict">Its share, target, delta and state.</param>
public sealed record TrendSegment(Segment Segment, Effort Effort, int Epics, SegmentVerdict Verdict);

/// <summary>The figures of one snapshot, judged by the strategy in force on its day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="SchemeVersion">The scheme of the day.</param>
/// <param name="StrategyVersion">The strategy in force on the day; null where there was none or it had no version.</param>
/// <param name="Policy">How effort was worked out; points with different policies are not compared.</param>
/// <param name="Split">The split.</param>
/// <param name="Verdict">The verdict, its segments in the order of <paramref name="Segments"/>.</param>
/// <param name="Segments">The segments of the day's scheme; then those with a target that it did not have.</param>
public sealed record TrendPoint(
    DateOnly Day,
    int SchemeVersion,
    int? StrategyVersion,
    SnapshotPolicy Policy,
    Split Split,
    Verdict Verdict,
    IReadOnlyList<TrendSegment> Segments);

/// <summary>One of several equal periods.</summary>
/// <param name="First">Its first day (UTC).</param>
/// <param name="Last">Its last day.</param>
/// <param name="Point">The last point in it; null where no snapshot was taken: nothing is made up in between.</param>
public sealed record TrendPeriod(DateOnly First, DateOnly Last, TrendPoint? Point);

/// <summary>How long a period of a trend is.</summary>
public enum PeriodLength
{
    /// <summary>One day (UTC).</summary>
    Day,
    /// <summary>Monday to Sunday.</summary>
    Week,
    /// <summary>A calendar month.</summary>
    Month,
    /// <summary>A calendar quarter.</summary>
    Quarter,
}

/// <summary>Share, target and index over snapshots.</summary>
public static class Trend
{
    /// <summary>Judges snapshots, each by the strategy in force on its day.</summary>
    /// <param name="snapshots">The snapshots of one lens in any order; of several on one day the last one is taken.</param>
    /// <param name="strategies">The strategies over time; null judges each snapshot by the strategy it was taken with.</param>
    /// <returns>One point for each day with a snapshot, the earliest first.</returns>
    public static IReadOnlyList<TrendPoint> Of(IEnumerable<SnapshotSummary> snapshots, StrategyTimeline? strategies = null)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return [.. snapshots.GroupBy(s => s.Day).OrderBy(g => g.Key).Select(g => Point(g.MaxBy(s => s.TakenAt)!, strategies))];
    }

    /// <summary>The last equal periods up to a day, each with the last point in it.</summary>
    /// <param name="points">The points, the earliest first.</param>
    /// <param name="length">How long a period is.</param>
    /// <param name="count">How many periods, 1 or more.</param>
    /// <param name="until">A day (UTC) of the last period.</param>
    /// <returns>The periods, the earliest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static IReadOnlyList<TrendPeriod> Periods(IReadOnlyList<TrendPoint> points, PeriodLength length, int count, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var last = StartOf(until, length);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var first = After(last, length, i - count + 1);
            var end = After(first, length, 1).AddDays(-1);
            return new TrendPeriod(first, end, points.LastOrDefault(p => p.Day >= first && p.Day <= end));
        })];
    }

    private static TrendPoint Point(SnapshotSummary snapshot, StrategyTimeline? strategies)
    {
        var inForce = strategies?.InForceOn(snapshot.Day);
        var missing = (inForce?.Targets ?? new Dictionary<string, SegmentTarget>(StringComparer.Ordinal))
            .Where(t => snapshot.Lens.IndexOfKey(t.Key) < 0)
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => Absent(snapshot.Lens, t.Key));
        Segment[] segments = [.. snapshot.Lens.Segments, .. missing];
        var split = snapshot.Split with
        {
            Segments = [.. snapshot.Split.Segments, .. Enumerable.Repeat(default(SegmentTotal), segments.Length - snapshot.Split.Segments.Count)],
        };
        var strategy = strategies is null ? snapshot.Strategy
            : inForce is null ? null
            : new Strategy([.. segments.Select(s => inForce.Targets.TryGetValue(s.Key, out var target) ? target : (SegmentTarget?)null)]);
        var verdict = AlignmentCalculator.Assess(split, strategy);
        return new(
            snapshot.Day,
            snapshot.Lens.SchemeVersion,
            strategies is null ? snapshot.StrategyVersion : inForce?.Version,
            snapshot.Policy,
            split,
            verdict,
            [.. segments.Select((s, i) => new TrendSegment(s, split.Segments[i].Effort, split.Segments[i].Epics, verdict.Segments[i]))]);
    }

    /// <summary>A segment that has a target on a day when the scheme did not have it: nothing was tagged with it.</summary>
    private static Segment Absent(Lens lens, string key) =>
        lens.Archived.FirstOrDefault(a => a.Segment.Key == key)?.Segment ?? new(key, key, SegmentPalette.ColorOf(lens.Segments.Count), []);

    private static DateOnly StartOf(DateOnly day, PeriodLength length) => length switch
    {
        PeriodLength.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        PeriodLength.Month => new(day.Year, day.Month, 1),
        PeriodLength.Quarter => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
        _ => day,
    };

    private static DateOnly After(DateOnly start, PeriodLength length, int periods) => length switch
    {
        PeriodLength.Week => start.AddDays(7 * periods),
        PeriodLength.Month => start.AddMonths(periods),
        PeriodLength.Quarter => start.AddMonths(3 * periods),
        _ => start.AddDays(periods),
    };
}
