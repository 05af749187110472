using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>Makes the trend of a lens.</summary>
internal static class TrendBuilder
{
    private const int MaxAlerts = 200;

    /// <summary>The name of a step; null where it has none.</summary>
    public static PeriodLength? ParseStep(string? step) => step switch
    {
        null or "day" => PeriodLength.Day,
        "week" => PeriodLength.Week,
        "month" => PeriodLength.Month,
        "quarter" => PeriodLength.Quarter,
        _ => null,
    };

    /// <summary>How many periods there are from one day to another, at most one more than is shown.</summary>
    public static int CountOf(PeriodLength step, DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return step switch
        {
            PeriodLength.Week => ((Monday(to) - Monday(from)) / 7) + 1,
            PeriodLength.Month => months + 1,
            PeriodLength.Quarter => ((to.Year - from.Year) * 4) + ((to.Month - 1) / 3) - ((from.Month - 1) / 3) + 1,
            _ => to.DayNumber - from.DayNumber + 1,
        };
    }

    public static TrendDocument Build(
        LensState now, IReadOnlyList<SnapshotSummary> summaries, PeriodLength step, DateOnly from, DateOnly to)
    {
        var periods = Trend.Periods(Trend.Of(summaries, now.Strategies), step, CountOf(step, from, to), to);
        TrendPoint[] points = [.. periods.Select(p => p.Point).OfType<TrendPoint>()];
        SnapshotPolicy[] policies = [.. points.Select(p => p.Policy).Distinct()];
        var alerts = Alerts(points);
        return new(
            Schema: 1,
            now.Report.Document.Lens,
            now.Lens.SchemeVersion,
            now.TakenAt,
            now.Unit,
            from,
            to,
            step.ToString().ToLowerInvariant(),
            SegmentsOf(now.Lens, points),
            [.. periods.Where(p => p.Point is not null).Select(p => PointOf(p, Array.IndexOf(policies, p.Point!.Policy)))],
            Gaps(periods, from, to),
            [.. Strategies(points)],
            policies,
            [.. alerts.Take(MaxAlerts)],
            alerts.Count,
            Hash: "");
    }

    private static TrendPointPart PointOf(TrendPeriod period, int policy)
    {
        var point = period.Point!;
        var (split, verdict) = (point.Split, point.Verdict);
        return new(
            point.Day,
            period.First,
            period.Last,
            point.SchemeVersion,
            point.StrategyVersion,
            policy,
            verdict.Index,
            verdict.IndexMin,
            verdict.IndexMax,
            Names.Of(verdict.State),
            verdict.IsCertain,
            split.Coverage,
            split.TotalEffort.Units,
            split.Epics,
            split.Unassigned,
            split.UnassignedEffort.Units,
            split.Unestimated,
            [.. point.Segments.Select(s => new TrendValue(
                s.Segment.Key,
                s.Effort.Units,
                s.Epics,
                s.Verdict.Share,
                s.Verdict.Target?.Share,
                s.Verdict.Target?.Tolerance,
                s.Verdict.Delta,
                s.Verdict.State is { } state ? Names.Of(state) : null))]);
    }

    private static IReadOnlyList<TrendSegmentPart> SegmentsOf(Lens lens, IReadOnlyList<TrendPoint> points)
    {
        var current = lens.Segments.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, Segment> earlier = new(StringComparer.Ordinal);
        foreach (var segment in points.Reverse().SelectMany(p => p.Segments).Select(s => s.Segment).Where(s => !current.Contains(s.Key)))
        {
            earlier.TryAdd(segment.Key, segment);
        }

        return
        [
            .. lens.Segments.Select(s => new TrendSegmentPart(s.Key, s.Name, s.Color, Current: true)),
            .. earlier.Values.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new TrendSegmentPart(s.Key, s.Name, s.Color, Current: false)),
        ];
    }

    private static List<TrendGap> Gaps(IReadOnlyList<TrendPeriod> periods, DateOnly from, DateOnly to)
    {
        List<TrendGap> gaps = [];
        foreach (var period in periods.Where(p => p.Point is null))
        {
            var (first, last) = (period.First < from ? from : period.First, period.Last > to ? to : period.Last);
            if (gaps.Count > 0 && gaps[^1].Last.AddDays(1) == first)
            {
                gaps[^1] = gaps[^1] with { Last = last };
            }
            else
            {
                gaps.Add(new(first, last));
            }
        }

        return gaps;
    }

    private static IEnumerable<TrendStrategy> Strategies(IReadOnlyList<TrendPoint> points)
    {
        TrendStrategy? before = null;
        foreach (var point in points)
        {
            TrendTarget[] targets = [.. point.Segments.Where(s => s.Verdict.Target is not null)
                .Select(s => new TrendTarget(s.Segment.Key, s.Verdict.Target!.Value.Share, s.Verdict.Target.Value.Tolerance))];
            if (before is null ? targets.Length > 0 : before.Version != point.StrategyVersion || !before.Targets.SequenceEqual(targets))
            {
                yield return before = new(point.Day, point.StrategyVersion, targets);
            }
        }
    }

    private static List<TrendAlert> Alerts(TrendPoint[] points)
    {
        List<TrendAlert> alerts = [];
        for (var i = points.Length - 1; i > 0; i--)
        {
            alerts.AddRange(DriftAlerts.Between(points[i - 1], points[i]).Select(f => new TrendAlert(
                points[i].Day, points[i - 1].Day, f.Code, Names.Of(f.Severity), f.Text, f.Items, f.Action, f.Figures)));
        }

        return alerts;
    }

    private static int Monday(DateOnly day) => day.DayNumber - (((int)day.DayOfWeek + 6) % 7);
}
