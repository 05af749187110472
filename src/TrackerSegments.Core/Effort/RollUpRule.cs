namespace TrackerSegments.Core;

/// <summary>How the effort of an epic follows from its own estimate and those of its children.</summary>
public enum RollUpRule
{
    /// <summary>
    /// The sum over the children where at least one is estimated, else the item's own estimate; applied at every level, so that
    /// nothing is counted twice. The default.
    /// </summary>
    ChildrenElseOwn,
    /// <summary>The epic's own estimate, whatever hangs below it.</summary>
    Own,
    /// <summary>The sum over the epic's children (each by <see cref="ChildrenElseOwn"/>); the epic's own estimate is ignored.</summary>
    Children,
    /// <summary>The larger of an item's own estimate and the sum over its children; applied at every level.</summary>
    Larger,
}
