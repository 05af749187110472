namespace TrackerSegments.Core;

/// <summary>
/// The effort each segment is to have in a plan of a capacity: between two edges, in thousandths of the unit times thousandths of a
/// percent, so that everything stays a whole number. Without a target a segment is to have nothing, or, within bands, anything.
/// </summary>
internal sealed class PlanGoals
{
    private readonly (Int128 Low, Int128 High)[] edges;

    public PlanGoals(Strategy strategy, long capacity, PlanAim aim)
    {
        Capacity = capacity;
        edges = [.. Enumerable.Range(0, strategy.Targets.Count).Select(s => (aim, strategy.BandOf(s)) switch
        {
            (PlanAim.Targets, _) => (strategy.ShareOf(s) * (Int128)capacity, strategy.ShareOf(s) * (Int128)capacity),
            (_, null) => (Int128.Zero, Int128.MaxValue),
            (_, { } band) => (Int128.Max(0, band.Low) * capacity, band.High * (Int128)capacity),
        })];
    }

    public long Capacity { get; }

    public int Segments => edges.Length;

    /// <summary>How much a segment lacks.</summary>
    public Int128 Lack(int segment, long effort) => Int128.Max(0, edges[segment].Low - Scaled(effort));

    /// <summary>How much a segment has beyond what it is to have.</summary>
    public Int128 Excess(int segment, long effort) => Int128.Max(0, Scaled(effort) - edges[segment].High);

    /// <summary>How far a segment is from what it is to have.</summary>
    public Int128 Distance(int segment, long effort) => Lack(segment, effort) + Excess(segment, effort);

    public static Int128 Scaled(long effort) => (Int128)effort * Strategy.Whole;

    public static decimal Units(Int128 distance) => (decimal)distance / Strategy.Whole / Effort.Scale;
}
