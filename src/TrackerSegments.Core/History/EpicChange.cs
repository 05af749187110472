namespace TrackerSegments.Core;

/// <summary>What one cause did to the effort of one epic.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Deltas">By how many thousandths the effort of segments (by index in the union) changed; none is 0.</param>
/// <param name="Tagged">The sum of the deltas.</param>
internal sealed record EpicChange(string Key, DriftCause Cause, (int Segment, long Delta)[] Deltas, long Tagged);

/// <summary>
/// Takes the way of each epic from one snapshot to another in single steps: the scheme, then the tags or weights, then the effort.
/// Each step is a difference of two whole splits, so that the steps add up exactly.
/// </summary>
internal sealed class EpicChanges(Snapshot before, Snapshot after, SegmentUnion union)
{
    private readonly Lens lensBefore = before.Summary.Lens;
    private readonly Lens lensAfter = after.Summary.Lens;
    private readonly bool isSameScheme = SchemeView.IsSame(before.Summary.Lens, after.Summary.Lens);
    private readonly long[] scratch = new long[union.Segments.Count];
    private readonly List<EpicChange> changes = [];

    public IReadOnlyList<EpicChange> Of(IReadOnlyList<EpicPair> pairs)
    {
        foreach (var pair in pairs)
        {
            switch (pair)
            {
                case { Before: { } earlier, After: { } later }:
                    Follow(pair.Key, earlier, later);
                    break;
                case { After: { } came }:
                    Step(pair.Key, pair.Passage, default, new(came.Effort, came.Segments, union.OfAfter));
                    break;
                case { Before: { } left }:
                    Step(pair.Key, pair.Passage, new(left.Effort, left.Segments, union.OfBefore), default);
                    break;
            }
        }

        return changes;
    }

    /// <summary>Why an epic that is in both has other segments: the scheme where that explains it all, else a person.</summary>
    public DriftCause TagCause(SnapshotEpic earlier, SnapshotEpic later)
    {
        var carried = Carried(earlier, later);
        return !IsSameNames(carried, later.Segments) ? DriftCause.ReTag
            : isSameScheme || carried != later.Segments ? DriftCause.SplitChange
            : DriftCause.SchemeChange;
    }

    /// <summary>Why an epic that is in both has another effort.</summary>
    public DriftCause EffortCause(SnapshotEpic earlier, SnapshotEpic later)
    {
        var (policy, now) = (before.Summary.Policy, after.Summary.Policy);
        var isDone = (earlier.Status == StatusCategory.Done) != (later.Status == StatusCategory.Done);
        return !policy.CountsLike(now) ? DriftCause.PolicyChange
            : isDone && now.Measure == Names.Of(Measure.RemainingEstimate) ? DriftCause.Completion
            : DriftCause.ReEstimate;
    }

    /// <summary>The segments of an earlier epic by the later scheme, by index in it.</summary>
    private SegmentSet Carried(SnapshotEpic earlier, SnapshotEpic later) => isSameScheme ? earlier.Segments
        : SchemeView.IsSameField(lensBefore, lensAfter) ? SchemeView.Carry(earlier, lensBefore, lensAfter)
        : later.Segments;

    private void Follow(string key, SnapshotEpic earlier, SnapshotEpic later)
    {
        if (isSameScheme && earlier.Effort == later.Effort && earlier.Segments == later.Segments)
        {
            return;
        }

        Place then = new(earlier.Effort, earlier.Segments, union.OfBefore);
        var renamed = then with { Segments = Carried(earlier, later), Map = union.OfAfter };
        var tagged = renamed with { Segments = later.Segments };
        Step(key, DriftCause.SchemeChange, then, renamed);
        Step(key, IsSameNames(renamed.Segments, later.Segments) ? DriftCause.SplitChange : DriftCause.ReTag, renamed, tagged);
        Step(key, EffortCause(earlier, later), tagged, tagged with { Effort = later.Effort });
    }

    private static bool IsSameNames(SegmentSet one, SegmentSet other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (one[i].Segment != other[i].Segment)
            {
                return false;
            }
        }

        return true;
    }

    private void Step(string key, DriftCause cause, Place from, Place to)
    {
        if (from == to)
        {
            return;
        }

        from.AddTo(scratch, -1);
        to.AddTo(scratch, 1);
        List<(int, long)> deltas = [];
        long tagged = 0;
        foreach (var segment in from.Indexes().Concat(to.Indexes()))
        {
            if (scratch[segment] != 0)
            {
                deltas.Add((segment, scratch[segment]));
                tagged += scratch[segment];
                scratch[segment] = 0;
            }
        }

        if (deltas.Count > 0)
        {
            changes.Add(new(key, cause, [.. deltas], tagged));
        }
    }
}
