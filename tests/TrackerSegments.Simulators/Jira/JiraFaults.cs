using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.Jira;

/// <summary>Which calls go wrong and how.</summary>
public sealed class JiraFaults : PlannedFaults<JiraRequest, JiraFault>;
