namespace TrackerSegments.Core;

/// <summary>What the strategy wants for one segment.</summary>
/// <param name="Share">The share of the effort it should get, in percent, 0 to 100 with at most three decimals.</param>
/// <param name="Tolerance">How far off is still on target, in percentage points, 0 to 100 with at most three decimals.</param>
public readonly record struct SegmentTarget(decimal Share, decimal Tolerance)
{
    /// <summary>The tolerance where nobody says otherwise: 5 percentage points.</summary>
    public const decimal DefaultTolerance = 5m;
}
