using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers;

/// <summary>How to reach a tracker and what to read there. Holds no secret, so that it can be stored and shown.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>jira or azure-devops. Which kind of it, the tracker says itself.</summary>
    public required string Tracker { get; init; }

    /// <summary>
    /// The base address: https://example.atlassian.net, https://api.atlassian.com/ex/jira/CLOUD-ID, https://jira.example.com/jira,
    /// https://dev.azure.com/ORGANIZATION, https://server/tfs/Collection.
    /// </summary>
    public required string Address { get; init; }

    /// <summary>The account's e-mail address, where the token is an API token; null where it is sent as a bearer token.</summary>
    public string? Email { get; init; }

    /// <summary>How the account proves who it is, where the tracker has several ways; null takes the one that fits what is given.</summary>
    public TrackerAuthentication? Authentication { get; init; }

    /// <summary>The Entra tenant of the application that reads; null where there is none.</summary>
    public string? TenantId { get; init; }

    /// <summary>The Entra application, or the user-assigned managed identity, that reads; null where there is none.</summary>
    public string? ClientId { get; init; }

    /// <summary>The keys or names of the projects to read; each is a scope of its own.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Which epics of the projects count, as a query in the tracker's language; null for all.</summary>
    public string? Query { get; init; }

    /// <summary>The field that carries the customer segment: a name, an id, or a JSONPath that begins with $.</summary>
    public required string SegmentField { get; init; }

    /// <summary>The field that holds the estimate: a name, an id, or a JSONPath that begins with $; null where it is to be found.</summary>
    public string? EffortField { get; init; }

    /// <summary>What effort is counted in.</summary>
    public Measure Measure { get; init; }

    /// <summary>The types that are epics.</summary>
    public IReadOnlyList<string> EpicTypes { get; init; } = ["Epic"];
}

/// <summary>How an account proves who it is.</summary>
internal enum TrackerAuthentication
{
    /// <summary>A personal access token.</summary>
    Pat,

    /// <summary>An access token of Entra, made elsewhere.</summary>
    EntraToken,

    /// <summary>An Entra application with a client secret.</summary>
    EntraClient,

    /// <summary>The identity that Azure gives the machine the service runs on.</summary>
    ManagedIdentity,
}

/// <summary>A secret that opens a tracker. It is kept in memory alone, and no text is made of it.</summary>
internal sealed class ConnectionSecret(string? token)
{
    private volatile string? current = token;

    /// <summary>The token; null until one arrives.</summary>
    public string? Token => current;

    /// <summary>Takes a newer token, as one that arrives with a request.</summary>
    public void Renew(string newer) => current = newer;

    public override string ToString() => "(secret)";
}

/// <summary>The secrets of a start.</summary>
/// <param name="Token">What opens the tracker, or what a token is had for; null where none was given.</param>
/// <param name="Webhook">What the tracker signs its calls with, or sends with them; null where it makes none.</param>
internal sealed record ConnectionSecrets(ConnectionSecret? Token, ConnectionSecret? Webhook)
{
    public static ConnectionSecrets None { get; } = new(null, null);
}

/// <summary>Whether writing to the tracker is allowed at this moment. Asked before every single call that writes.</summary>
internal interface IWriteSwitch
{
    /// <summary>Throws a <see cref="TrackerException"/> with the code writeBackOff where writing is not allowed.</summary>
    Task DemandAsync(CancellationToken cancellationToken);
}

/// <summary>What a connection found.</summary>
/// <param name="Account">The display name of the account, where there is one.</param>
/// <param name="Fields">Which field means what.</param>
/// <param name="Findings">What a person should know.</param>
internal sealed record ConnectionReport(string? Account, IReadOnlyList<MappedField> Fields, IReadOnlyList<Finding> Findings);

/// <summary>A field of the tracker and what it is used for.</summary>
/// <param name="Role">segment, effort, parent, epicLevel, team.</param>
/// <param name="Id">The tracker's id of it; customfield_10016.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Kind">What it holds: multi-select, select, labels, text, number, …</param>
/// <param name="CanWrite">Whether the service can write it.</param>
internal sealed record MappedField(string Role, string Id, string Name, string Kind, bool CanWrite);

/// <summary>What the segment field should be like.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Options">The values it must offer.</param>
internal sealed record ProvisionPlan(string Field, IReadOnlyList<string> Options);

/// <summary>What was made, what was there, and what an administrator has to do.</summary>
/// <param name="Done">What was made, a sentence each.</param>
/// <param name="Kept">What was there already, a sentence each.</param>
/// <param name="ToDo">Steps for an administrator, in order, exactly; empty where nothing is left to do.</param>
internal sealed record ProvisionReport(IReadOnlyList<string> Done, IReadOnlyList<string> Kept, IReadOnlyList<string> ToDo);
