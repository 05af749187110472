namespace TrackerSegments.Core;

/// <summary>
/// The alignment index = 100 · (1 − ½ Σ |share − target|), the part of the effort that already sits where the strategy wants it, with
/// its exact range over every way to hand the unassigned effort out.
/// </summary>
/// <remarks>
/// Shares and targets both add up to 1, so half the sum of the absolute differences equals the sum of the excesses alone:
/// what segments get above their target. All sums are whole numbers, scaled by 100,000 (targets in thousandths of a percent).
/// </remarks>
internal static class AlignmentIndex
{
    /// <summary>The index as effort stands; null where nothing is tagged.</summary>
    public static double? Now(Split split, Strategy strategy)
    {
        Int128 total = split.TaggedEffort.Thousandths;
        Int128 excess = 0;
        for (var s = 0; s < split.Segments.Count; s++)
        {
            excess += Int128.Max(0, Surplus(split, strategy, s, total));
        }

        return FromExcess(excess, total);
    }

    /// <summary>
    /// The worst and the best index. The excess is convex in what each segment gets, so the worst case hands everything to one
    /// segment; in the best case all of it fills gaps, which are always large enough, and only today's excesses remain.
    /// </summary>
    public static (double? Worst, double? Best) Range(Split split, Strategy strategy)
    {
        Int128 total = split.TotalEffort.Thousandths;
        var handedOut = (Int128)split.UnassignedEffort.Thousandths * Strategy.Whole;
        Int128 excess = 0;
        Int128 largestGrowth = 0;
        for (var s = 0; s < split.Segments.Count; s++)
        {
            var surplus = Surplus(split, strategy, s, total);
            excess += Int128.Max(0, surplus);
            var growth = Int128.Max(0, surplus + handedOut) - Int128.Max(0, surplus);
            largestGrowth = Int128.Max(largestGrowth, growth);
        }

        return (FromExcess(excess + largestGrowth, total), FromExcess(excess, total));
    }

    /// <summary>How far a segment's effort is above its target share of a total; negative below it.</summary>
    private static Int128 Surplus(Split split, Strategy strategy, int segment, Int128 total) =>
        ((Int128)split.Segments[segment].Effort.Thousandths * Strategy.Whole) - (strategy.ShareOf(segment) * total);

    private static double? FromExcess(Int128 excess, Int128 total)
    {
        var whole = total * Strategy.Whole;
        return Ratio.Of(100 * (whole - excess), whole);
    }
}
