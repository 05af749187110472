namespace TrackerSegments.Core;

/// <summary>A segment that is no longer in use. It is kept, so that its key is never given to another and it can be restored.</summary>
/// <param name="Segment">The segment as it was, with the field values that meant it.</param>
/// <param name="Destination">
/// The key of the segment that now claims its values; null where epics that carry them count as unassigned.
/// </param>
public sealed record ArchivedSegment(Segment Segment, string? Destination);
