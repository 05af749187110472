namespace TrackerSegments.Core;

/// <summary>Whether one lens says what another one says already.</summary>
public static class RedundantLens
{
    /// <summary>
    /// Two lenses are redundant where their segments pair off, each with the one it shares most effort with, the shares of each pair
    /// differ by at most a few points, and the pairs hold nearly all effort that both lenses tag. Equal shares alone would be chance.
    /// </summary>
    /// <param name="one">A lens with its epics.</param>
    /// <param name="other">Another one over the same epics.</param>
    /// <param name="thresholds">How many points, and how much effort; null for the defaults.</param>
    /// <exception cref="ArgumentException">The two do not see the same epics.</exception>
    public static bool IsRedundant(LensView one, LensView other, HealthThresholds? thresholds = null)
    {
        var matrix = LensMatrix.Of(one, other);
        thresholds ??= new();
        var tagged = matrix.Cells.Where(c => c is { Row: not LensMatrix.Unassigned, Column: not LensMatrix.Unassigned } && c.Effort > Effort.Zero).ToArray();
        var rows = tagged.GroupBy(c => c.Row).ToDictionary(g => g.Key, Sum);
        var columns = tagged.GroupBy(c => c.Column).ToDictionary(g => g.Key, Sum);
        var pairs = rows.Keys.Order().Select(r => tagged.Where(c => c.Row == r).MaxBy(c => c.Effort)!).ToArray();
        var all = Sum(tagged);
        return rows.Count > 1
            && rows.Count == columns.Count
            && pairs.DistinctBy(c => c.Column).Count() == columns.Count
            && pairs.All(c => Math.Abs((Ratio.Of(rows[c.Row], all) - Ratio.Of(columns[c.Column], all))!.Value) * 100 <= thresholds.RedundantPoints)
            && Ratio.Of(Sum(pairs), all) >= thresholds.RedundantOverlap;
    }

    private static long Sum(IEnumerable<MatrixCell> cells) => cells.Sum(c => c.Effort.Thousandths);
}
