using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Says in a sentence or two whether effort follows the strategy. The same text in every culture.</summary>
internal static class Headline
{
    public static string Write(Lens lens, Split split, Verdict verdict)
    {
        var shown = LargestRemainder.Percentages([.. split.Segments.Select(s => s.Effort)]);
        var sentence = verdict.State switch
        {
            AlignmentState.NoEffort => NoEffort(lens, split),
            AlignmentState.NoStrategy => NoStrategy(lens, shown),
            AlignmentState.Aligned => Aligned(lens, verdict, shown),
            _ => Misaligned(lens, verdict, shown),
        };
        return $"{sentence}{Unestimated(split)}";
    }

    private static string NoEffort(Lens lens, Split split) =>
        split.Epics == 0 ? "No epic is in scope, so there is nothing to split yet."
        : split.Tagged == 0 ? $"No epic is tagged with {lens.Name} yet, so there is no split to show."
        : "No tagged epic has any effort yet, so there is no split to show.";

    private static string NoStrategy(Lens lens, IReadOnlyList<decimal?> shown)
    {
        var largest = Enumerable.Range(0, shown.Count)
            .Where(s => shown[s] > 0)
            .OrderByDescending(s => shown[s])
            .Take(3)
            .Select((s, rank) => rank == 0
                ? $"{lens.Segments[s].Name} gets {Percent(shown[s])} of the planned effort"
                : $"{lens.Segments[s].Name} {Percent(shown[s])}");
        return $"{string.Join(", ", largest)}. No strategy is set to compare with.";
    }

    private static string Aligned(Lens lens, Verdict verdict, IReadOnlyList<decimal?> shown)
    {
        var focus = Focus(verdict);
        return $"Planned effort follows the strategy: {lens.Segments[focus].Name} gets {Percent(shown[focus])} against "
            + $"{Percent(verdict.Segments[focus].Target!.Value.Share)} ({Delta(verdict, shown, focus)}), "
            + "and every segment is within its tolerance.";
    }

    private static string Misaligned(Lens lens, Verdict verdict, IReadOnlyList<decimal?> shown)
    {
        var off = Enumerable.Range(0, shown.Count)
            .Where(s => verdict.Segments[s].State is SegmentState.Under or SegmentState.Over)
            .OrderByDescending(s => Math.Abs(verdict.Segments[s].Delta!.Value))
            .ToArray();
        var focus = Focus(verdict);
        var first = Array.IndexOf(off, focus) >= 0 ? focus : off[0];
        var sentence = $"Strategy says {lens.Segments[first].Name} {Percent(verdict.Segments[first].Target!.Value.Share)}; "
            + $"planned effort says {Percent(shown[first])} ({Delta(verdict, shown, first)}).";
        var opposite = off.Where(s => verdict.Segments[s].State != verdict.Segments[first].State).ToArray();
        return opposite is [var second, ..]
            ? $"{sentence} {lens.Segments[second].Name} gets {Percent(shown[second])} against "
                + $"{Percent(verdict.Segments[second].Target!.Value.Share)} ({Delta(verdict, shown, second)})."
            : sentence;
    }

    private static string Unestimated(Split split) => split.Unestimated switch
    {
        0 => "",
        1 => " 1 epic has no estimate and is not counted.",
        var n => string.Create(CultureInfo.InvariantCulture, $" {n:N0} epics have no estimate and are not counted."),
    };

    /// <summary>The segment with the largest target; of several the first in segment order.</summary>
    private static int Focus(Verdict verdict) =>
        Enumerable.Range(0, verdict.Segments.Count).MaxBy(s => verdict.Segments[s].Target?.Share ?? -1m);

    /// <summary>The difference of the two figures beside it, so that what is shown adds up.</summary>
    private static string Delta(Verdict verdict, IReadOnlyList<decimal?> shown, int segment)
    {
        var delta = (shown[segment] ?? 0) - verdict.Segments[segment].Target!.Value.Share;
        return string.Create(
            CultureInfo.InvariantCulture, $"{(delta < 0 ? "−" : delta > 0 ? "+" : "±")}{Math.Abs(delta):0.###} pp");
    }

    private static string Percent(decimal? percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.###} %");
}
