namespace TrackerSegments.Core;

/// <summary>Finds the smallest set of moves that brings every segment within its tolerance.</summary>
public static class MoveSets
{
    /// <summary>How many looks at a move a search takes before it says what it knows: 20,000,000, well below a second.</summary>
    public const long DefaultBudget = 20_000_000;

    /// <summary>
    /// The fewest epics, and of those the least effort, to defer or pull in. The answer is exact where the budget is enough, as it is
    /// for small backlogs and for few moves; else it is the best one found, with a proven bound. The same input gives the same answer.
    /// Unassigned epics and those with no effort change no share and are never moved.
    /// </summary>
    /// <param name="planned">The epics in the plan; those that are fixed are not deferred.</param>
    /// <param name="pool">Epics that could be pulled in; those that are fixed are not.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="budget">How many looks at a move to take. Default: <see cref="DefaultBudget"/>.</param>
    /// <returns>The moves, with what is proven about them.</returns>
    public static MoveSet Find(
        IReadOnlyList<PlanEpic> planned, IReadOnlyList<PlanEpic> pool, Strategy strategy, long budget = DefaultBudget)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(strategy);
        var count = strategy.Targets.Count;
        var plan = PlanEpic.SplitOf(planned, count);
        var before = AlignmentCalculator.Assess(plan, strategy);
        if (before.State == AlignmentState.Aligned)
        {
            return new(MoveOutcome.AlreadyAligned, [], 0, IsLeastEffort: true, before, before);
        }

        var candidates = new MoveCandidates(planned, pool, new(strategy, plan), count);
        var found = Search(candidates, budget);
        if (found.Moves is null)
        {
            return new(found.Outcome, [], found.AtLeast, IsLeastEffort: false, before, before);
        }

        Move[] moves = [.. found.Moves.Select(i => candidates.Moves[i]).OrderByDescending(m => m.Effort).ThenBy(m => m.Key, StringComparer.Ordinal)];
        var deferred = moves.Where(m => m.Kind == MoveKind.Defer).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var pulledIn = moves.Where(m => m.Kind == MoveKind.PullIn).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var after = planned.Where(e => !deferred.Contains(e.Key)).Concat(pool.Where(e => pulledIn.Contains(e.Key)));
        return new(
            MoveOutcome.Found,
            moves,
            found.AtLeast,
            found.IsLeastEffort,
            before,
            AlignmentCalculator.Assess(PlanEpic.SplitOf(after, count), strategy));
    }

    private static (MoveOutcome Outcome, int[]? Moves, int AtLeast, bool IsLeastEffort) Search(MoveCandidates candidates, long budget)
    {
        if (MoveBound.AtLeast(candidates) is not { } atLeast)
        {
            return (MoveOutcome.Impossible, null, 0, false);
        }

        var greedy = new MoveGreedy(candidates).Find();
        var search = new MoveSearch(candidates, budget);
        for (; atLeast <= (greedy?.Length ?? candidates.Moves.Length); atLeast++)
        {
            var known = greedy?.Length == atLeast ? greedy : null;
            if (search.Find(atLeast, known) is { } moves)
            {
                return (MoveOutcome.Found, moves, atLeast, !search.IsSpent);
            }

            if (search.IsSpent)
            {
                return (greedy is null ? MoveOutcome.NotFound : MoveOutcome.Found, greedy, atLeast, false);
            }
        }

        return (MoveOutcome.Impossible, null, 0, false);
    }
}
