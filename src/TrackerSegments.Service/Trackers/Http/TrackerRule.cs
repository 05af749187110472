namespace TrackerSegments.Service.Trackers;

/// <summary>What is done where a tracker answers with a status that says no.</summary>
/// <param name="From">The first status the row is for.</param>
/// <param name="To">The last one.</param>
/// <param name="Reason">What the answer gives as its reason, or how that begins; null for every other reason and for none.</param>
/// <param name="Repeat">Which calls are sent again.</param>
/// <param name="Pause">What waits until the tracker wants to be asked again.</param>
/// <param name="Blame">Who can mend it.</param>
/// <param name="Code">The problem's fixed name.</param>
/// <param name="Text">The sentence for a person; {host}, {product} and {purpose} are filled in, and what the tracker says follows.</param>
internal sealed record TrackerRule(int From, int To, string? Reason, CallRepeat Repeat, CallPause Pause, Blame Blame, string Code, string Text)
{
    /// <summary>Whether waiting alone can help.</summary>
    public bool IsPassing => Repeat is CallRepeat.Reads or CallRepeat.Always;

    public bool IsFor(int status, string? reason) =>
        status >= From && status <= To && (Reason is null || (reason?.StartsWith(Reason, StringComparison.OrdinalIgnoreCase) ?? false));
}

/// <summary>Which calls are sent again after an answer.</summary>
internal enum CallRepeat
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
internal enum CallPause
{
    /// <summary>The call alone.</summary>
    None,

    /// <summary>Every write to the item.</summary>
    Item,

    /// <summary>Every call to the endpoint.</summary>
    Endpoint,

    /// <summary>Every call to the tracker.</summary>
    Tenant,
}
