namespace TrackerSegments.Core;

/// <summary>One of several segments of an epic, with its part of the epic's effort.</summary>
/// <param name="Segment">The segment's index in its lens.</param>
/// <param name="Parts">Its part, relative to the sum over the epic's segments; at least 1.</param>
public readonly record struct SegmentWeight(int Segment, int Parts);
