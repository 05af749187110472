namespace TrackerSegments.Simulators.Jira.Model;

public enum JiraEventKind
{
    Created,
    Updated,
    Deleted,
}

/// <summary>Something that happened to an issue: the issue after it (of a deletion, as it was), and what changed.</summary>
public sealed record JiraEvent(JiraEventKind Kind, JiraIssue Issue, JiraHistory? Change, DateTimeOffset At);
