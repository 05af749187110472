namespace TrackerSegments.Service.Tenants;

/// <summary>Which trackers to read for a tenant, and how.</summary>
internal sealed record ConnectionsWish
{
    /// <summary>One connection for each kind of tracker, at most.</summary>
    public required IReadOnlyList<ConnectionWish> Connections { get; init; }

    /// <summary>The field that carries the customer segment: a name, an id, or a JSONPath that begins with $.</summary>
    public required string SegmentField { get; init; }

    /// <summary>What effort is counted in. Default: story-points.</summary>
    public string? Measure { get; init; }

    /// <summary>The field that holds the estimate, where the usual one does not fit.</summary>
    public string? EffortField { get; init; }

    /// <summary>The types that are epics. Default: Epic.</summary>
    public IReadOnlyList<string>? EpicTypes { get; init; }

    /// <summary>What the trackers sign their events with, or send with them. Left out, the one before stays.</summary>
    public string? WebhookSecret { get; init; }
}

/// <summary>A tracker to read.</summary>
internal sealed record ConnectionWish
{
    /// <summary>jira or azure-devops.</summary>
    public required string Tracker { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>The projects to read: by key in Jira, by name in Azure DevOps.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>Which epics of the projects count, in the tracker's own language.</summary>
    public string? Query { get; init; }

    /// <summary>Of a Jira, the account of an API token.</summary>
    public string? Email { get; init; }

    /// <summary>Of an Azure DevOps, how to sign in: pat, entra-token, entra-client or managed-identity.</summary>
    public string? Authentication { get; init; }

    /// <summary>Of an Azure DevOps, the Entra tenant of the application that signs in.</summary>
    public string? TenantId { get; init; }

    /// <summary>Of an Azure DevOps, the application that signs in.</summary>
    public string? ClientId { get; init; }

    /// <summary>The segment field, where it is called otherwise than in the other tracker.</summary>
    public string? SegmentField { get; init; }

    /// <summary>Of two trackers, what one of this one's points counts.</summary>
    public decimal? Conversion { get; init; }

    /// <summary>The token, or the secret that a token is had for. Left out, the one before stays. It is never given out again.</summary>
    public string? Token { get; init; }
}

/// <summary>Which trackers are read for a tenant.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Connections">The trackers; none where none is connected.</param>
/// <param name="SegmentField">The field that carries the customer segment.</param>
/// <param name="Measure">What effort is counted in.</param>
/// <param name="EffortField">The field that holds the estimate; null where it is found.</param>
/// <param name="EpicTypes">The types that are epics.</param>
/// <param name="Webhooks">Where trackers tell of changes.</param>
/// <param name="HasWebhookSecret">Whether they have a secret to prove it with.</param>
internal sealed record ConnectionsDocument(
    int Schema,
    IReadOnlyList<ConnectionEntry> Connections,
    string? SegmentField,
    string? Measure,
    string? EffortField,
    IReadOnlyList<string> EpicTypes,
    IReadOnlyList<string> Webhooks,
    bool HasWebhookSecret);

/// <summary>A tracker that is read.</summary>
internal sealed record ConnectionEntry(
    string Tracker,
    string Address,
    IReadOnlyList<string> Projects,
    string? Query,
    string? Email,
    string? Authentication,
    string? TenantId,
    string? ClientId,
    string SegmentField,
    decimal? Conversion,
    bool HasToken);
