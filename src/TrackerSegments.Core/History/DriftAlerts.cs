using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What a person should be told of between two points of a trend.</summary>
public static class DriftAlerts
{
    /// <summary>An index that falls by as much between two reports is an alert: 10.</summary>
    public const double DefaultFall = 10;

    /// <summary>
    /// Compares two points: segments whose state changed, an index that fell, and a total that hides what most segments do. Nothing is
    /// compared across different policies, where the figures do not mean the same.
    /// </summary>
    /// <param name="before">The earlier point.</param>
    /// <param name="after">The later one.</param>
    /// <param name="fall">By how much the index has to fall, above 0. Default: <see cref="DefaultFall"/>.</param>
    /// <returns>The findings, most pressing first.</returns>
    public static IReadOnlyList<Finding> Between(TrendPoint before, TrendPoint after, double fall = DefaultFall)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fall);
        if (!before.Policy.CountsLike(after.Policy))
        {
            return [];
        }

        Finding?[] findings = [IndexFell(before, after, fall), .. StateChanges(before, after), HiddenPattern(before, after)];
        return [.. findings.OfType<Finding>()];
    }

    private static Finding? IndexFell(TrendPoint before, TrendPoint after, double fall) =>
        before.Verdict.Index is { } then && after.Verdict.Index is { } now && then - now >= fall
            ? Finding.Of(
                "indexFell",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"The alignment index fell from {then:0.#} to {now:0.#} since {before.Day:yyyy-MM-dd}."),
                [],
                "Open what moved, part by part, and decide whether plan or strategy is to follow.",
                FindingFigures.None.With("before", then).With("after", now).With("since", DayOf(before)))
            : null;

    private static IEnumerable<Finding?> StateChanges(TrendPoint before, TrendPoint after)
    {
        foreach (var now in after.Segments)
        {
            var then = before.Segments.FirstOrDefault(s => s.Segment.Key == now.Segment.Key);
            if (then?.Verdict.State is not { } was || now.Verdict.State is not { } state || was == state)
            {
                continue;
            }

            yield return Finding.Of(
                "segmentStateChanged",
                state is SegmentState.Under or SegmentState.Over ? Severity.Warning : Severity.Info,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{now.Segment.Name} was {SegmentWords.Of(was)} on {before.Day:yyyy-MM-dd} and is {SegmentWords.Of(state)} now: {Of(now.Verdict)}, then {Of(then.Verdict)}."),
                [now.Segment.Key],
                state is SegmentState.Under or SegmentState.Over
                    ? $"Open what moved {now.Segment.Name}, part by part."
                    : "Nothing, if that is meant.",
                With("Now", now.Verdict, With("Then", then.Verdict, FindingFigures.None
                    .With("segment", now.Segment.Name).With("was", Names.Of(was)).With("is", Names.Of(state)).With("since", DayOf(before)))));
        }
    }

    /// <summary>All effort goes one way while the segments that hold most of it go the other: the total alone would mislead.</summary>
    private static Finding? HiddenPattern(TrendPoint before, TrendPoint after)
    {
        var total = Math.Sign(after.Split.TotalEffort.CompareTo(before.Split.TotalEffort));
        var against = after.Segments
            .Select(now => (now, Then: before.Segments.FirstOrDefault(s => s.Segment.Key == now.Segment.Key)))
            .Where(s => total != 0 && s.Then is not null && Math.Sign(s.now.Effort.CompareTo(s.Then.Effort)) == -total)
            .Select(s => s.now)
            .ToArray();
        var held = against.Aggregate(Effort.Zero, (sum, s) => sum + s.Effort);
        if (held <= new Effort(after.Split.TaggedEffort.Thousandths / 2))
        {
            return null;
        }

        var (whole, part) = total > 0 ? ("grew", "shrank") : ("shrank", "grew");
        return Finding.Of(
            "hiddenPattern",
            Severity.Info,
            $"All effort together {whole}, while {string.Join(", ", against.Select(s => s.Segment.Name))}, with more than half of it, {part}.",
            [.. against.Select(s => s.Segment.Key)],
            "Look at the segments one by one before you say how it went.",
            FindingFigures.None.With("segments", against.Select(s => s.Segment.Name)).With("whole", total > 0 ? "grew" : "shrank"));
    }

    private static string DayOf(TrendPoint point) => point.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FindingFigures With(string when, SegmentVerdict verdict, FindingFigures figures)
    {
        var withShare = verdict.Share is { } share ? figures.With($"share{when}", share * 100) : figures;
        return verdict.Target is { } target ? withShare.With($"target{when}", (double)target.Share) : withShare;
    }

    private static string Of(SegmentVerdict verdict) => verdict.Target is { } target
        ? string.Create(CultureInfo.InvariantCulture, $"{verdict.Share * 100:0.#} % against {target.Share:0.###} %")
        : string.Create(CultureInfo.InvariantCulture, $"{verdict.Share * 100:0.#} %");
}
