using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>Which epics to commit to, and how that compares with the plan before. Nothing is written by it.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Capacity">The capacity that was asked for.</param>
/// <param name="Aim">targets or bands.</param>
/// <param name="Sentence">What to commit to, or why nothing fits.</param>
/// <param name="Bound">How far from the best possible plan this one can be at most.</param>
/// <param name="Closest">Whether it is proven that no plan within the capacity comes closer.</param>
/// <param name="BestRanked">Whether it is proven that of all plans as close this one has the best ranks.</param>
/// <param name="Distance">How far the plan is from its aim, in the unit.</param>
/// <param name="AtLeast">No plan within the capacity has a smaller distance.</param>
/// <param name="Effort">The effort of what to commit to.</param>
/// <param name="Commit">The epics to commit to, in rank order; work in progress stays.</param>
/// <param name="In">The keys of those that were not in the plan before.</param>
/// <param name="Out">The epics that were in the plan before and are not now.</param>
/// <param name="Unknown">Keys in the request that are no epics that can be planned; they have no effect.</param>
/// <param name="Before">The plan before.</param>
/// <param name="After">This plan.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record PlanDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    decimal Capacity,
    string Aim,
    string Sentence,
    string Bound,
    bool Closest,
    bool BestRanked,
    decimal Distance,
    decimal AtLeast,
    decimal Effort,
    IReadOnlyList<PlannedEpic> Commit,
    IReadOnlyList<string> In,
    IReadOnlyList<PlannedEpic> Out,
    IReadOnlyList<string> Unknown,
    VerdictPart Before,
    VerdictPart After,
    string Hash) : IHashed<PlanDocument>
{
    public PlanDocument With(string hash) => this with { Hash = hash };

    /// <param name="state">The lens, which has a strategy.</param>
    /// <param name="wish">A wish that is not refused.</param>
    public static PlanDocument Of(LensState state, PlanWish wish)
    {
        var ranked = Ranked(PlanCandidates.ToCommit(state), wish.Rank ?? []);
        var known = ranked.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var aim = wish.Aim == "bands" ? PlanAim.Bands : PlanAim.Targets;
        var capacity = Core.Effort.FromUnits(wish.Capacity);
        var plan = Planner.Choose(ranked, capacity, state.Report.Strategy!, wish.Committed?.ToHashSet(StringComparer.Ordinal), aim);
        var names = EpicNames.Of(state);
        var byKey = ranked.ToDictionary(e => e.Key, StringComparer.Ordinal);
        var document = state.Report.Document;
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            wish.Capacity,
            aim == PlanAim.Bands ? "bands" : "targets",
            SentenceOf(plan, ranked, state.Unit),
            BoundOf(plan, state.Unit),
            plan.IsClosest,
            plan.IsBestRanked,
            plan.Distance,
            plan.AtLeast,
            plan.Effort.Units,
            [.. plan.Commit.Select(e => PlannedEpic.Of(e, state.Lens, names))],
            plan.In,
            [.. plan.Out.Select(key => PlannedEpic.Of(byKey[key], state.Lens, names))],
            [.. (wish.Rank ?? []).Concat(wish.Committed ?? []).Where(key => !known.Contains(key)).Distinct(StringComparer.Ordinal)],
            VerdictPart.Of(state.Lens, plan.SplitBefore, plan.Before),
            VerdictPart.Of(state.Lens, plan.SplitAfter, plan.After),
            Hash: "");
    }

    /// <summary>Those that are named in their order, then the others as the board shows them: the largest first.</summary>
    private static PlanEpic[] Ranked(IReadOnlyList<PlanEpic> epics, IReadOnlyList<string> rank)
    {
        var places = rank.Select((key, place) => (key, place)).ToDictionary(r => r.key, r => r.place, StringComparer.Ordinal);
        return [.. epics.OrderBy(e => places.TryGetValue(e.Key, out var place) ? place : int.MaxValue)
            .ThenByDescending(e => e.Effort)
            .ThenBy(e => e.Key, StringComparer.Ordinal)];
    }

    private static string SentenceOf(Plan plan, PlanEpic[] ranked, string unit)
    {
        var open = ranked.Where(e => !e.IsFixed && e.Effort > Core.Effort.Zero).ToArray();
        var smallest = open.MinBy(e => e.Effort);
        return (plan.Capacity.Thousandths, smallest) switch
        {
            (_, null) when ranked.All(e => e.IsFixed) => "There is no epic left to plan: none waits that has an effort.",
            (0, _) when plan.Effort == Core.Effort.Zero => $"A capacity of 0 {unit} holds no epic. Give the capacity you have.",
            (0, _) => $"A capacity of 0 {unit} holds no new epic; work in progress ({plan.Effort} {unit}) stays.",
            (_, { } least) when least.Effort > plan.Capacity =>
                $"Nothing fits: the smallest epic that waits, {least.Key}, has {least.Effort} {unit}, and the capacity is {plan.Capacity}.",
            _ => plan.Sentence(unit),
        };
    }

    private static string BoundOf(Plan plan, string unit) => plan switch
    {
        { IsClosest: true, IsBestRanked: true } => "It is proven that no plan comes closer, and that of all as close this one has the best ranks.",
        { IsClosest: true } => "It is proven that no plan comes closer; another one as close may have better ranks.",
        _ => string.Create(
            CultureInfo.InvariantCulture, $"A plan may be closer by {plan.Distance - plan.AtLeast:0.###} {unit} at most; that is proven."),
    };
}
