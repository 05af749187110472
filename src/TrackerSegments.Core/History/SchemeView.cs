namespace TrackerSegments.Core;

/// <summary>Reads the tags of an earlier snapshot by the scheme of a later one, so that a new scheme is told from a new tag.</summary>
internal static class SchemeView
{
    public static bool IsSame(Lens before, Lens after) => ReferenceEquals(before, after)
        || (IsSameField(before, after)
            && before.Segments.Select(s => s.Key).SequenceEqual(after.Segments.Select(s => s.Key), StringComparer.Ordinal)
            && before.Segments.Zip(after.Segments).All(pair => IsSameValues(pair.First, pair.Second)));

    /// <summary>
    /// The segments the epic's values mean in the later scheme. Weights a person set follow their segment where it became one other;
    /// else the parts are equal.
    /// </summary>
    public static SegmentSet Carry(SnapshotEpic epic, Lens before, Lens after)
    {
        var read = Tagging.Read(after, epic.Values).Segments;
        if (epic.Segments.Several is not { } several || Array.TrueForAll(several, w => w.Parts == several[0].Parts))
        {
            return read;
        }

        Dictionary<int, int> parts = [];
        foreach (var (segment, weight) in several)
        {
            var became = epic.Values.Where(v => before.IndexOfValue(v) == segment).Select(after.IndexOfValue).Distinct().ToArray();
            if (became is not [>= 0 and var only])
            {
                return read;
            }

            parts[only] = parts.GetValueOrDefault(only) + weight;
        }

        return parts.Count == read.Count ? SegmentSet.Weighted(parts.Select(p => new SegmentWeight(p.Key, p.Value))) : read;
    }

    public static bool IsSameField(Lens before, Lens after) => string.Equals(before.Field, after.Field, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameValues(Segment before, Segment after) =>
        before.Values.Count == after.Values.Count && before.Values.All(v => after.Values.Contains(v, StringComparer.OrdinalIgnoreCase));
}
