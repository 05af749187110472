namespace TrackerSegments.Core;

/// <summary>Whether effort as a whole follows the strategy.</summary>
public enum AlignmentState
{
    /// <summary>Every segment with a target is within its tolerance.</summary>
    Aligned,
    /// <summary>At least one is not.</summary>
    Misaligned,
    /// <summary>There is no strategy to compare with.</summary>
    NoStrategy,
    /// <summary>No effort is tagged with a segment, so there is no split.</summary>
    NoEffort,
    /// <summary>Efforts are in units that cannot be added, so there is no split.</summary>
    NotComparable,
}
