namespace TrackerSegments.Core;

/// <summary>
/// Proves that a number of moves is not enough. Any weighted sum of the rows, with weights of 0 or more, must be met too; the largest
/// gains in that sum have to make up its deficit, and their number is a bound (Lagrange's relaxation). Weights are sought by
/// multiplicative updates in doubles; the bound itself is counted in whole numbers.
/// </summary>
internal static class MoveBound
{
    private const int Rounds = 120;
    private const int WeightScale = 1_000;

    /// <summary>The fewest moves there can be; null where no set of moves is enough.</summary>
    public static int? AtLeast(MoveCandidates candidates)
    {
        var scale = (double)candidates.Slack.Max(Int128.Abs) + 1;
        var slack = Array.ConvertAll(candidates.Slack, s => (double)s / scale);
        var gains = Array.ConvertAll(candidates.Gains, g => Array.ConvertAll(g, x => (double)x / scale));
        var weights = Array.ConvertAll(slack, s => s < 0 ? 1.0 : 0.01);
        var best = 1;
        for (var round = 0; round < Rounds; round++)
        {
            if (Counted(candidates, weights) is not { } count)
            {
                return null;
            }

            best = Math.Max(best, count);
            Update(weights, Filled(slack, gains, weights), 1.0 / Math.Sqrt(round + 1));
        }

        return best;
    }

    /// <summary>The number of largest gains that make up the deficit of one weighted sum; null where all together do not.</summary>
    private static int? Counted(MoveCandidates candidates, double[] weights)
    {
        var largest = weights.Max();
        var whole = Array.ConvertAll(weights, w => (Int128)Math.Round(w / largest * WeightScale));
        var deficit = -Sum(candidates.Slack, whole);
        if (deficit <= 0)
        {
            return 0;
        }

        var sums = Array.ConvertAll(candidates.Gains, g => Sum(g, whole));
        Array.Sort(sums);
        for (var i = sums.Length - 1; i >= 0 && sums[i] > 0; i--)
        {
            deficit -= sums[i];
            if (deficit <= 0)
            {
                return sums.Length - i;
            }
        }

        return null;
    }

    /// <summary>The rows after the largest gains of the weighted sum, the last one in part.</summary>
    private static double[] Filled(double[] slack, double[][] gains, double[] weights)
    {
        var filled = (double[])slack.Clone();
        var deficit = -Sum(slack, weights);
        var sums = Array.ConvertAll(gains, g => Sum(g, weights));
        var order = Enumerable.Range(0, gains.Length).ToArray();
        Array.Sort(Array.ConvertAll(order, i => -sums[i]), order);
        foreach (var i in order)
        {
            if (deficit <= 0 || sums[i] <= 0)
            {
                break;
            }

            var part = Math.Min(1, deficit / sums[i]);
            deficit -= sums[i];
            for (var r = 0; r < filled.Length; r++)
            {
                filled[r] += part * gains[i][r];
            }
        }

        return filled;
    }

    /// <summary>Rows that are still broken weigh more, rows that are met weigh less.</summary>
    private static void Update(double[] weights, double[] filled, double pace)
    {
        var widest = filled.Max(Math.Abs);
        for (var r = 0; widest > 0 && r < weights.Length; r++)
        {
            weights[r] = Math.Clamp(weights[r] * Math.Exp(-pace * filled[r] / widest), 1e-9, 1e9);
        }
    }

    private static Int128 Sum(Int128[] values, Int128[] weights)
    {
        Int128 sum = 0;
        for (var r = 0; r < values.Length; r++)
        {
            sum += values[r] * weights[r];
        }

        return sum;
    }

    private static double Sum(double[] values, double[] weights)
    {
        var sum = 0.0;
        for (var r = 0; r < values.Length; r++)
        {
            sum += values[r] * weights[r];
        }

        return sum;
    }
}
