namespace TrackerSegments.Core;

/// <summary>Quotients of whole numbers, undefined (null) over zero rather than NaN.</summary>
internal static class Ratio
{
    public static double? Of(Int128 numerator, Int128 denominator) =>
        denominator == 0 ? null : (double)numerator / (double)denominator;
}
