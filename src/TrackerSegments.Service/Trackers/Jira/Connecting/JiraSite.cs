using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What a Jira site turned out to be.</summary>
internal sealed record JiraSite
{
    public required bool IsCloud { get; init; }

    /// <summary>Where people browse, without a slash at the end; from the server's own information, never from an issue's self link.</summary>
    public required string BrowseAddress { get; init; }

    /// <summary>The display name of the account; the acting account of the connection.</summary>
    public string? Account { get; init; }

    /// <summary>The id of the account (Cloud) or its name (Data Center), as histories name authors.</summary>
    public string? AccountId { get; init; }

    /// <summary>The field that carries the segment.</summary>
    public required JiraField Segment { get; init; }

    /// <summary>The field of the estimate; null where effort is counted in pieces.</summary>
    public JiraField? Effort { get; init; }

    /// <summary>The old Epic Link field, where the site has one.</summary>
    public JiraField? EpicLink { get; init; }

    public JiraField? Team { get; init; }

    /// <summary>The name the site gives itself.</summary>
    public string Title { get; init; } = "";

    /// <summary>The types that are epics and that the site has.</summary>
    public IReadOnlyList<string> EpicTypes { get; init; } = ["Epic"];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>2 for Data Center, 3 for Cloud: rest/api/{version}/….</summary>
    public string Api => IsCloud ? "rest/api/3" : "rest/api/2";
}

/// <summary>A field of a Jira site.</summary>
/// <param name="Id">customfield_10016, labels, components, …</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Path">A JSONPath into the issue where one was given; such a field is only read.</param>
internal sealed record JiraField(string Id, string Name, JiraFieldKind Kind, string? Path = null);

/// <summary>What a field of Jira holds, as far as reading and writing differ.</summary>
internal enum JiraFieldKind
{
    MultiSelect,
    Select,
    Cascading,
    Labels,
    Components,
    Versions,
    Text,
    Number,
    Seconds,
    Other,
}
