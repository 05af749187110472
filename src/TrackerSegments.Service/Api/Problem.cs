using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Api;

/// <summary>An error as RFC 9457 describes it.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string TraceId)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Of a stale revision: the one the request was made from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpectedRevision { get; init; }

    /// <summary>Of a stale revision: the epic as it is now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardEpic? Current { get; init; }

    /// <summary>Of a stale revision: what the request asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RequestedSegments? Requested { get; init; }

    /// <summary>Of a stale revision: who changed what, where the tracker says so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EditConflict? Conflict { get; init; }

    /// <summary>Of a document that was changed in the meantime: what it is now; its ETag is in the header.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Theirs { get; init; }

    /// <summary>Of a document that was changed in the meantime: what the request sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Yours { get; init; }
}
