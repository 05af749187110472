namespace TrackerSegments.Core;

/// <summary>Compares a split with a strategy. Every comparison is made in whole numbers; only the figures to show are fractions.</summary>
public static class AlignmentCalculator
{
    /// <summary>Judges a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <returns>The verdict, with one entry for each segment.</returns>
    /// <exception cref="ArgumentException">The strategy is for another number of segments.</exception>
    public static Verdict Assess(Split split, Strategy? strategy)
    {
        ArgumentNullException.ThrowIfNull(split);
        if (strategy is not null && strategy.Targets.Count != split.Segments.Count)
        {
            throw new ArgumentException("The strategy is for another number of segments.", nameof(strategy));
        }

        var segments = new SegmentVerdict[split.Segments.Count];
        for (var s = 0; s < segments.Length; s++)
        {
            segments[s] = Assess(split, strategy, s);
        }

        var (worst, best) = strategy is null ? (null, null) : AlignmentIndex.Range(split, strategy);
        var index = strategy is null ? null : AlignmentIndex.Now(split, strategy);
        var state = StateOf(split, strategy, segments);
        return new(segments, index, worst, best, state, IsCertain(split, strategy, segments, state));
    }

    private static SegmentVerdict Assess(Split split, Strategy? strategy, int segment)
    {
        long tagged = split.TaggedEffort.Thousandths, unassigned = split.UnassignedEffort.Thousandths;
        long effort = split.Segments[segment].Effort.Thousandths, total = tagged + unassigned;
        var band = strategy?.BandOf(segment);
        SegmentState? state = band is null ? SegmentState.NoTarget : StateOf(effort, tagged, band.Value);
        var isCertain = band is null
            || (StateOf(effort, total, band.Value) == state
                && StateOf(effort + unassigned, total, band.Value) == state);
        return new(
            Ratio.Of(effort, tagged),
            Ratio.Of(effort, total),
            Ratio.Of((Int128)effort + unassigned, total),
            strategy?.Targets[segment],
            band is null ? null : Delta(effort, tagged, strategy!.ShareOf(segment)),
            state,
            isCertain);
    }

    private static double? Delta(long effort, long tagged, int target) =>
        Ratio.Of(((Int128)effort * Strategy.Whole) - ((Int128)target * tagged), (Int128)tagged * Strategy.PercentScale);

    /// <summary>The edges of the band belong to it. Null where there is no effort to have a share of.</summary>
    private static SegmentState? StateOf(long effort, long total, (int Low, int High) band)
    {
        if (total == 0)
        {
            return null;
        }

        var scaled = (Int128)effort * Strategy.Whole;
        return scaled < (Int128)band.Low * total ? SegmentState.Under
            : scaled > (Int128)band.High * total ? SegmentState.Over
            : SegmentState.On;
    }

    private static AlignmentState StateOf(Split split, Strategy? strategy, SegmentVerdict[] segments)
    {
        if (split.TaggedEffort == Effort.Zero)
        {
            return AlignmentState.NoEffort;
        }

        return strategy is null ? AlignmentState.NoStrategy
            : Array.TrueForAll(segments, s => s.State is SegmentState.On or SegmentState.NoTarget) ? AlignmentState.Aligned
            : AlignmentState.Misaligned;
    }

    private static bool IsCertain(Split split, Strategy? strategy, SegmentVerdict[] segments, AlignmentState state) => state switch
    {
        AlignmentState.NoStrategy => true,
        AlignmentState.NoEffort => split.UnassignedEffort == Effort.Zero,
        AlignmentState.Aligned => Array.TrueForAll(segments, s => s.IsCertain),
        _ => !CouldBeAligned(split, strategy!),
    };

    /// <summary>
    /// Whether some way to hand the unassigned effort out puts every segment into its band: no segment may be above its band
    /// already, the gaps up to the lower edges must not need more than there is, and the room up to the upper edges must hold all of it.
    /// </summary>
    private static bool CouldBeAligned(Split split, Strategy strategy)
    {
        Int128 total = split.TotalEffort.Thousandths;
        var available = (Int128)split.UnassignedEffort.Thousandths * Strategy.Whole;
        Int128 needed = 0, room = 0;
        for (var s = 0; s < split.Segments.Count; s++)
        {
            if (strategy.BandOf(s) is not { } band)
            {
                room = available;
                continue;
            }

            var effort = (Int128)split.Segments[s].Effort.Thousandths * Strategy.Whole;
            if (effort > band.High * total)
            {
                return false;
            }

            needed += Int128.Max(0, (band.Low * total) - effort);
            room += (band.High * total) - effort;
        }

        return needed <= available && available <= room;
    }
}
