namespace TrackerSegments.Core;

/// <summary>An unassigned epic, and how much depends on what it is tagged with.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Effort">Its effort, above 0.</param>
/// <param name="Swing">
/// How far apart, in points of the index (0 to 100), the best and the worst way to tag it alone are; null without a strategy.
/// </param>
/// <param name="TipsVerdict">Whether it alone can change the state of the whole.</param>
/// <param name="TipsSegments">The segments, by index, whose state it alone can change.</param>
public sealed record TagNext(string Key, Effort Effort, double? Swing, bool TipsVerdict, IReadOnlyList<int> TipsSegments)
{
    /// <summary>
    /// The unassigned epics with effort, those with the largest swing first, then the largest, then by key. Each is looked at as if it
    /// were the only one still to be tagged.
    /// </summary>
    /// <param name="epics">The epics in scope.</param>
    /// <param name="split">Their split.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    public static IReadOnlyList<TagNext> Of(IReadOnlyList<TaggedEpic> epics, Split split, Strategy? strategy)
    {
        ArgumentNullException.ThrowIfNull(epics);
        ArgumentNullException.ThrowIfNull(split);
        return [.. epics.Where(e => e.Segments.IsEmpty && e.Epic.Effort > Effort.Zero)
            .Select(e => Of(e.Epic.Item.Key, e.Epic.Effort!.Value, split, strategy))
            .OrderByDescending(e => e.Swing)
            .ThenByDescending(e => e.Effort)
            .ThenBy(e => e.Key, StringComparer.Ordinal)];
    }

    private static TagNext Of(string key, Effort effort, Split split, Strategy? strategy)
    {
        var verdict = AlignmentCalculator.Assess(split with { UnassignedEffort = effort }, strategy);
        return new(
            key,
            effort,
            verdict.IndexMax - verdict.IndexMin,
            !verdict.IsCertain,
            [.. Enumerable.Range(0, verdict.Segments.Count).Where(s => !verdict.Segments[s].IsCertain)]);
    }
}
