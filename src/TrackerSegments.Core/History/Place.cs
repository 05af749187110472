namespace TrackerSegments.Core;

/// <summary>Where the effort of one epic lies: its segments by a lens, and where each of those stands in a union.</summary>
internal readonly record struct Place(Effort? Effort, SegmentSet Segments, int[]? Map)
{
    public void AddTo(long[] sums, int sign)
    {
        var portions = Splitter.Portions(Effort ?? Core.Effort.Zero, Segments);
        for (var i = 0; i < portions.Count; i++)
        {
            sums[Map![Segments[i].Segment]] += sign * portions[i].Thousandths;
        }
    }

    public IEnumerable<int> Indexes()
    {
        for (var i = 0; i < Segments.Count; i++)
        {
            yield return Map![Segments[i].Segment];
        }
    }
}
