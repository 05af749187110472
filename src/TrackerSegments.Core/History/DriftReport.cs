namespace TrackerSegments.Core;

/// <summary>
/// Why the split moved between two snapshots. With E and T the effort of a segment and of all segments before, E' and T' after, each
/// change of one epic by ΔE in the segment and ΔT in all segments is answerable for (ΔE − ΔT·E/T) / T': what it brings to the segment
/// beyond the share the segment had. These add up to E'/T' − E/T exactly, whatever the order of epics and causes.
/// </summary>
public sealed class DriftReport
{
    private readonly IReadOnlyList<EpicChange> changes;
    private readonly SegmentUnion union;
    private readonly long[] before;
    private readonly long taggedBefore;
    private readonly long taggedAfter;

    private DriftReport(Snapshot before, Snapshot after)
    {
        union = new(before.Summary.Lens, after.Summary.Lens);
        changes = new EpicChanges(before, after, union).Of(EpicPairs.Of(before, after));
        this.before = SumsOf(before.Summary.Split, union.OfBefore);
        taggedBefore = before.Summary.Split.TaggedEffort.Thousandths;
        taggedAfter = after.Summary.Split.TaggedEffort.Thousandths;
        Segments = [.. Drifts(before.Summary.Split, after.Summary.Split)];
    }

    /// <summary>The segments of both snapshots: those of the later one in its order, then those that are gone.</summary>
    public IReadOnlyList<SegmentDrift> Segments { get; }

    /// <summary>Compares two snapshots of one lens.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    /// <returns>What moved, part by part.</returns>
    /// <exception cref="OverflowException">Efforts are so large that their products do not fit in 128 bits.</exception>
    public static DriftReport Between(Snapshot before, Snapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(before, after);
    }

    /// <summary>The epics behind one part, those with the largest effect on the share first, then by key.</summary>
    /// <param name="segment">The segment's key.</param>
    /// <param name="cause">The cause.</param>
    /// <returns>The epics; their effects add up to that of the part.</returns>
    public IReadOnlyList<DriftItem> Items(string segment, DriftCause cause)
    {
        var index = union.Segments.ToList().FindIndex(s => s.Key == segment);
        return index < 0
            ? []
            : [.. changes.Where(c => c.Cause == cause)
                .Select(c => (c.Key, Effort: DeltaOf(c, index), c.Tagged))
                .Select(c => new DriftItem(c.Key, new(c.Effort), ChangeOf(index, c.Effort, c.Tagged)))
                .Where(item => HasEffect(item.Effort, item.Change))
                .OrderByDescending(item => Int128.Abs(item.Change?.Numerator ?? item.Effort.Thousandths))
                .ThenBy(item => item.Key, StringComparer.Ordinal)];
    }

    private IEnumerable<SegmentDrift> Drifts(Split then, Split now)
    {
        var after = SumsOf(now, union.OfAfter);
        var (shownBefore, shownAfter) = (ShownOf(then, union.OfBefore), ShownOf(now, union.OfAfter));
        var byCause = changes.GroupBy(c => c.Cause).OrderBy(g => g.Key)
            .Select(g => (Cause: g.Key, Tagged: g.Sum(c => c.Tagged), Efforts: SumsOf(g)))
            .ToArray();
        for (var s = 0; s < before.Length; s++)
        {
            var segment = s;
            var shown = shownAfter[s] - shownBefore[s];
            var parts = byCause
                .Select(c => new DriftPart(c.Cause, new(c.Efforts[segment]), new(c.Tagged), ChangeOf(segment, c.Efforts[segment], c.Tagged), null))
                .Where(p => HasEffect(p.Effort, p.Change))
                .ToArray();
            yield return new(
                union.Segments[s],
                new(before[s]),
                new(after[s]),
                Ratio.Of(before[s], taggedBefore),
                Ratio.Of(after[s], taggedAfter),
                ChangeOf(s, after[s] - before[s], taggedAfter - taggedBefore),
                shown,
                shown is null ? parts : DriftRounding.Round(parts, shown.Value));
        }
    }

    private Fraction? ChangeOf(int segment, long effort, long tagged) => taggedBefore == 0 || taggedAfter == 0
        ? null
        : new(((Int128)effort * taggedBefore) - ((Int128)before[segment] * tagged), (Int128)taggedBefore * taggedAfter);

    private static bool HasEffect(Effort effort, Fraction? change) =>
        effort != Effort.Zero || (change is { } share && share.Numerator != Int128.Zero);

    private static long DeltaOf(EpicChange change, int segment) =>
        Array.Find(change.Deltas, d => d.Segment == segment).Delta;

    private long[] SumsOf(IEnumerable<EpicChange> some)
    {
        var sums = new long[union.Segments.Count];
        foreach (var (segment, delta) in some.SelectMany(c => c.Deltas))
        {
            sums[segment] += delta;
        }

        return sums;
    }

    private long[] SumsOf(Split split, int[] map)
    {
        var sums = new long[union.Segments.Count];
        for (var s = 0; s < map.Length; s++)
        {
            sums[map[s]] = split.Segments[s].Effort.Thousandths;
        }

        return sums;
    }

    /// <summary>The percentages a person saw; 0 for a segment that the snapshot does not have.</summary>
    private decimal?[] ShownOf(Split split, int[] map)
    {
        var shown = new decimal?[union.Segments.Count];
        var own = LargestRemainder.Percentages([.. split.Segments.Select(s => s.Effort)]);
        Array.Fill(shown, split.TaggedEffort == Effort.Zero ? null : 0m);
        for (var s = 0; s < map.Length; s++)
        {
            shown[map[s]] = own[s];
        }

        return shown;
    }
}
