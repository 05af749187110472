namespace TrackerSegments.Core;

/// <summary>
/// How close any plan can come: what is in it beyond its goals stays, and what the rest can add to a segment is no more than it lacks,
/// than there is of that segment, and, over all segments, than is left of the capacity.
/// </summary>
internal sealed class PlanBound
{
    private readonly PlanGoals goals;
    private readonly long[][] available;

    public PlanBound(PlanState state, PlanGoals goals)
    {
        this.goals = goals;
        available = new long[state.Ranked.Count + 1][];
        available[^1] = new long[goals.Segments];
        for (var i = state.Ranked.Count - 1; i >= 0; i--)
        {
            available[i] = state.Ranked[i].IsFixed ? available[i + 1] : [.. available[i + 1]];
            foreach (var (segment, effort) in state.Ranked[i].IsFixed ? [] : state.PortionsOf(i))
            {
                available[i][segment] += effort;
            }
        }
    }

    /// <summary>No plan that has what is in and decides freely from one rank on has a smaller distance.</summary>
    public Int128 From(int rank, ReadOnlySpan<long> sums, long used)
    {
        Int128 excess = 0, lack = 0, addable = 0;
        for (var s = 0; s < sums.Length; s++)
        {
            var lacks = goals.Lack(s, sums[s]);
            lack += lacks;
            excess += goals.Excess(s, sums[s]);
            addable += Int128.Min(lacks, PlanGoals.Scaled(available[rank][s]));
        }

        return excess + lack - Int128.Min(addable, PlanGoals.Scaled(Math.Max(0, goals.Capacity - used)));
    }
}
