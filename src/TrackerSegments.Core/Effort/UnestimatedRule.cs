namespace TrackerSegments.Core;

/// <summary>What happens to an epic without an estimate.</summary>
public enum UnestimatedRule
{
    /// <summary>It is not in the figures; it is counted and shown. The default.</summary>
    Exclude,
    /// <summary>It gets the median effort of the estimated epics of its project; where there are none it stays unestimated.</summary>
    Median,
    /// <summary>It gets a fixed effort.</summary>
    Fixed,
}
