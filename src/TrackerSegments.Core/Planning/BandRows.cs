namespace TrackerSegments.Core;

/// <summary>
/// The edges of every tolerance band as linear rows. A segment's effort E of T in all is within its band where E·100 % − low·T ≥ 0 and
/// high·T − E·100 % ≥ 0; deferring or pulling an epic in adds a fixed amount to each. One more row says that T stays above 0.
/// Whole numbers throughout, in thousandths of the unit times thousandths of a percent.
/// </summary>
internal sealed class BandRows
{
    private readonly List<(int Segment, int Bound, int Sign)> rows = [];

    public BandRows(Strategy strategy, Split plan)
    {
        for (var s = 0; s < strategy.Targets.Count; s++)
        {
            if (strategy.BandOf(s) is not { } band)
            {
                continue;
            }

            if (band.Low > 0)
            {
                rows.Add((s, band.Low, 1));
            }

            if (band.High < Strategy.Whole)
            {
                rows.Add((s, band.High, -1));
            }
        }

        var efforts = plan.Segments.Select(s => s.Effort.Thousandths).ToArray();
        Slack = RowsOf(efforts, plan.TaggedEffort.Thousandths);
        Slack[^1]--;
    }

    /// <summary>How far each row is above its edge in the plan as it is; negative where it is broken.</summary>
    public Int128[] Slack { get; }

    /// <summary>What moving an epic adds to each row.</summary>
    public Int128[] GainsOf(PlanEpic epic, MoveKind kind, int segmentCount)
    {
        var efforts = new long[segmentCount];
        var portions = Splitter.Portions(epic.Effort, epic.Segments);
        var sign = kind == MoveKind.PullIn ? 1 : -1;
        for (var i = 0; i < portions.Count; i++)
        {
            efforts[epic.Segments[i].Segment] = sign * portions[i].Thousandths;
        }

        return RowsOf(efforts, portions.Count == 0 ? 0 : sign * epic.Effort.Thousandths);
    }

    private Int128[] RowsOf(long[] efforts, long tagged) =>
        [.. rows.Select(r => r.Sign * (((Int128)efforts[r.Segment] * Strategy.Whole) - ((Int128)r.Bound * tagged))), tagged];
}
