using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>
/// An amount of effort, held as whole thousandths of the measure's unit (points, hours or epics), so that sums and splits are exact.
/// </summary>
/// <param name="Thousandths">The amount in thousandths of the unit; never negative in an estimate.</param>
public readonly record struct Effort(long Thousandths) : IComparable<Effort>
{
    /// <summary>Thousandths in one unit: 1,000.</summary>
    public const int Scale = 1_000;

    /// <summary>
    /// The largest estimate one item may carry, in units: 1,000,000,000. Anything above is a mistake in the data, and
    /// below it a sum over nine million items still fits in 64 bits.
    /// </summary>
    public const decimal MaxEstimate = 1_000_000_000m;

    /// <summary>No effort at all. An estimate of zero is an estimate.</summary>
    public static Effort Zero => default;

    /// <summary>The amount in units, with at most three decimals.</summary>
    public decimal Units => Thousandths / (decimal)Scale;

    /// <summary>Reads an estimate given in units; fractions beyond a thousandth are rounded half to even.</summary>
    /// <param name="units">The estimate in units, 0 to <see cref="MaxEstimate"/>.</param>
    /// <returns>The same estimate in thousandths.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is negative or above <see cref="MaxEstimate"/>.</exception>
    public static Effort FromUnits(decimal units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, MaxEstimate);
        return new((long)decimal.Round(units * Scale, 0, MidpointRounding.ToEven));
    }

    /// <summary>Reads an estimate given in seconds as hours, rounded half to even to a thousandth of an hour.</summary>
    /// <param name="seconds">The estimate in seconds, 0 or more.</param>
    /// <returns>The same estimate in thousandths of an hour.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is negative or too large.</exception>
    public static Effort FromSeconds(decimal seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaxEstimate * 3_600m);
        return new((long)decimal.Round(seconds * Scale / 3_600m, 0, MidpointRounding.ToEven));
    }

    /// <summary>Adds two amounts.</summary>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public static Effort operator +(Effort left, Effort right) => new(checked(left.Thousandths + right.Thousandths));

    /// <summary>Whether the left amount is the larger one.</summary>
    public static bool operator >(Effort left, Effort right) => left.Thousandths > right.Thousandths;

    /// <summary>Whether the left amount is the smaller one.</summary>
    public static bool operator <(Effort left, Effort right) => left.Thousandths < right.Thousandths;

    /// <summary>Whether the left amount is at least the right one.</summary>
    public static bool operator >=(Effort left, Effort right) => left.Thousandths >= right.Thousandths;

    /// <summary>Whether the left amount is at most the right one.</summary>
    public static bool operator <=(Effort left, Effort right) => left.Thousandths <= right.Thousandths;

    /// <inheritdoc/>
    public int CompareTo(Effort other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>The amount in units, the same in every culture: <c>12.5</c>.</summary>
    public override string ToString() => Units.ToString("0.###", CultureInfo.InvariantCulture);
}
