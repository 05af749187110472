namespace TrackerSegments.Core;

/// <summary>What the split needs of one epic: its effort and its segments. A small value, so that millions fit in an array.</summary>
public readonly struct LensEpic
{
    private readonly long thousandthsPlusOne;
    private readonly SegmentSet segments;

    /// <summary>Makes an epic's part in a split.</summary>
    /// <param name="effort">Its effort, 0 or more; null where it is unestimated.</param>
    /// <param name="segments">The segments it is tagged with.</param>
    /// <param name="isImputed">Whether the effort was put in by the policy.</param>
    /// <exception cref="ArgumentOutOfRangeException">The effort is negative.</exception>
    public LensEpic(Effort? effort, SegmentSet segments, bool isImputed = false)
    {
        var thousandths = effort?.Thousandths ?? -1;
        ArgumentOutOfRangeException.ThrowIfLessThan(thousandths, effort is null ? -1 : 0, nameof(effort));
        thousandthsPlusOne = isImputed ? ~(thousandths + 1) : thousandths + 1;
        this.segments = segments;
    }

    /// <summary>The effort; null where the epic is unestimated.</summary>
    public Effort? Effort => PlusOne == 0 ? null : new Effort(PlusOne - 1);

    /// <summary>Whether the effort was put in by the policy.</summary>
    public bool IsImputed => thousandthsPlusOne < 0;

    /// <summary>The segments the epic is tagged with.</summary>
    public SegmentSet Segments => segments;

    private long PlusOne => thousandthsPlusOne < 0 ? ~thousandthsPlusOne : thousandthsPlusOne;
}
