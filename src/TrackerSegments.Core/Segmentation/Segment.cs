namespace TrackerSegments.Core;

/// <summary>One value of a lens.</summary>
/// <param name="Key">A stable id, unique in the lens: <c>mid-market</c>.</param>
/// <param name="Name">The name people see, unique in the lens ignoring case.</param>
/// <param name="Color">Its colour as <c>#rrggbb</c>.</param>
/// <param name="Values">
/// The field values that mean this segment, compared ignoring case; at least one. The first is the one that is written.
/// </param>
public sealed record Segment(string Key, string Name, string Color, IReadOnlyList<string> Values)
{
    /// <summary>Who answers for the segment; null where nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>How its customers are reached: a channel, a community, a source of feedback; null where nobody has said.</summary>
    public string? ReachedBy { get; init; }

    /// <summary>Who belongs to it, in a sentence; null where nobody has said.</summary>
    public string? Definition { get; init; }

    /// <summary>The day (UTC) on which somebody last looked at whether the segment still holds; null where nobody has.</summary>
    public DateOnly? Reviewed { get; init; }
}
