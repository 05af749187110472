using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>The strategies of a lens.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The key of the lens.</param>
/// <param name="SchemeVersion">The version of its scheme.</param>
/// <param name="InForce">The version that holds today (UTC); null where none does.</param>
/// <param name="Versions">All versions, the newest first.</param>
internal sealed record StrategyDocument(int Schema, string Lens, int SchemeVersion, int? InForce, IReadOnlyList<StrategyEntry> Versions)
{
    public static StrategyDocument Of(KeptLens lens, DateOnly today)
    {
        var scheme = lens.ToLens();
        return new(
            Schema: 1,
            lens.Key,
            lens.SchemeVersion,
            lens.StrategyOn(today, scheme) is null ? null : lens.ToTimeline().InForceOn(today)?.Version,
            [.. lens.Strategies.OrderByDescending(s => s.Version).Select(s => StrategyEntry.Of(s, scheme))]);
    }
}

/// <summary>One version of a strategy.</summary>
/// <param name="Version">Its number.</param>
/// <param name="ValidFrom">The first day (UTC) on which it holds.</param>
/// <param name="Published">Whether it holds at all; else it is a draft.</param>
/// <param name="Author">Who changed it last.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was changed last.</param>
/// <param name="Targets">The targets.</param>
/// <param name="Problem">Why it cannot hold with the scheme as it is now; null where it can.</param>
internal sealed record StrategyEntry(
    int Version, DateOnly ValidFrom, bool Published, string Author, string? Reason, DateTimeOffset At, IReadOnlyList<TargetEntry> Targets, string? Problem)
{
    public static StrategyEntry Of(KeptStrategy strategy, Lens lens) => new(
        strategy.Version,
        strategy.ValidFrom,
        strategy.IsPublished,
        strategy.Author,
        strategy.Reason,
        strategy.At,
        [.. strategy.Targets.Select(t => new TargetEntry(t.Segment, t.Target, t.Tolerance))],
        ProblemOf(strategy, lens));

    private static string? ProblemOf(KeptStrategy strategy, Lens lens)
    {
        try
        {
            strategy.ToVersion().For(lens);
            return null;
        }
        catch (SchemeException failure)
        {
            return failure.Message;
        }
    }
}

/// <summary>A target.</summary>
/// <param name="Segment">The key of the segment.</param>
/// <param name="Target">The share it should get, in percent.</param>
/// <param name="Tolerance">How far off is still on target, in percentage points.</param>
internal sealed record TargetEntry(string Segment, decimal Target, decimal Tolerance);

/// <summary>A wish to make or revise a draft of a strategy, or to publish it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StrategyWish
{
    /// <summary>The draft; null makes a new one.</summary>
    public int? Version { get; init; }

    /// <summary>The first day on which it holds: 2026-10-01, or a quarter, 2026-Q4. Null: the draft's own, or today.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it holds from its first day on; else it is a draft.</summary>
    public bool Publish { get; init; }

    /// <summary>The targets, which add up to 100; null leaves those of the draft.</summary>
    public IReadOnlyList<WishedTarget>? Targets { get; init; }
}

/// <summary>A target as it should be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishedTarget
{
    public required string Segment { get; init; }

    /// <summary>In percent.</summary>
    public required decimal Target { get; init; }

    /// <summary>In percentage points; null for 5.</summary>
    public decimal? Tolerance { get; init; }
}
