namespace TrackerSegments.Core;

/// <summary>One value of a lens.</summary>
/// <param name="Key">A stable id, unique in the lens: <c>mid-market</c>.</param>
/// <param name="Name">The name people see, unique in the lens ignoring case.</param>
/// <param name="Color">Its colour as <c>#rrggbb</c>.</param>
/// <param name="Values">
/// The field values that mean this segment, compared ignoring case; at least one. The first is the one that is written.
/// </param>
public sealed record Segment(string Key, string Name, string Color, IReadOnlyList<string> Values);
