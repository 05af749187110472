using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Puts lists of segments together so that no key changes its meaning.</summary>
internal static class SegmentList
{
    /// <summary>The segments of a lens, and behind them those that are new, as long as there is room.</summary>
    public static IReadOnlyList<Segment> Joined(Lens kept, IEnumerable<(string Name, IReadOnlyList<string> Values)> added)
    {
        var taken = Keys(kept);
        List<Segment> segments = [.. kept.Segments];
        foreach (var (name, values) in added.Take(Lens.MaxSegments - kept.Segments.Count))
        {
            segments.Add(New(name, values, segments.Count, taken));
        }

        return segments;
    }

    /// <summary>
    /// The lens with the segments that are named and no others, by the next version: those it has, or once had, keep their keys and what is
    /// known of them; those that are not named are archived.
    /// </summary>
    public static Lens Replaced(Lens lens, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> named)
    {
        var taken = Keys(lens);
        Segment[] known = [.. lens.Segments, .. lens.Archived.Select(a => a.Segment)];
        HashSet<string> used = new(StringComparer.Ordinal);
        List<Segment> segments = [];
        foreach (var (name, values) in named)
        {
            var same = known.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase) && used.Add(s.Key));
            segments.Add(same is null ? New(name, values, segments.Count, taken) : same with { Name = name, Values = values });
        }

        var left = known.Where(s => !used.Contains(s.Key));
        return With(lens, segments, archived: [.. left.Select(s => Archived(s, segments))]);
    }

    /// <summary>The lens with other segments; by the next version where they are others.</summary>
    public static Lens With(Lens lens, IReadOnlyList<Segment> segments, int? version = null, IReadOnlyList<ArchivedSegment>? archived = null) => new(
        lens.Name,
        lens.Field,
        segments,
        version ?? (IsSame(segments, lens.Segments) ? lens.SchemeVersion : lens.SchemeVersion + 1),
        lens.Key,
        archived ?? [.. lens.Archived])
    {
        Kind = lens.Kind,
        Reviewed = lens.Reviewed,
    };

    /// <summary>An archived segment; its epics count for whichever segment claims its values.</summary>
    public static ArchivedSegment Archived(Segment archived, IReadOnlyList<Segment> segments) => new(archived, archived.Values is [var first, ..]
        ? segments.FirstOrDefault(s => s.Values.Contains(first, StringComparer.OrdinalIgnoreCase))?.Key
        : null);

    private static HashSet<string> Keys(Lens lens) =>
        lens.Segments.Concat(lens.Archived.Select(a => a.Segment)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);

    private static Segment New(string name, IReadOnlyList<string> values, int index, HashSet<string> taken)
    {
        var key = Lens.KeyOf(name);
        var free = key;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = FormattableString.Invariant($"{key}-{n}");
        }

        return new(free, name, SegmentPalette.ColorOf(index), values);
    }

    private static bool IsSame(IReadOnlyList<Segment> left, IReadOnlyList<Segment> right) =>
        left.Select(Text).SequenceEqual(right.Select(Text), StringComparer.Ordinal);

    private static string Text(Segment segment) => string.Join('\n', [segment.Key, segment.Name, .. segment.Values]);
}
