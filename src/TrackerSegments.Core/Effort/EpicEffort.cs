namespace TrackerSegments.Core;

/// <summary>An epic in scope, with its effort by the policy.</summary>
/// <param name="Item">The epic.</param>
/// <param name="Effort">Its effort; null where nothing is estimated and the policy imputes nothing.</param>
/// <param name="IsImputed">Whether the effort was put in by the policy because nothing is estimated.</param>
public readonly record struct EpicEffort(WorkItem Item, Effort? Effort, bool IsImputed);
