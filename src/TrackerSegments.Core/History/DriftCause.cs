namespace TrackerSegments.Core;

/// <summary>Why effort is elsewhere than it was.</summary>
public enum DriftCause
{
    /// <summary>An epic came into scope.</summary>
    NewScope,
    /// <summary>An epic left the scope without being done: removed, deleted, moved out of the plan.</summary>
    RemovedScope,
    /// <summary>An epic was done or reopened, and so left or came back; or its remaining effort went as it was done.</summary>
    Completion,
    /// <summary>The effort of an epic changed: a new estimate, of its own or of what is below it.</summary>
    ReEstimate,
    /// <summary>An epic is tagged with other segments.</summary>
    ReTag,
    /// <summary>An epic has the same segments with other weights.</summary>
    SplitChange,
    /// <summary>The scheme changed: the same field values mean other segments.</summary>
    SchemeChange,
    /// <summary>The policy changed: measure, unit, roll-up, unestimated rule, or what is in scope.</summary>
    PolicyChange,
}
