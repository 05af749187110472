using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Board;

/// <summary>A wish to change segments.</summary>
internal abstract record SegmentsWish
{
    public const int MaxIdempotencyKeyLength = 100;

    /// <summary>The key of the lens.</summary>
    public required string Lens { get; init; }

    /// <summary>The keys of segments to add.</summary>
    // Not init: generated readers set every init property, also where the body leaves it out.
    public IReadOnlyList<string> Add { get; set; } = [];

    /// <summary>The keys of segments to take away.</summary>
    public IReadOnlyList<string> Remove { get; set; } = [];

    /// <summary>Sent again with a repeated request, so that it is carried out once. Required, except for a dry run.</summary>
    [MaxLength(MaxIdempotencyKeyLength)]
    public string? IdempotencyKey { get; init; }

    /// <summary>Only works out what would happen.</summary>
    public bool DryRun { get; init; }
}

/// <summary>A wish to change the segments of one epic. A member nobody knows is refused: it may be a dry run, misspelt.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SegmentsEdit : SegmentsWish
{
    /// <summary>The revision the person saw. Required, except for a dry run.</summary>
    public string? ExpectedRevision { get; init; }
}

/// <summary>What a <see cref="SegmentsEdit"/> did, or in a dry run would do.</summary>
internal sealed record SegmentsWritten(bool Written, BoardEpic Epic, AlignmentBefore Before, AlignmentDocument Alignment)
{
    /// <summary>What somebody else changed at the same moment; left out where nobody did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EditOverlap? Overlap { get; init; }
}

/// <summary>How effort stood before.</summary>
internal sealed record AlignmentBefore(double? Index, string State);

/// <summary>The segments a refused request asked for.</summary>
internal sealed record RequestedSegments(IReadOnlyList<string> Add, IReadOnlyList<string> Remove);
