namespace TrackerSegments.Core;

/// <summary>What one cause did to a segment.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Effort">By how much the effort of the segment changed; may be negative.</param>
/// <param name="TaggedEffort">By how much the effort of all segments together changed.</param>
/// <param name="Change">
/// What it did to the share, exactly; null without a share before or after. The denominators of the parts of a segment are the same,
/// and their numerators add up to that of the whole change.
/// </param>
/// <param name="Shown">
/// The same in percentage points with one decimal, rounded by largest remainder, so that the shown parts add up to the shown change.
/// </param>
public sealed record DriftPart(DriftCause Cause, Effort Effort, Effort TaggedEffort, Fraction? Change, decimal? Shown);

/// <summary>How one segment moved between two snapshots.</summary>
/// <param name="Segment">The segment, as the later snapshot has it, else the earlier one.</param>
/// <param name="Before">Its effort before.</param>
/// <param name="After">Its effort after.</param>
/// <param name="ShareBefore">Its share before, 0 to 1; null where nothing was tagged.</param>
/// <param name="ShareAfter">Its share after; null where nothing is tagged.</param>
/// <param name="Change">The change of its share, exactly; null without a share before or after.</param>
/// <param name="Shown">The difference of the shares as shown, in percentage points with one decimal.</param>
/// <param name="Parts">One for each cause with an effect on the segment's share or effort, in the order of <see cref="DriftCause"/>.</param>
public sealed record SegmentDrift(
    Segment Segment,
    Effort Before,
    Effort After,
    double? ShareBefore,
    double? ShareAfter,
    Fraction? Change,
    decimal? Shown,
    IReadOnlyList<DriftPart> Parts);

/// <summary>One epic behind a part of a drift.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Effort">By how much its effort in the segment changed; may be negative.</param>
/// <param name="Change">What it did to the segment's share, exactly; null without a share before or after.</param>
public sealed record DriftItem(string Key, Effort Effort, Fraction? Change);
