using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>Says what moved most, and why: <c>SMB fell by 4.2 points: new scope -3.1, completion -1.4, new estimates +0.3.</c></summary>
internal static class DriftSentence
{
    public static string Of(IReadOnlyList<SegmentDrift> segments, DateOnly before, DateOnly after)
    {
        var (first, last) = (SnapshotHead.KeyOf(before), SnapshotHead.KeyOf(after));
        if (before == after)
        {
            return $"Both snapshots are that of {last}, so nothing has moved between them.";
        }

        if (segments.All(s => s.Shown is null))
        {
            return $"No effort was tagged on {first} or on {last}, so there are no shares to compare.";
        }

        var most = segments.Where(s => s.Shown is not null).MaxBy(s => Math.Abs(s.Shown!.Value))!;
        if (most.Shown == 0)
        {
            return $"No share moved by a tenth of a point between {first} and {last}.";
        }

        return Of(most, before);
    }

    /// <summary>The same of one segment, whose share moved.</summary>
    public static string Of(SegmentDrift most, DateOnly before)
    {
        var shown = most.Shown!.Value;
        var causes = most.Parts.Where(p => p.Shown is not null and not 0m)
            .OrderByDescending(p => Math.Abs(p.Shown!.Value))
            .ThenBy(p => p.Cause)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{WordsOf(p.Cause)} {p.Shown:+0.0;-0.0}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{most.Segment.Name} {(shown < 0 ? "fell" : "rose")} by {Math.Abs(shown):0.0} points since {SnapshotHead.KeyOf(before)}: {string.Join(", ", causes)}.");
    }

    private static string WordsOf(DriftCause cause) => cause switch
    {
        DriftCause.NewScope => "new scope",
        DriftCause.RemovedScope => "removed scope",
        DriftCause.Completion => "completion",
        DriftCause.ReEstimate => "new estimates",
        DriftCause.ReTag => "new tags",
        DriftCause.SplitChange => "new weights",
        DriftCause.SchemeChange => "the scheme",
        _ => "the policy",
    };
}
