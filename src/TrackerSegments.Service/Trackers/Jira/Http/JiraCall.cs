using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>One call to Jira.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query below the base address, without a slash in front, its parts escaped: rest/api/3/issue/FW-1.</param>
/// <param name="Endpoint">The path without ids: what Jira counts its burst limits by.</param>
internal sealed record JiraCall(HttpMethod Method, string Path, string Endpoint)
{
    public JToken? Body { get; init; }

    /// <summary>Whether it changes anything in Jira, so that the write switch is asked first and a lost answer is not sent again.</summary>
    public bool IsWrite { get; init; }

    /// <summary>The issue that is written, for the limit on writes to one issue.</summary>
    public string? Issue { get; init; }

    /// <summary>On whose behalf.</summary>
    public Actor Actor { get; init; } = Actor.Connection;

    /// <summary>What is done, for sentences: "reading the project FW".</summary>
    public required string Purpose { get; init; }
}
