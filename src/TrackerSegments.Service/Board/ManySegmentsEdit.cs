using System.Text.Json.Serialization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Board;

/// <summary>A wish to change the segments of many epics in the same way.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ManySegmentsEdit : SegmentsWish
{
    public const int MaxEpics = 1_000;

    /// <summary>The epics, at most 1,000.</summary>
    public required IReadOnlyList<EpicToEdit> Epics { get; init; }
}

/// <summary>One of the epics to change.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EpicToEdit
{
    /// <summary>The epic's key.</summary>
    public required string Key { get; init; }

    /// <summary>The revision the person saw. Required, except for a dry run.</summary>
    public string? ExpectedRevision { get; init; }
}

/// <summary>What a <see cref="ManySegmentsEdit"/> did, or in a dry run would do.</summary>
/// <param name="Written">Whether anything was written.</param>
/// <param name="Results">What became of each epic, in the order of the request.</param>
/// <param name="Before">How effort stood before.</param>
/// <param name="Alignment">How it stands after.</param>
internal sealed record ManySegmentsWritten(
    bool Written, IReadOnlyList<EditResult> Results, AlignmentBefore Before, AlignmentDocument Alignment);

/// <summary>What became of one epic.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome">written, unchanged, conflict, refused or notFound.</param>
internal sealed record EditResult(string Key, string Outcome)
{
    /// <summary>Why it was not written, for programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>Why it was not written, or what somebody else changed at the same moment; a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The epic as it is now, where it is on the board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardEpic? Epic { get; init; }
}
