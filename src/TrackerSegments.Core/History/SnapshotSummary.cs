namespace TrackerSegments.Core;

/// <summary>The figures of a lens at one moment, without its epics: what a trend needs.</summary>
/// <param name="TakenAt">When they were worked out.</param>
/// <param name="Lens">The lens with its segments as they were, scheme version included.</param>
/// <param name="Policy">How effort was worked out.</param>
/// <param name="Split">The split.</param>
/// <param name="Strategy">The strategy then in force; null where there was none.</param>
/// <param name="StrategyVersion">Its version; null where strategies had none.</param>
public sealed record SnapshotSummary(
    DateTimeOffset TakenAt, Lens Lens, SnapshotPolicy Policy, Split Split, Strategy? Strategy, int? StrategyVersion)
{
    /// <summary>The day (UTC) it counts for; of several on one day the last one stands.</summary>
    public DateOnly Day => DateOnly.FromDateTime(TakenAt.UtcDateTime);
}
