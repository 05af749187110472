using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Schemes;

/// <summary>A wish to change a scheme step by step; all steps together are one version.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SchemeSteps
{
    public const int MaxSteps = 100;

    /// <summary>The steps in their order, at most 100.</summary>
    public required IReadOnlyList<SchemeStep> Changes { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Only works out what would be.</summary>
    public bool DryRun { get; init; }
}

/// <summary>One step. Which members it needs depends on its kind; the others are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SchemeStep
{
    /// <summary>add, rename, recolor, reorder, values, describe, merge, archive, restore, review, note or lens.</summary>
    public required string Kind { get; init; }

    /// <summary>The key of the segment.</summary>
    public string? Segment { get; init; }

    /// <summary>add, rename, lens: the name.</summary>
    public string? Name { get; init; }

    /// <summary>add, recolor: the colour as #rrggbb.</summary>
    public string? Color { get; init; }

    /// <summary>add, values: the field values that mean the segment; the first is the one that is written.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>reorder: the keys of all segments.</summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>add, describe: who answers for it; empty for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>add, describe: how its customers are reached; empty for unknown.</summary>
    public string? ReachedBy { get; init; }

    /// <summary>add, describe: who belongs to it; empty for unknown.</summary>
    public string? Definition { get; init; }

    /// <summary>merge, archive: the key of the segment its epics count for.</summary>
    public string? Into { get; init; }

    /// <summary>archive: its epics count as unassigned.</summary>
    public bool? Unassigned { get; init; }

    /// <summary>note: the note.</summary>
    public string? Text { get; init; }

    /// <summary>note: institutional, interview or data.</summary>
    public string? NoteKind { get; init; }

    /// <summary>lens: what it tells customers apart by.</summary>
    public string? LensKind { get; init; }

    /// <summary>lens: the field that carries the segment.</summary>
    public string? Field { get; init; }

    /// <summary>lens: true makes it the one that is shown first.</summary>
    public bool? Primary { get; init; }
}
