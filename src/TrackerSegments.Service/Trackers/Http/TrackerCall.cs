using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers;

/// <summary>One call to a tracker.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query below the base address, without a slash in front, its parts escaped: rest/api/3/issue/FW-1.</param>
/// <param name="Endpoint">The path without ids: what the tracker counts its limits by.</param>
internal sealed record TrackerCall(HttpMethod Method, string Path, string Endpoint)
{
    public JToken? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public string BodyType { get; init; } = "application/json";

    /// <summary>Whether it changes anything in the tracker, so that the write switch is asked first and a lost answer is not sent again.</summary>
    public bool IsWrite { get; init; }

    /// <summary>The item that is written, for the limit on writes to one item.</summary>
    public string? Item { get; init; }

    /// <summary>On whose behalf.</summary>
    public Actor Actor { get; init; } = Actor.Connection;

    /// <summary>What is done, for sentences: "reading the project FW".</summary>
    public required string Purpose { get; init; }
}
