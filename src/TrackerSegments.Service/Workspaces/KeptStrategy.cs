using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A strategy as a workspace keeps it.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="ValidFrom">The first day (UTC) on which it holds.</param>
/// <param name="IsPublished">Whether it holds at all; else it is a draft.</param>
/// <param name="Author">Who changed it last.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null where nobody has said.</param>
/// <param name="Targets">The targets, in the order of the segments when it was made.</param>
internal sealed record KeptStrategy(
    int Version, DateOnly ValidFrom, bool IsPublished, string Author, DateTimeOffset At, string? Reason, IReadOnlyList<KeptTarget> Targets)
{
    public static KeptStrategy Of(StrategyVersion version, Lens lens, DateTimeOffset at) => new(
        version.Version,
        version.ValidFrom,
        version.IsPublished,
        version.Author ?? "",
        at,
        version.Reason,
        [
            .. version.Targets.OrderBy(t => lens.IndexOfKey(t.Key)).ThenBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => new KeptTarget(t.Key, t.Value.Share, t.Value.Tolerance)),
        ]);

    public StrategyVersion ToVersion() => new(
        Version,
        ValidFrom,
        IsPublished,
        Targets.ToDictionary(t => t.Segment, t => new SegmentTarget(t.Target, t.Tolerance), StringComparer.Ordinal),
        Author,
        Reason);
}

/// <summary>A target in percent and its tolerance in percentage points.</summary>
internal sealed record KeptTarget(string Segment, decimal Target, decimal Tolerance);
