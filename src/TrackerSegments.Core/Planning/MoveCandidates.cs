namespace TrackerSegments.Core;

/// <summary>The moves that could be made, in key order, with what each adds to each row; moves that change nothing are left out.</summary>
internal sealed class MoveCandidates
{
    public MoveCandidates(IReadOnlyList<PlanEpic> planned, IReadOnlyList<PlanEpic> pool, BandRows rows, int segmentCount)
    {
        var all = planned.Where(e => !e.IsFixed).Select(e => (new Move(MoveKind.Defer, e.Key, e.Effort), e))
            .Concat(pool.Where(e => !e.IsFixed).Select(e => (new Move(MoveKind.PullIn, e.Key, e.Effort), e)))
            .Where(c => !c.e.Segments.IsEmpty && c.e.Effort > Effort.Zero)
            .OrderBy(c => c.e.Key, StringComparer.Ordinal)
            .ToArray();
        Slack = rows.Slack;
        Moves = [.. all.Select(c => c.Item1)];
        Gains = [.. all.Select(c => rows.GainsOf(c.e, c.Item1.Kind, segmentCount))];
        Efforts = [.. all.Select(c => c.e.Effort.Thousandths)];
    }

    public Move[] Moves { get; }

    public Int128[][] Gains { get; }

    public long[] Efforts { get; }

    public Int128[] Slack { get; }

    public static bool IsMet(Int128[] slack) => !Array.Exists(slack, s => s < 0);

    /// <summary>Adds (sign 1) or takes back (sign -1) a move.</summary>
    public void Apply(Int128[] slack, int move, int sign)
    {
        var gains = Gains[move];
        for (var r = 0; r < slack.Length; r++)
        {
            slack[r] += sign * gains[r];
        }
    }
}
