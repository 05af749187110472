namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What is done where Jira answers with a status that says no.</summary>
/// <param name="From">The first status the row is for.</param>
/// <param name="To">The last one.</param>
/// <param name="Reason">What the RateLimit-Reason header says or begins with; null for every other reason and for none.</param>
/// <param name="Repeat">Which calls are sent again.</param>
/// <param name="Pause">What waits until Jira wants to be asked again.</param>
/// <param name="Blame">Who can mend it.</param>
/// <param name="Code">The problem's fixed name.</param>
/// <param name="Text">The sentence for a person; {host} and {purpose} are filled in, and what Jira says follows.</param>
internal sealed record JiraRule(int From, int To, string? Reason, JiraRepeat Repeat, JiraPause Pause, Blame Blame, string Code, string Text)
{
    /// <summary>Whether waiting alone can help.</summary>
    public bool IsPassing => Repeat is JiraRepeat.Reads or JiraRepeat.Always;

    public bool IsFor(int status, string? reason) =>
        status >= From && status <= To && (Reason is null || (reason?.StartsWith(Reason, StringComparison.OrdinalIgnoreCase) ?? false));
}

/// <summary>Which calls are sent again after an answer.</summary>
internal enum JiraRepeat
{
    /// <summary>None: the answer would be the same.</summary>
    Never,

    /// <summary>Those that read. Whether one that writes was carried out is not known.</summary>
    Reads,

    /// <summary>All of them: nothing was carried out.</summary>
    Always,

    /// <summary>All of them, but only where a newer token has arrived since.</summary>
    WithNewerToken,
}

/// <summary>What waits after an answer.</summary>
internal enum JiraPause
{
    /// <summary>The call alone.</summary>
    None,

    /// <summary>Every write to the issue.</summary>
    Issue,

    /// <summary>Every call to the endpoint.</summary>
    Endpoint,

    /// <summary>Every call to the site.</summary>
    Tenant,
}
