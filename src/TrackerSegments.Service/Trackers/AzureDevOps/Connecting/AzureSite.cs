using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What an organization or a collection turned out to be.</summary>
internal sealed record AzureSite
{
    /// <summary>The version of the interface that every call names: 7.1 of Services, 7.0 of Server.</summary>
    public string ApiVersion { get; init; } = "7.1";

    public bool IsServices { get; init; } = true;

    /// <summary>Where people browse, without a slash at the end; never from an answer.</summary>
    public required string BrowseAddress { get; init; }

    /// <summary>The display name of the account; the acting account of the connection.</summary>
    public string? Account { get; init; }

    /// <summary>The id of the account, as histories name authors.</summary>
    public string? AccountId { get; init; }

    /// <summary>The field that carries the segment.</summary>
    public required AzureField Segment { get; init; }

    /// <summary>The fields that may hold the estimate, best first: types differ in which one they have. Empty where effort is counted in pieces.</summary>
    public IReadOnlyList<AzureField> Effort { get; init; } = [];

    /// <summary>Whether the organization has a field for when an item was closed.</summary>
    public bool HasClosedDate { get; init; } = true;

    /// <summary>The work item types of the projects.</summary>
    public AzureTypeBook Types { get; init; } = new();

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>A call that reads or asks.</summary>
    public TrackerCall Call(HttpMethod method, string path, string endpoint, string purpose, string query = "") =>
        new(method, $"{path}?{query}{(query.Length > 0 ? "&" : "")}api-version={ApiVersion}", endpoint) { Purpose = purpose };
}

/// <summary>A field of an organization.</summary>
/// <param name="ReferenceName">System.Tags, Microsoft.VSTS.Scheduling.Effort, Custom.CustomerSegment.</param>
/// <param name="Name">What people call it; made safe to show.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record AzureField(string ReferenceName, string Name, AzureFieldKind Kind);

/// <summary>What a field holds, as far as reading and writing differ.</summary>
internal enum AzureFieldKind
{
    Tags,

    /// <summary>One value of a fixed list.</summary>
    Single,

    /// <summary>Values between semicolons, as the multi-value control writes them.</summary>
    List,

    LongText,
    Html,
    Other,
}
