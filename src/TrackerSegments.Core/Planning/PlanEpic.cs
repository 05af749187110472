namespace TrackerSegments.Core;

/// <summary>An epic that can be planned: it has an effort.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Effort">Its effort, 0 or more.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="IsFixed">Whether it stays where it is, as work that has begun does. Default: no.</param>
public sealed record PlanEpic(string Key, Effort Effort, SegmentSet Segments, bool IsFixed = false)
{
    /// <summary>The epics of a lens that have an effort, in their order; those in progress stay where they are.</summary>
    /// <param name="epics">The epics.</param>
    public static IReadOnlyList<PlanEpic> Of(IEnumerable<TaggedEpic> epics) =>
        [.. epics.Where(e => e.Epic.Effort is not null).Select(e => new PlanEpic(
            e.Epic.Item.Key, e.Epic.Effort!.Value, e.Segments, e.Epic.Item.StatusCategory == StatusCategory.InProgress))];

    internal static Split SplitOf(IEnumerable<PlanEpic> epics, int segmentCount) =>
        Splitter.Split([.. epics.Select(e => new LensEpic(e.Effort, e.Segments))], segmentCount);
}
