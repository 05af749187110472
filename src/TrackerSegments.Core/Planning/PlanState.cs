namespace TrackerSegments.Core;

/// <summary>A plan in the making: which epics are in it, and how far it is from its goals.</summary>
internal sealed class PlanState
{
    private readonly PlanGoals goals;
    private readonly (int Segment, long Effort)[][] portions;
    private readonly long[] sums;

    public PlanState(IReadOnlyList<PlanEpic> ranked, PlanGoals goals)
    {
        this.goals = goals;
        Ranked = ranked;
        IsIn = new bool[ranked.Count];
        sums = new long[goals.Segments];
        portions = [.. ranked.Select(e => Splitter.Portions(e.Effort, e.Segments)
            .Select((p, i) => (e.Segments[i].Segment, p.Thousandths))
            .ToArray())];
        Distance = Enumerable.Range(0, sums.Length).Aggregate(Int128.Zero, (sum, s) => sum + goals.Distance(s, 0));
        for (var i = 0; i < ranked.Count; i++)
        {
            if (ranked[i].IsFixed)
            {
                Toggle(i);
            }
        }
    }

    public IReadOnlyList<PlanEpic> Ranked { get; }

    public bool[] IsIn { get; }

    public Int128 Distance { get; private set; }

    public long Used { get; private set; }

    public ReadOnlySpan<long> Sums => sums;

    public (int Segment, long Effort)[] PortionsOf(int epic) => portions[epic];

    public bool Fits(int epic, int instead = -1) =>
        Used + EffortOf(epic) - (instead < 0 ? 0 : EffortOf(instead)) <= goals.Capacity;

    public void Toggle(int epic)
    {
        Distance += ChangeBy(epic);
        Add(epic);
    }

    /// <summary>By how much the distance would change if an epic went in or out, or one came for another.</summary>
    public Int128 ChangeBy(int epic, int other = -1)
    {
        if (other < 0)
        {
            Int128 change = 0;
            var sign = IsIn[epic] ? -1 : 1;
            foreach (var (segment, effort) in portions[epic])
            {
                change += goals.Distance(segment, sums[segment] + (sign * effort)) - goals.Distance(segment, sums[segment]);
            }

            return change;
        }

        var first = ChangeBy(other);
        Add(other);
        var both = first + ChangeBy(epic);
        Add(other);
        return both;
    }

    private void Add(int epic)
    {
        var sign = IsIn[epic] ? -1 : 1;
        foreach (var (segment, effort) in portions[epic])
        {
            sums[segment] += sign * effort;
        }

        Used += sign * EffortOf(epic);
        IsIn[epic] = !IsIn[epic];
    }

    private long EffortOf(int epic) => Ranked[epic].Effort.Thousandths;
}
