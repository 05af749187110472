namespace TrackerSegments.Core;

/// <summary>
/// Decides epic by epic in rank order, "in" before "out", so that of plans that are equally close the one with the best ranks is found
/// first: the one that has the epic of the first rank on which two plans differ.
/// </summary>
internal sealed class PlanSearch(PlanState state, PlanBound bound, Int128 known, long budget)
{
    private Int128 best = known;
    private long steps = budget;

    /// <summary>Whether the budget was used up before every plan was tried or ruled out.</summary>
    public bool IsSpent => steps <= 0;

    /// <summary>The best plan found, as a mark for each rank; null where none at least as close as the known one was found.</summary>
    public bool[]? Best { get; private set; }

    public void Search() => Decide(0);

    private void Decide(int rank)
    {
        steps--;
        var least = bound.From(rank, state.Sums, state.Used);
        if (steps <= 0 || least > best || (Best is not null && least == best))
        {
            return;
        }

        if (rank == state.Ranked.Count)
        {
            (best, Best) = (state.Distance, [.. state.IsIn]);
            return;
        }

        if (!state.Ranked[rank].IsFixed && state.Fits(rank))
        {
            state.Toggle(rank);
            Decide(rank + 1);
            state.Toggle(rank);
        }

        Decide(rank + 1);
    }
}
