namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>A query that Jira would not accept; the message is what Jira says.</summary>
public sealed class JqlException(string message) : Exception(message);
