namespace TrackerSegments.Core;

/// <summary>An epic seen through a lens.</summary>
/// <param name="Epic">The epic with its effort.</param>
/// <param name="Segments">The segments its values mean, with their parts.</param>
/// <param name="Unmapped">Its values that no segment claims, as they stand in the tracker.</param>
public readonly record struct TaggedEpic(EpicEffort Epic, SegmentSet Segments, IReadOnlyList<string> Unmapped)
{
    /// <summary>What the split needs of the epic.</summary>
    public LensEpic ToLensEpic() => new(Epic.Effort, Segments, Epic.IsImputed);
}
