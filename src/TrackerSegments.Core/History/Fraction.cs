using System.Numerics;

namespace TrackerSegments.Core;

/// <summary>A quotient of whole numbers, held exactly, so that parts of a change add up to it and nothing is lost to rounding.</summary>
/// <param name="Numerator">Above the line; may be negative.</param>
/// <param name="Denominator">Below the line, above 0.</param>
public readonly record struct Fraction(Int128 Numerator, Int128 Denominator)
{
    /// <summary>The nearest double.</summary>
    public double Value => Ratio.Of(Numerator, Denominator) ?? 0;

    /// <summary>A share as percentage points: 100 times the value.</summary>
    public double Points => 100 * Value;

    /// <summary>The largest whole number of steps that is not above the fraction.</summary>
    /// <param name="steps">How many steps make 1.</param>
    /// <param name="rest">What is left, as a fraction of a step: 0 up to below 1.</param>
    internal long Floor(int steps, out Fraction rest)
    {
        var (quotient, remainder) = BigInteger.DivRem((BigInteger)Numerator * steps, Denominator);
        if (remainder < 0)
        {
            quotient--;
            remainder += Denominator;
        }

        rest = new((Int128)remainder, Denominator);
        return (long)quotient;
    }
}
