namespace TrackerSegments.Core;

/// <summary>Rounds the parts of a drift for people, so that what is shown adds up to the change that is shown.</summary>
internal static class DriftRounding
{
    private const int StepsToWhole = 1_000;
    private const decimal StepsToPoint = 10m;

    /// <summary>
    /// Each part gets the whole steps of 0.1 points below it; what is missing to the change goes, one step each, to the largest
    /// fractions, ties to the earlier part. The shown change is itself a difference of rounded shares, so that it may be a step off.
    /// </summary>
    public static IReadOnlyList<DriftPart> Round(IReadOnlyList<DriftPart> parts, decimal shown)
    {
        if (parts.Count == 0)
        {
            return parts;
        }

        var steps = new long[parts.Count];
        var rests = new double[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            steps[i] = parts[i].Change!.Value.Floor(StepsToWhole, out var rest);
            rests[i] = rest.Value;
        }

        var missing = (long)(shown * StepsToPoint) - steps.Sum();
        int[] largestFirst = [.. Enumerable.Range(0, parts.Count).OrderByDescending(i => rests[i])];
        for (var i = 0; i < Math.Abs(missing); i++)
        {
            var turn = i % parts.Count;
            steps[missing > 0 ? largestFirst[turn] : largestFirst[^(turn + 1)]] += Math.Sign(missing);
        }

        return [.. parts.Select((part, i) => part with { Shown = steps[i] / StepsToPoint })];
    }
}
