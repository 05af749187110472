namespace TrackerSegments.Core;

/// <summary>What effort is counted in.</summary>
public enum Measure
{
    /// <summary>Story points (Azure DevOps: Story Points, Effort or Size); unit "points".</summary>
    StoryPoints,
    /// <summary>Original estimate; unit "hours".</summary>
    OriginalEstimate,
    /// <summary>Remaining estimate; unit "hours".</summary>
    RemainingEstimate,
    /// <summary>Time spent; unit "hours".</summary>
    TimeSpent,
    /// <summary>Number of epics: each epic counts 1, children count for nothing; unit "epics".</summary>
    Count,
}
