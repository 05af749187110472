namespace TrackerSegments.Core;

/// <summary>An epic in scope, as a snapshot keeps it.</summary>
/// <param name="Key">The key people use.</param>
/// <param name="Id">The tracker's own id, by which an epic is known again after its key changed; null where the key is all there is.</param>
/// <param name="Status">How far it was.</param>
/// <param name="Effort">Its effort; null where it was unestimated.</param>
/// <param name="IsImputed">Whether the effort was put in by the policy.</param>
/// <param name="Segments">Its segments, by index in the lens of the snapshot, with their parts.</param>
/// <param name="Values">The values of the lens's field, so that a later scheme can be told from a later tag.</param>
public sealed record SnapshotEpic(
    string Key,
    string? Id,
    StatusCategory Status,
    Effort? Effort,
    bool IsImputed,
    SegmentSet Segments,
    IReadOnlyList<string> Values);

/// <summary>An epic that was read and not in scope: it tells why one left or came.</summary>
/// <param name="Key">The key people use.</param>
/// <param name="Id">The tracker's own id.</param>
/// <param name="Status">How far it was; <see cref="StatusCategory.Removed"/> also where it was closed as not done.</param>
public sealed record OutsideEpic(string Key, string? Id, StatusCategory Status);
