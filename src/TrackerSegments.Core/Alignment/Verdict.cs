namespace TrackerSegments.Core;

/// <summary>How one segment stands.</summary>
/// <param name="Share">E_s / T, 0 to 1; null where T = 0.</param>
/// <param name="ShareMin">E_s / (T+U): the share if no unassigned effort went to the segment; null where T+U = 0.</param>
/// <param name="ShareMax">(E_s+U) / (T+U): the share if all of it did; null where T+U = 0.</param>
/// <param name="Target">The target; null where there is none.</param>
/// <param name="Delta">Share minus target in percentage points; null without a share or a target.</param>
/// <param name="State">Where the share stands; null without a share under a target.</param>
/// <param name="IsCertain">Whether the state is the same however the unassigned effort turns out.</param>
public sealed record SegmentVerdict(
    double? Share,
    double? ShareMin,
    double? ShareMax,
    SegmentTarget? Target,
    double? Delta,
    SegmentState? State,
    bool IsCertain);

/// <summary>How effort stands against the strategy.</summary>
/// <param name="Segments">One verdict for each segment, in segment order.</param>
/// <param name="Index">The alignment index, 0 to 100; null without a strategy or a share.</param>
/// <param name="IndexMin">The worst index, 0 to 100, over every way to hand the unassigned effort out; null without a strategy or effort.</param>
/// <param name="IndexMax">The best one.</param>
/// <param name="State">Whether effort follows the strategy.</param>
/// <param name="IsCertain">Whether that is the same however the unassigned effort turns out.</param>
public sealed record Verdict(
    IReadOnlyList<SegmentVerdict> Segments,
    double? Index,
    double? IndexMin,
    double? IndexMax,
    AlignmentState State,
    bool IsCertain);
