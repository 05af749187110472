namespace TrackerSegments.Core;

/// <summary>What one segment gets of a split.</summary>
/// <param name="Effort">Its effort.</param>
/// <param name="Epics">How many epics name it, estimated or not.</param>
/// <param name="Unestimated">How many of those have no effort.</param>
public readonly record struct SegmentTotal(Effort Effort, int Epics, int Unestimated);

/// <summary>How the effort of a set of epics is split over the segments of a lens. Segments and unassigned add up to the total exactly.</summary>
/// <param name="Segments">One total for each segment, in segment order.</param>
/// <param name="Tagged">How many epics carry at least one segment.</param>
/// <param name="Unassigned">How many carry none.</param>
/// <param name="Unestimated">How many have no effort; they are not in the figures.</param>
/// <param name="TaggedEffort">T: the effort of tagged epics.</param>
/// <param name="UnassignedEffort">U: the effort of unassigned ones.</param>
/// <param name="ImputedEffort">How much of both was put in by the policy.</param>
public sealed record Split(
    IReadOnlyList<SegmentTotal> Segments,
    int Tagged,
    int Unassigned,
    int Unestimated,
    Effort TaggedEffort,
    Effort UnassignedEffort,
    Effort ImputedEffort)
{
    /// <summary>How many epics there are.</summary>
    public int Epics => Tagged + Unassigned;

    /// <summary>T + U.</summary>
    public Effort TotalEffort => TaggedEffort + UnassignedEffort;

    /// <summary>T / (T + U), 0 to 1; null where there is no effort at all.</summary>
    public double? Coverage => Ratio.Of(TaggedEffort.Thousandths, TotalEffort.Thousandths);
}
