namespace TrackerSegments.Core;

/// <summary>Where a segment's share stands against its target.</summary>
public enum SegmentState
{
    /// <summary>More than the tolerance below the target.</summary>
    Under,
    /// <summary>Within the tolerance, its edges included.</summary>
    On,
    /// <summary>More than the tolerance above the target.</summary>
    Over,
    /// <summary>The strategy sets no target for the segment.</summary>
    NoTarget,
}
