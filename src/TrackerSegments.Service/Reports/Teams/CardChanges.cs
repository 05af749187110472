using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>What is different from the report before.</summary>
internal static class CardChanges
{
    /// <summary>A sentence; null where there is no report before that counts the same.</summary>
    public static string? Since(AlignmentDocument? before, AlignmentDocument now, int mostSegments)
    {
        if (before is null || before.Lens.Key != now.Lens.Key || before.Measure != now.Measure)
        {
            return null;
        }

        var since = before.AsOf.ToString("'Since 'd MMM yyyy", CultureInfo.InvariantCulture);
        if (before.Hash == now.Hash)
        {
            return $"{since} nothing has changed.";
        }

        var earlier = before.Segments.ToDictionary(s => s.Key, StringComparer.Ordinal);
        var moved = now.Segments
            .Where(s => s.State is not null && earlier.GetValueOrDefault(s.Key)?.State is { } state && state != s.State)
            .Select(s => $"{s.Name} went from {Word(earlier[s.Key].State)} to {Word(s.State)}")
            .ToArray();
        IEnumerable<string> parts = [Index(before.Alignment.Index, now.Alignment.Index), .. moved.Take(mostSegments)];
        var more = moved.Length > mostSegments ? $", and {Figures.Count(moved.Length - mostSegments, "more segment", "more segments")} changed state" : "";
        return $"{since}: {string.Join(", ", parts)}{more}.";
    }

    /// <summary>Whether a segment changed its state, or the index fell by 10 or more.</summary>
    public static bool IsDrift(AlignmentDocument before, AlignmentDocument now)
    {
        var earlier = before.Segments.ToDictionary(s => s.Key, s => s.State, StringComparer.Ordinal);
        return now.Segments.Any(s => earlier.TryGetValue(s.Key, out var state) && state != s.State)
            || now.Alignment.Index - before.Alignment.Index <= -10;
    }

    private static string Word(string? state) => Figures.State(state).ToLowerInvariant();

    private static string Index(double? before, double? now) => (before, now) switch
    {
        ({ } earlier, { } later) => Shown(later) == Shown(earlier) ? "the index is the same" : $"index {Figures.Signed(Shown(later) - Shown(earlier))}",
        (null, { }) => "there is an index now",
        ({ }, null) => "there is no index any more",
        _ => "the figures changed",
    };

    private static decimal Shown(double index) => Math.Round((decimal)index, 1, MidpointRounding.AwayFromZero);
}
