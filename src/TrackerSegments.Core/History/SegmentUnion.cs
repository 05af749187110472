namespace TrackerSegments.Core;

/// <summary>
/// The segments of two snapshots side by side: those of the later one in its order, then those that are only in the earlier one.
/// A segment is known by its key, so that a new name is no change.
/// </summary>
internal sealed class SegmentUnion
{
    public SegmentUnion(Lens before, Lens after)
    {
        List<Segment> all = [.. after.Segments];
        OfAfter = [.. Enumerable.Range(0, after.Segments.Count)];
        OfBefore = new int[before.Segments.Count];
        for (var i = 0; i < OfBefore.Length; i++)
        {
            OfBefore[i] = after.IndexOfKey(before.Segments[i].Key);
            if (OfBefore[i] < 0)
            {
                OfBefore[i] = all.Count;
                all.Add(before.Segments[i]);
            }
        }

        Segments = all;
    }

    public IReadOnlyList<Segment> Segments { get; }

    public int[] OfBefore { get; }

    public int[] OfAfter { get; }
}
