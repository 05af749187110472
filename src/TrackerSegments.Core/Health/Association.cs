namespace TrackerSegments.Core;

/// <summary>How far one way to sort epics gives another one away.</summary>
public static class Association
{
    /// <summary>
    /// Normalized mutual information 2·I(X;Y) / (H(X) + H(Y)), 0 to 1: 1 where each group of one is a group of the other, 0 where
    /// knowing one says nothing of the other. Each epic counts 1; one with several groups is divided among them equally.
    /// </summary>
    /// <remarks>Normalized by the arithmetic mean of the entropies, so that many small groups do not look like a match.</remarks>
    /// <param name="epics">The groups of each epic by both ways; an epic that has none by one of them is left out.</param>
    /// <returns>The figure; null where one of the ways puts every epic into the same group, so that there is nothing to give away.</returns>
    public static double? NormalizedMutualInformation(IEnumerable<(IReadOnlyCollection<string> X, IReadOnlyCollection<string> Y)> epics)
    {
        ArgumentNullException.ThrowIfNull(epics);
        SortedDictionary<string, double> xs = new(StringComparer.Ordinal), ys = new(StringComparer.Ordinal);
        SortedDictionary<(string X, string Y), double> both = new(Comparer<(string X, string Y)>.Create(Compare));
        var count = 0.0;
        foreach (var (x, y) in epics.Where(e => e.X.Count > 0 && e.Y.Count > 0))
        {
            count++;
            var part = 1.0 / (x.Count * y.Count);
            foreach (var pair in x.SelectMany(a => y.Select(b => (X: a, Y: b))))
            {
                xs[pair.X] = xs.GetValueOrDefault(pair.X) + part;
                ys[pair.Y] = ys.GetValueOrDefault(pair.Y) + part;
                both[pair] = both.GetValueOrDefault(pair) + part;
            }
        }

        if (xs.Count < 2 || ys.Count < 2)
        {
            return null;
        }

        var (hx, hy) = (Entropy(xs.Values, count), Entropy(ys.Values, count));
        return Math.Clamp(2 * (hx + hy - Entropy(both.Values, count)) / (hx + hy), 0, 1);
    }

    private static int Compare((string X, string Y) one, (string X, string Y) other) =>
        string.CompareOrdinal(one.X, other.X) is not 0 and var order ? order : string.CompareOrdinal(one.Y, other.Y);

    private static double Entropy(IEnumerable<double> sums, double count) => -sums.Sum(s => s / count * Math.Log(s / count));
}
