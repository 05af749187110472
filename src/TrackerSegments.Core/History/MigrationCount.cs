namespace TrackerSegments.Core;

/// <summary>
/// Counts a migration. Of one epic's effort, what is in the same place before and after stayed. Of the rest as much as possible moved,
/// from the first place that lost to the first that gained, in segment order; what is then left over was estimated away or anew.
/// </summary>
internal sealed class MigrationCount
{
    private readonly Snapshot before;
    private readonly Snapshot after;
    private readonly SegmentUnion union;
    private readonly EpicChanges changes;
    private readonly int unassigned;
    private readonly int outside;
    private readonly Dictionary<(int From, int To), List<MigrationFlow>> cells = [];

    public MigrationCount(Snapshot before, Snapshot after)
    {
        this.before = before;
        this.after = after;
        union = new(before.Summary.Lens, after.Summary.Lens);
        changes = new(before, after, union);
        unassigned = union.Segments.Count;
        outside = unassigned + 1;
    }

    public Migration Count()
    {
        foreach (var pair in EpicPairs.Of(before, after))
        {
            var then = PartsOf(pair.Before, union.OfBefore);
            var now = PartsOf(pair.After, union.OfAfter);
            Stay(pair.Key, then, now);
            Flow(pair.Key, then, now, pair is { Before: { } earlier, After: { } later } ? changes.TagCause(earlier, later) : pair.Passage);
            var rest = pair is { Before: { } old, After: { } young } ? changes.EffortCause(old, young) : pair.Passage;
            Flow(pair.Key, then, [(outside, Left(then))], rest);
            Flow(pair.Key, [(outside, Left(now))], now, rest);
        }

        return new(
            union.Segments,
            [.. cells.OrderBy(c => c.Key).Select(c => new MigrationCell(
                PlaceOf(c.Key.From),
                PlaceOf(c.Key.To),
                c.Value.Aggregate(Effort.Zero, (sum, flow) => sum + flow.Effort),
                [.. c.Value.OrderByDescending(f => f.Effort).ThenBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Cause)]))]);
    }

    private static long Left((int Place, long Effort)[] parts) => parts.Sum(p => p.Effort);

    private (int Place, long Effort)[] PartsOf(SnapshotEpic? epic, int[] map)
    {
        if (epic is not { Effort: { } effort })
        {
            return [];
        }

        var portions = Splitter.Portions(effort, epic.Segments);
        return portions.Count == 0
            ? [(unassigned, effort.Thousandths)]
            : [.. portions.Select((p, i) => (map[epic.Segments[i].Segment], p.Thousandths)).OrderBy(p => p.Item1)];
    }

    private void Stay(string key, (int Place, long Effort)[] then, (int Place, long Effort)[] now)
    {
        foreach (ref var from in then.AsSpan())
        {
            foreach (ref var to in now.AsSpan())
            {
                if (from.Place == to.Place)
                {
                    Move(key, ref from, ref to, cause: null);
                }
            }
        }
    }

    private void Flow(string key, (int Place, long Effort)[] then, (int Place, long Effort)[] now, DriftCause cause)
    {
        foreach (ref var from in then.AsSpan())
        {
            foreach (ref var to in now.AsSpan())
            {
                Move(key, ref from, ref to, cause);
            }
        }
    }

    private void Move(string key, ref (int Place, long Effort) from, ref (int Place, long Effort) to, DriftCause? cause)
    {
        var effort = Math.Min(from.Effort, to.Effort);
        if (effort == 0)
        {
            return;
        }

        from.Effort -= effort;
        to.Effort -= effort;
        if (!cells.TryGetValue((from.Place, to.Place), out var flows))
        {
            cells[(from.Place, to.Place)] = flows = [];
        }

        flows.Add(new(key, cause, new(effort)));
    }

    private MigrationPlace PlaceOf(int index) => index == outside ? MigrationPlace.Outside
        : index == unassigned ? MigrationPlace.Unassigned
        : MigrationPlace.Of(union.Segments[index].Key);
}
