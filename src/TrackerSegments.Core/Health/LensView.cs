namespace TrackerSegments.Core;

/// <summary>A lens with the epics in scope as it sees them.</summary>
/// <param name="Lens">The lens.</param>
/// <param name="Epics">The epics.</param>
public sealed record LensView(Lens Lens, IReadOnlyList<TaggedEpic> Epics);
