namespace TrackerSegments.Core;

/// <summary>The numbers of one lens at one moment, with everything needed to say later what moved. Immutable.</summary>
/// <param name="Summary">The figures.</param>
/// <param name="Epics">The epics in scope, in key order.</param>
/// <param name="Outside">The epics that were read and not in scope, in key order.</param>
public sealed record Snapshot(SnapshotSummary Summary, IReadOnlyList<SnapshotEpic> Epics, IReadOnlyList<OutsideEpic> Outside)
{
    /// <summary>Keeps the numbers of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="backlog">The items it was made of.</param>
    /// <param name="policy">The policy it was made by.</param>
    /// <param name="strategyVersion">The version of its strategy, where strategies have versions.</param>
    /// <param name="units">What one unit of each tracker counts, in any fixed form; empty where there is one tracker.</param>
    public static Snapshot Take(
        AlignmentReport report, Backlog backlog, EffortPolicy policy, int? strategyVersion = null, string units = "")
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(backlog);
        ArgumentNullException.ThrowIfNull(policy);
        var inScope = report.Epics.Select(e => e.Epic.Item.Key).ToHashSet(StringComparer.Ordinal);
        return new(
            new(report.Document.AsOf, report.Lens, SnapshotPolicy.Of(policy, units), report.Split, report.Strategy, strategyVersion),
            [.. report.Epics.Select(e => Of(e, report.Lens.Field))],
            [.. backlog.Items
                .Where(item => policy.IsEpic(item) && !inScope.Contains(item.Key))
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => new OutsideEpic(
                    item.Key, item.Id, policy.IsRemoved(item) ? StatusCategory.Removed : item.StatusCategory))]);
    }

    private static SnapshotEpic Of(TaggedEpic epic, string field) => new(
        epic.Epic.Item.Key,
        epic.Epic.Item.Id,
        epic.Epic.Item.StatusCategory,
        epic.Epic.Effort,
        epic.Epic.IsImputed,
        epic.Segments,
        epic.Epic.Item.ValuesOf(field));
}
