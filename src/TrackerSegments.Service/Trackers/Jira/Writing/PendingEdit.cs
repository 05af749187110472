namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>An edit on its way: what was wished, what was found, what was sent, and what became of it.</summary>
internal sealed class PendingEdit(FieldEdit wish)
{
    public FieldEdit Wish => wish;

    /// <summary>The issue as it was read before anything was sent.</summary>
    public JiraIssue Before { get; set; } = null!;

    /// <summary>What is left to do against that.</summary>
    public MergedEdit Left { get; set; } = null!;

    /// <summary>What of the wish somebody else's change left; null where the field was as expected.</summary>
    public ForeignChange? Earlier { get; set; }

    /// <summary>What the account can do with the field there.</summary>
    public JiraEditScreen? Screen { get; set; }

    /// <summary>What is left to do in Jira's own values.</summary>
    public JiraUpdate? Update { get; set; }

    public Sending Sending { get; set; }

    /// <summary>What Jira or the network said about it, where it is not certain that it was carried out.</summary>
    public TrackerProblem? Doubt { get; set; }

    public WriteOutcome? Outcome { get; set; }

    public bool IsOpen => Outcome is null;

    public IReadOnlyList<string> ValuesBefore => TextsOf(Before);

    public static IReadOnlyList<string> TextsOf(JiraIssue issue) => [.. issue.Segments.Select(v => v.Text)];
}

/// <summary>How far an edit got.</summary>
internal enum Sending
{
    /// <summary>Nothing was sent to Jira.</summary>
    NotSent,

    /// <summary>Values were added and removed; every other value stayed.</summary>
    Edited,

    /// <summary>The whole value was replaced, so that a change in between may have been overwritten.</summary>
    Replaced,
}
