namespace TrackerSegments.Core;

/// <summary>
/// Shares a whole number out by the method of largest remainders (Hamilton's method): everyone gets the whole part of the exact
/// share, and what is left goes, one each, to the largest fractions; ties go to the earlier one.
/// </summary>
public static class LargestRemainder
{
    private const int OnStack = 64;

    /// <summary>Shares a total out in proportion to weights. The result always adds up to the total.</summary>
    /// <param name="total">What to share out, 0 or more.</param>
    /// <param name="weights">The weights, 0 or more, at least one above 0.</param>
    /// <param name="portions">Where the result goes; as long as the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    /// <exception cref="ArgumentException">The weights are all 0, or the lengths differ.</exception>
    /// <exception cref="OverflowException">The weights add up to more than 64 bits hold.</exception>
    public static void Share(long total, ReadOnlySpan<long> weights, Span<long> portions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        if (weights.Length != portions.Length)
        {
            throw new ArgumentException("There is one portion for each weight.", nameof(portions));
        }

        long sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }

        if (sum == 0)
        {
            throw new ArgumentException("At least one weight is above 0.", nameof(weights));
        }

        Span<long> remainders = weights.Length <= OnStack ? stackalloc long[weights.Length] : new long[weights.Length];
        var left = total;
        for (var i = 0; i < weights.Length; i++)
        {
            (portions[i], remainders[i]) = MultiplyDivide(total, weights[i], sum);
            left -= portions[i];
        }

        for (; left > 0; left--)
        {
            var largest = IndexOfLargest(remainders);
            portions[largest]++;
            remainders[largest] = -1;
        }
    }

    /// <summary>
    /// The percentages to show for a set of efforts: whole steps of 0.1 % that add up to 100.0 %.
    /// </summary>
    /// <param name="efforts">The efforts, 0 or more.</param>
    /// <returns>Percentages with one decimal in the order of the efforts; null for each where all efforts are zero.</returns>
    public static IReadOnlyList<decimal?> Percentages(IReadOnlyList<Effort> efforts)
    {
        ArgumentNullException.ThrowIfNull(efforts);
        var weights = efforts.Select(e => e.Thousandths).ToArray();
        if (Array.TrueForAll(weights, w => w == 0))
        {
            return new decimal?[weights.Length];
        }

        var tenths = new long[weights.Length];
        Share(1_000, weights, tenths);
        return [.. tenths.Select(t => (decimal?)(t / 10m))];
    }

    private static int IndexOfLargest(ReadOnlySpan<long> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }

    private static (long Quotient, long Remainder) MultiplyDivide(long total, long weight, long sum)
    {
        if (weight == 0 || total <= long.MaxValue / weight)
        {
            return Math.DivRem(total * weight, sum);
        }

        var (quotient, remainder) = Int128.DivRem((Int128)total * weight, sum);
        return ((long)quotient, (long)remainder);
    }
}
