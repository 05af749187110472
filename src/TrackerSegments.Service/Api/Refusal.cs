using System.Text.Json;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Api;

/// <summary>Why a request is not carried out, before it is put into the form of an answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Title">What kind of refusal it is, always the same for a code.</param>
/// <param name="Detail">A sentence for a person: what happened and what to do.</param>
internal sealed record Refusal(int Status, string Code, string Title, string Detail)
{
    public string? ExpectedRevision { get; init; }

    public BoardEpic? Current { get; init; }

    public RequestedSegments? Requested { get; init; }

    public EditConflict? Conflict { get; init; }

    /// <summary>Of a document that was changed in the meantime: what it is now.</summary>
    public JsonElement? Theirs { get; init; }

    /// <summary>Of a document that was changed in the meantime: what the request sent.</summary>
    public JsonElement? Yours { get; init; }

    /// <summary>The ETag of what it is now.</summary>
    public string? Tag { get; init; }

    /// <summary>When to try again, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public Problem ToProblem(string traceId) => new($"urn:trackersegments:{Code}", Title, Status, Detail, Code, traceId)
    {
        ExpectedRevision = ExpectedRevision,
        Current = Current,
        Requested = Requested,
        Conflict = Conflict,
        Theirs = Theirs is { ValueKind: not JsonValueKind.Undefined } ? Theirs : null,
        Yours = Yours is { ValueKind: not JsonValueKind.Undefined } ? Yours : null,
    };
}
