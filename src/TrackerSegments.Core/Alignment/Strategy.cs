using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>The targets of a lens. They add up to 100 %. Immutable.</summary>
public sealed class Strategy
{
    /// <summary>Targets and tolerances are held in thousandths of a percent.</summary>
    internal const int PercentScale = 1_000;

    /// <summary>100 % in thousandths of a percent.</summary>
    internal const int Whole = 100 * PercentScale;

    private readonly (int Share, int Tolerance)?[] targets;

    /// <summary>Makes a strategy.</summary>
    /// <param name="targets">One target for each segment in segment order; null for a segment without one.</param>
    /// <exception cref="SchemeException">A target is out of range or has more than three decimals, or they do not add up to 100.</exception>
    public Strategy(IReadOnlyList<SegmentTarget?> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Targets = targets;
        this.targets = [.. targets.Select(t => t is { } target
            ? (Thousandths(target.Share, "target"), Thousandths(target.Tolerance, "tolerance"))
            : ((int, int)?)null)];
        var sum = targets.Sum(t => t?.Share ?? 0);
        if (sum != 100)
        {
            throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture,
                $"The targets add up to {sum:0.###} %, not 100 %: {Math.Abs(100 - sum):0.###} % {(sum < 100 ? "missing" : "too much")}."));
        }
    }

    /// <summary>One target for each segment in segment order; null for a segment without one.</summary>
    public IReadOnlyList<SegmentTarget?> Targets { get; }

    /// <summary>The target share of a segment in thousandths of a percent; 0 where it has none.</summary>
    internal int ShareOf(int segment) => targets[segment]?.Share ?? 0;

    /// <summary>The band within which a segment is on target, in thousandths of a percent; null where it has no target.</summary>
    internal (int Low, int High)? BandOf(int segment) =>
        targets[segment] is { } t ? (t.Share - t.Tolerance, t.Share + t.Tolerance) : null;

    private static int Thousandths(decimal percent, string what)
    {
        if (percent is < 0 or > 100)
        {
            throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture, $"A {what} of {percent:0.###} % is out of range: it is between 0 and 100."));
        }

        var thousandths = percent * PercentScale;
        return thousandths == decimal.Truncate(thousandths)
            ? (int)thousandths
            : throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture, $"A {what} of {percent} % is too fine: it has at most three decimals."));
    }
}
