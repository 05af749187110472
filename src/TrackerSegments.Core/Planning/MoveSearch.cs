namespace TrackerSegments.Core;

/// <summary>
/// Tries every set of a given number of moves, by branch and bound. Where a row lacks D and r moves are left, one of them must add at
/// least D / r to it: the search branches on the row with the fewest such moves, and each branch excludes the moves of those before it.
/// </summary>
internal sealed class MoveSearch
{
    private readonly MoveCandidates candidates;
    private readonly int[][] byGain;
    private readonly bool[] isTaken;
    private readonly Int128[] slack;
    private readonly long[] leastEfforts;
    private readonly List<int> path = [];
    private int[]? best;
    private long bestEffort;
    private long steps;

    /// <param name="candidates">The moves.</param>
    /// <param name="budget">How many looks at a move the search may take in all.</param>
    public MoveSearch(MoveCandidates candidates, long budget)
    {
        this.candidates = candidates;
        steps = budget;
        isTaken = new bool[candidates.Moves.Length];
        slack = (Int128[])candidates.Slack.Clone();
        byGain = [.. Enumerable.Range(0, slack.Length).Select(r =>
            Enumerable.Range(0, isTaken.Length).Where(i => candidates.Gains[i][r] > 0).OrderByDescending(i => candidates.Gains[i][r]).ToArray())];
        leastEfforts = [0, .. candidates.Efforts.Order()];
        for (var i = 1; i < leastEfforts.Length; i++)
        {
            leastEfforts[i] += leastEfforts[i - 1];
        }
    }

    /// <summary>Whether the budget is used up, so that nothing was proven by the last search.</summary>
    public bool IsSpent => steps <= 0;

    /// <summary>The set of so many moves with the least effort.</summary>
    /// <param name="count">How many moves; no smaller set may be enough.</param>
    /// <param name="known">A set of as many moves that is known to be enough, to be beaten; null for none.</param>
    /// <returns>The moves by index; null where no set of so many is enough, or none was found before the budget was used up.</returns>
    public int[]? Find(int count, int[]? known)
    {
        best = known;
        bestEffort = known?.Sum(i => candidates.Efforts[i]) ?? long.MaxValue;
        Branch(count, 0);
        return best;
    }

    private void Branch(int left, long effort)
    {
        if (MoveCandidates.IsMet(slack))
        {
            (best, bestEffort) = ([.. path], effort);
            return;
        }

        if (left == 0 || effort + leastEfforts[left] >= bestEffort || Choose(left) is not { } choice)
        {
            return;
        }

        foreach (var move in choice)
        {
            if (candidates.Efforts[move] + effort < bestEffort && steps > 0)
            {
                Take(move, left, effort);
            }

            isTaken[move] = true;
        }

        foreach (var move in choice)
        {
            isTaken[move] = false;
        }
    }

    private void Take(int move, int left, long effort)
    {
        isTaken[move] = true;
        path.Add(move);
        candidates.Apply(slack, move, 1);
        Branch(left - 1, effort + candidates.Efforts[move]);
        candidates.Apply(slack, move, -1);
        path.RemoveAt(path.Count - 1);
    }

    /// <summary>The moves of which one must be made; null where no set of so many moves can mend every row.</summary>
    private int[]? Choose(int left)
    {
        int[]? fewest = null;
        for (var r = 0; r < slack.Length; r++)
        {
            if (slack[r] < 0 && (fewest is null || fewest.Length > 0))
            {
                var able = Able(r, -slack[r], left, fewest?.Length ?? int.MaxValue);
                fewest = able ?? fewest;
            }
        }

        return fewest is [] ? null : fewest;
    }

    /// <summary>The free moves that add enough to a row; empty where the row cannot be mended, null where they are no fewer than known.</summary>
    private int[]? Able(int row, Int128 deficit, int left, int known)
    {
        List<int> able = [];
        Int128 reach = 0;
        var counted = 0;
        foreach (var move in byGain[row])
        {
            steps--;
            if (isTaken[move])
            {
                continue;
            }

            var gain = candidates.Gains[move][row];
            if (counted < left)
            {
                reach += gain;
                counted++;
            }

            var isAble = gain * left >= deficit;
            if (!isAble && counted >= left)
            {
                break;
            }

            if (isAble && able.Count <= known)
            {
                able.Add(move);
            }
            else if (isAble && counted >= left)
            {
                break;
            }
        }

        return reach < deficit ? [] : able.Count < known ? [.. able] : null;
    }
}
