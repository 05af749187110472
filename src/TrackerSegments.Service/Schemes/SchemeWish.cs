using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Schemes;

/// <summary>A scheme as it should be: what GET gives may be changed and sent back. A member nobody knows is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SchemeWish
{
    /// <summary>1; may be left out.</summary>
    public int? Schema { get; init; }

    /// <summary>The lens; what is left out stays.</summary>
    public WishedLens? Lens { get; init; }

    /// <summary>Of a new lens: the name of the template to begin with.</summary>
    public string? Template { get; init; }

    /// <summary>Says nothing here.</summary>
    public int? Version { get; init; }

    /// <summary>Says nothing here.</summary>
    public bool? Auto { get; init; }

    /// <summary>The day of a review; what is left out stays.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>All segments in their order; without a key they are new. Left out, they stay.</summary>
    public IReadOnlyList<WishedSegment>? Segments { get; init; }

    /// <summary>What becomes of those that are not among the segments any more.</summary>
    public IReadOnlyList<WishedArchive>? Archived { get; init; }

    /// <summary>Says nothing here.</summary>
    public JsonElement? History { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Only works out what would be.</summary>
    public bool DryRun { get; init; }
}

/// <summary>A lens as it should be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishedLens
{
    /// <summary>Says nothing here: the address does.</summary>
    public string? Key { get; init; }

    public string? Name { get; init; }

    public string? Field { get; init; }

    public string? Kind { get; init; }

    /// <summary>true makes it the one that is shown first.</summary>
    public bool? Primary { get; init; }
}

/// <summary>A segment as it should be; what is left out stays, and an empty text clears.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishedSegment
{
    public string? Key { get; init; }

    public required string Name { get; init; }

    public string? Color { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public string? Owner { get; init; }

    public string? ReachedBy { get; init; }

    public string? Definition { get; init; }

    public DateOnly? Reviewed { get; init; }

    public IReadOnlyList<WishedNote>? Notes { get; init; }
}

/// <summary>A note as it should be; one that is there already is known by its text, kind and date.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishedNote
{
    public required string Text { get; init; }

    public string? Kind { get; init; }

    public string? Author { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>What becomes of a segment that is no longer in use.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishedArchive
{
    public required string Key { get; init; }

    /// <summary>The key of the segment its epics count for; null where they count as unassigned.</summary>
    public string? Destination { get; init; }

    public string? Name { get; init; }

    public string? Color { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public string? Owner { get; init; }

    public string? ReachedBy { get; init; }

    public string? Definition { get; init; }

    public DateOnly? Reviewed { get; init; }

    public IReadOnlyList<WishedNote>? Notes { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Author { get; init; }

    public string? Reason { get; init; }
}
