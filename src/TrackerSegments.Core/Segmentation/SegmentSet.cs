namespace TrackerSegments.Core;

/// <summary>
/// The segments one epic is tagged with in a lens, in segment order, each with its part of the effort. Compact: an epic with no
/// segment or with one needs no memory of its own.
/// </summary>
public readonly struct SegmentSet : IEquatable<SegmentSet>
{
    /// <summary>A weight of 1 in millionths, the unit in which a person's weights are held.</summary>
    public const int WholeWeight = 1_000_000;

    private readonly SegmentWeight[]? several;
    private readonly int onlyPlusOne;

    private SegmentSet(SegmentWeight[]? several, int onlyPlusOne)
    {
        this.several = several;
        this.onlyPlusOne = onlyPlusOne;
    }

    /// <summary>No segment: the epic is unassigned. The default value.</summary>
    public static SegmentSet None => default;

    /// <summary>Whether there is no segment.</summary>
    public bool IsEmpty => several is null && onlyPlusOne == 0;

    /// <summary>How many segments there are.</summary>
    public int Count => several?.Length ?? (onlyPlusOne == 0 ? 0 : 1);

    /// <summary>The only segment's index, or -1 where there is none or more than one.</summary>
    internal int Only => onlyPlusOne - 1;

    internal SegmentWeight[]? Several => several;

    /// <summary>The segment at a place, with its parts.</summary>
    /// <param name="index">0 up to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public SegmentWeight this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return several is null ? new(Only, 1) : several[index];
        }
    }

    /// <summary>Whether two sets name the same segments with the same parts.</summary>
    public static bool operator ==(SegmentSet left, SegmentSet right) => left.Equals(right);

    /// <summary>Whether two sets differ.</summary>
    public static bool operator !=(SegmentSet left, SegmentSet right) => !left.Equals(right);

    /// <summary>One segment.</summary>
    /// <param name="segment">The segment's index, 0 or more.</param>
    public static SegmentSet Of(int segment)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        return new(null, segment + 1);
    }

    /// <summary>Several segments with equal parts; a segment named twice counts once.</summary>
    /// <param name="segments">The segments' indexes, in any order.</param>
    public static SegmentSet Equal(IEnumerable<int> segments)
    {
        var distinct = segments.Distinct().Order().Select(s => new SegmentWeight(s, 1)).ToArray();
        return Make(distinct);
    }

    /// <summary>Several segments with a person's weights.</summary>
    /// <param name="weights">The weights in millionths, 1 to 1,000,000, which add up to 1,000,000; each segment once.</param>
    /// <exception cref="ArgumentException">The weights do not add up to 1, or a segment is named twice.</exception>
    public static SegmentSet Weighted(IEnumerable<SegmentWeight> weights)
    {
        var sorted = weights.OrderBy(w => w.Segment).ToArray();
        if (sorted.Any(w => w.Parts < 1) || sorted.Sum(w => (long)w.Parts) != WholeWeight)
        {
            throw new ArgumentException("The weights of an epic are above 0 and add up to 1.", nameof(weights));
        }

        if (sorted.DistinctBy(w => w.Segment).Count() != sorted.Length)
        {
            throw new ArgumentException("Each segment has one weight.", nameof(weights));
        }

        return Make(sorted);
    }

    /// <inheritdoc/>
    public bool Equals(SegmentSet other) =>
        onlyPlusOne == other.onlyPlusOne && several.AsSpan().SequenceEqual(other.several);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SegmentSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(onlyPlusOne);
        foreach (var weight in several ?? [])
        {
            hash.Add(weight);
        }

        return hash.ToHashCode();
    }

    private static SegmentSet Make(SegmentWeight[] sorted)
    {
        return sorted.Length switch
        {
            0 => None,
            1 => Of(sorted[0].Segment),
            _ when sorted[0].Segment < 0 => throw new ArgumentOutOfRangeException(nameof(sorted), "A segment's index is 0 or more."),
            _ => new(sorted, 0),
        };
    }
}
