namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What one account can do with the segment field of an issue.</summary>
internal sealed record JiraEditScreen
{
    /// <summary>Whether the account may edit anything of the issue.</summary>
    public required bool MayEdit { get; init; }

    /// <summary>Whether the segment field can be edited there.</summary>
    public required bool HasField { get; init; }

    /// <summary>Whether values can be added one by one.</summary>
    public bool CanAdd { get; init; }

    /// <summary>Whether the field holds formatted text, which is more than its words.</summary>
    public bool IsFormatted { get; init; }

    /// <summary>What can be chosen; of a cascading field also each child.</summary>
    public IReadOnlyList<JiraChoice> Choices { get; init; } = [];

    /// <summary>What can be chosen and is written like this, in the same case if there is such a one.</summary>
    public JiraChoice? Find(string text)
    {
        var alike = Choices.Where(c => string.Equals(c.Value.Text, text, StringComparison.OrdinalIgnoreCase)).ToList();
        return alike.Find(c => !c.IsDisabled && string.Equals(c.Value.Text, text, StringComparison.Ordinal))
            ?? alike.Find(c => !c.IsDisabled)
            ?? alike.FirstOrDefault();
    }
}

/// <summary>A value that can be chosen.</summary>
internal sealed record JiraChoice(JiraValue Value, bool IsDisabled);
