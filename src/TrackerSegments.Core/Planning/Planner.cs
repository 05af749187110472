namespace TrackerSegments.Core;

/// <summary>Chooses which epics of a ranked backlog to commit to.</summary>
public static class Planner
{
    /// <summary>How many looks at an epic or a pair of epics a planner takes: 4,000,000, well below a second.</summary>
    public const long DefaultBudget = 4_000_000;

    /// <summary>Up to as many epics that are not fixed every plan is tried or ruled out: 60.</summary>
    public const int MostTried = 60;

    /// <summary>
    /// The epics within a capacity whose split is as close to the targets as possible, and of such plans the one with the best ranks:
    /// the one that has the epic of the first rank on which they differ. Exact where the backlog is small, else the best one found, with
    /// a proven bound. Epics that are fixed are in every plan. The same input gives the same plan.
    /// </summary>
    /// <param name="ranked">The backlog, the highest rank first.</param>
    /// <param name="capacity">How much effort there is, in the measure; 0 or more.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="committed">
    /// The keys of the epics in the plan today; null takes the backlog by rank, up to the first epic that no longer fits.
    /// </param>
    /// <param name="aim">What to come close to. Default: <see cref="PlanAim.Targets"/>.</param>
    /// <param name="budget">How many looks to take. Default: <see cref="DefaultBudget"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative.</exception>
    public static Plan Choose(
        IReadOnlyList<PlanEpic> ranked,
        Effort capacity,
        Strategy strategy,
        IReadOnlySet<string>? committed = null,
        PlanAim aim = PlanAim.Targets,
        long budget = DefaultBudget)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity.Thousandths, nameof(capacity));
        PlanGoals goals = new(strategy, capacity.Thousandths, aim);
        PlanState state = new(ranked, goals);
        PlanBound bound = new(state, goals);
        var atLeast = bound.From(0, state.Sums, state.Used);
        new PlanClimb(state, atLeast, budget).Climb();
        var (isIn, distance, isBestRanked) = (state.IsIn, state.Distance, false);
        if (ranked.Count(e => !e.IsFixed) <= MostTried)
        {
            PlanState afresh = new(ranked, goals);
            PlanSearch search = new(afresh, bound, distance, budget);
            search.Search();
            isBestRanked = !search.IsSpent;
            (isIn, distance) = search.Best is { } best ? (best, DistanceOf(ranked, goals, best)) : (isIn, distance);
            atLeast = isBestRanked ? distance : atLeast;
        }

        return Compare(ranked, capacity, strategy, committed ?? ByRank(ranked, capacity), isIn, PlanGoals.Units(distance), PlanGoals.Units(atLeast), isBestRanked);
    }

    private static Int128 DistanceOf(IReadOnlyList<PlanEpic> ranked, PlanGoals goals, bool[] isIn)
    {
        PlanState state = new(ranked, goals);
        for (var i = 0; i < isIn.Length; i++)
        {
            if (isIn[i] != state.IsIn[i])
            {
                state.Toggle(i);
            }
        }

        return state.Distance;
    }

    /// <summary>The plan of a backlog without a planner: what is fixed, then by rank up to the first epic that does not fit.</summary>
    private static HashSet<string> ByRank(IReadOnlyList<PlanEpic> ranked, Effort capacity)
    {
        var plan = ranked.Where(e => e.IsFixed).Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var used = ranked.Where(e => e.IsFixed).Aggregate(Effort.Zero, (sum, e) => sum + e.Effort);
        foreach (var epic in ranked.Where(e => !e.IsFixed))
        {
            used += epic.Effort;
            if (used > capacity)
            {
                break;
            }

            plan.Add(epic.Key);
        }

        return plan;
    }

    private static Plan Compare(
        IReadOnlyList<PlanEpic> ranked,
        Effort capacity,
        Strategy strategy,
        IReadOnlySet<string> committed,
        bool[] isIn,
        decimal distance,
        decimal atLeast,
        bool isBestRanked)
    {
        PlanEpic[] commit = [.. ranked.Where((_, i) => isIn[i])];
        PlanEpic[] before = [.. ranked.Where(e => committed.Contains(e.Key))];
        var (then, now) = (PlanEpic.SplitOf(before, strategy.Targets.Count), PlanEpic.SplitOf(commit, strategy.Targets.Count));
        return new(
            commit,
            [.. commit.Where(e => !committed.Contains(e.Key)).Select(e => e.Key)],
            [.. before.ExceptBy(commit.Select(e => e.Key), e => e.Key, StringComparer.Ordinal).Select(e => e.Key)],
            now.TotalEffort,
            capacity,
            distance,
            atLeast,
            isBestRanked,
            AlignmentCalculator.Assess(then, strategy),
            AlignmentCalculator.Assess(now, strategy),
            then,
            now);
    }
}
