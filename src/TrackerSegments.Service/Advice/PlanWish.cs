using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>What to plan for. Nothing is written by it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PlanWish
{
    public const int MaxKeys = 50_000;

    /// <summary>The key of the lens; null for the primary one.</summary>
    public string? Lens { get; init; }

    /// <summary>How much effort there is, in the unit of the figures, with at most three decimals.</summary>
    public required decimal Capacity { get; init; }

    /// <summary>The keys of epics, the highest rank first; those that are not named come after them. Null for the order of the board.</summary>
    public IReadOnlyList<string>? Rank { get; init; }

    /// <summary>The keys of the epics in the plan today; null takes them by rank, up to the first that no longer fits.</summary>
    public IReadOnlyList<string>? Committed { get; init; }

    /// <summary>What to come close to: targets, or bands (the tolerance around them). Null for targets.</summary>
    public string? Aim { get; init; }

    /// <summary>Why it cannot be planned for; null where it can.</summary>
    public Refusal? Refuse(LensState state) => this switch
    {
        { Capacity: < 0 or > Effort.MaxEstimate } => AdviceRefusals.CapacityOutOfRange,
        _ when decimal.Round(Capacity, 3) != Capacity => AdviceRefusals.CapacityOutOfRange,
        { Aim: not (null or "targets" or "bands") } => AdviceRefusals.UnknownAim(Aim),
        { Rank.Count: > MaxKeys } or { Committed.Count: > MaxKeys } => AdviceRefusals.TooManyKeys(MaxKeys),
        _ when Twice(Rank) is { } key => AdviceRefusals.RankedTwice(key),
        _ when state.Backlog.Policy.UnitConflict is { } conflict => AdviceRefusals.NotComparable(conflict),
        _ when state.Report.Strategy is null => AdviceRefusals.NoStrategy,
        _ => null,
    };

    private static string? Twice(IReadOnlyList<string>? keys) =>
        keys?.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
}
