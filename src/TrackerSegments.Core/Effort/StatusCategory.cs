namespace TrackerSegments.Core;

/// <summary>How far an item is, whatever the tracker calls its states.</summary>
public enum StatusCategory
{
    /// <summary>Not started (Jira: new; Azure DevOps: Proposed).</summary>
    ToDo,
    /// <summary>Started (Jira: indeterminate; Azure DevOps: InProgress, Resolved).</summary>
    InProgress,
    /// <summary>Finished (Jira: done; Azure DevOps: Completed).</summary>
    Done,
    /// <summary>Taken out of the plan (Azure DevOps: Removed): counts for nothing.</summary>
    Removed,
}
