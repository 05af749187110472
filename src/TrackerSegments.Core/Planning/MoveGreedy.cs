namespace TrackerSegments.Core;

/// <summary>
/// Finds a set of moves fast: again and again the one move, made or taken back, after which the rows are broken least relative to the
/// effort in the plan; then whatever is not needed is dropped.
/// </summary>
internal sealed class MoveGreedy(MoveCandidates candidates)
{
    private readonly Int128[] slack = (Int128[])candidates.Slack.Clone();
    private readonly bool[] isMade = new bool[candidates.Moves.Length];

    /// <summary>The moves by index; null where it gets stuck.</summary>
    public int[]? Find()
    {
        for (var broken = Broken(slack); !MoveCandidates.IsMet(slack);)
        {
            var (next, after) = Best();
            if (next < 0 || after >= broken)
            {
                return null;
            }

            Toggle(next);
            broken = after;
        }

        foreach (var i in Enumerable.Range(0, isMade.Length).Where(i => isMade[i]).OrderBy(i => candidates.Efforts[i]).ToArray())
        {
            Toggle(i);
            if (!MoveCandidates.IsMet(slack))
            {
                Toggle(i);
            }
        }

        return [.. Enumerable.Range(0, isMade.Length).Where(i => isMade[i])];
    }

    private (int Move, double Broken) Best()
    {
        var best = (Move: -1, Broken: double.MaxValue);
        for (var i = 0; i < isMade.Length; i++)
        {
            var broken = BrokenAfter(i, isMade[i] ? -1 : 1);
            if (broken < best.Broken)
            {
                best = (i, broken);
            }
        }

        return best;
    }

    private double BrokenAfter(int move, int sign)
    {
        var gains = candidates.Gains[move];
        Int128 broken = 0;
        for (var r = 0; r < slack.Length; r++)
        {
            var row = slack[r] + (sign * gains[r]);
            broken += row < 0 ? -row : 0;
        }

        return Relative(broken, slack[^1] + (sign * gains[^1]));
    }

    private static double Broken(Int128[] slack)
    {
        Int128 broken = 0;
        foreach (var row in slack)
        {
            broken += row < 0 ? -row : 0;
        }

        return Relative(broken, slack[^1]);
    }

    /// <summary>The last row is the tagged effort less a thousandth; an empty plan is the worst there is.</summary>
    private static double Relative(Int128 broken, Int128 tagged) => tagged < 0 ? double.MaxValue : (double)broken / ((double)tagged + 1);

    private void Toggle(int move)
    {
        candidates.Apply(slack, move, isMade[move] ? -1 : 1);
        isMade[move] = !isMade[move];
    }
}
