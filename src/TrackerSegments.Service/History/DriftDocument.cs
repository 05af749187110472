using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>Why shares moved between two snapshots, and how effort went from segment to segment.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The scheme as it is now.</param>
/// <param name="AsOf">When the newest figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="From">The earlier snapshot: the last one that is not after the day asked for.</param>
/// <param name="To">The later one.</param>
/// <param name="Comparable">Whether effort means the same in both; where it does not, the cause policyChange says how much of it that is.</param>
/// <param name="Sentence">What moved most and why.</param>
/// <param name="Segments">The segments of both: those of the later one in its order, then those that are gone.</param>
/// <param name="Migration">Where effort went.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record DriftDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    SnapshotPart From,
    SnapshotPart To,
    bool Comparable,
    string Sentence,
    IReadOnlyList<DriftSegment> Segments,
    MigrationPart Migration,
    string Hash) : IHashed<DriftDocument>
{
    public DriftDocument With(string hash) => this with { Hash = hash };
}

/// <summary>Which snapshot it is.</summary>
/// <param name="Day">The day (UTC) it counts for.</param>
/// <param name="TakenAt">When its figures were worked out.</param>
/// <param name="SchemeVersion">The scheme it was taken by.</param>
/// <param name="StrategyVersion">The strategy then in force; null where strategies had no version.</param>
/// <param name="Hash">SHA-256 of the snapshot, without the moment it was taken.</param>
internal sealed record SnapshotPart(DateOnly Day, DateTimeOffset TakenAt, int SchemeVersion, int? StrategyVersion, string Hash);

/// <summary>How one segment moved.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour as #rrggbb.</param>
/// <param name="Before">What it had.</param>
/// <param name="After">What it has.</param>
/// <param name="Change">By how much its share changed, in percentage points at full precision; null without a share before or after.</param>
/// <param name="Shown">The same as the difference of both shares as shown, in steps of 0.1.</param>
/// <param name="Parts">The causes; their changes add up to the change, and what is shown of them to what is shown of it.</param>
internal sealed record DriftSegment(
    string Key, string Name, string Color, DriftSide Before, DriftSide After, double? Change, decimal? Shown, IReadOnlyList<DriftCausePart> Parts);

/// <summary>A segment at one of two moments.</summary>
internal sealed record DriftSide(decimal Effort, double? Share);

/// <summary>What one cause did to a segment.</summary>
/// <param name="Cause">newScope, removedScope, completion, reEstimate, reTag, splitChange, schemeChange or policyChange.</param>
/// <param name="Effort">By how much the segment's effort changed; may be negative.</param>
/// <param name="Change">What it did to the share, in percentage points at full precision.</param>
/// <param name="Shown">The same in steps of 0.1.</param>
/// <param name="Epics">The epics behind it, the largest effect on the share first, at most 1,000.</param>
/// <param name="EpicCount">How many there are in all.</param>
internal sealed record DriftCausePart(
    string Cause, decimal Effort, double? Change, decimal? Shown, IReadOnlyList<DriftEpic> Epics, int EpicCount);

/// <summary>An epic behind a part.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title; null where the epic is no longer there.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Effort">By how much its effort in the segment changed.</param>
/// <param name="Change">What that did to the share, in percentage points.</param>
internal sealed record DriftEpic(string Key, string? Title, string? Url, decimal Effort, double? Change);

/// <summary>Where effort went.</summary>
/// <param name="Places">Segments, then unassigned, then outside. The flows from a place add up to its effort before, those to it to that after.</param>
/// <param name="Flows">What went from one place to another, or stayed.</param>
internal sealed record MigrationPart(IReadOnlyList<MigrationNode> Places, IReadOnlyList<MigrationLink> Flows);

/// <summary>A place where effort is.</summary>
/// <param name="Id">What flows call it.</param>
/// <param name="Kind">segment, unassigned or outside (not in the plan, or not estimated so).</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">The segment's colour as #rrggbb; null for the others.</param>
/// <param name="Before">Its effort before; of outside, what came from there.</param>
/// <param name="After">Its effort after; of outside, what went there.</param>
internal sealed record MigrationNode(string Id, string Kind, string Name, string? Color, decimal Before, decimal After);

/// <summary>Effort that went from one place to another, or with the same place twice stayed.</summary>
/// <param name="From">The place it was in.</param>
/// <param name="To">The place it is in.</param>
/// <param name="Effort">How much, above 0.</param>
/// <param name="ByScheme">How much of it moved because the scheme changed, and not a tag.</param>
/// <param name="Epics">The epics behind it, the largest first, at most 1,000.</param>
/// <param name="EpicCount">How many there are in all.</param>
internal sealed record MigrationLink(
    string From, string To, decimal Effort, decimal ByScheme, IReadOnlyList<MigrationEpic> Epics, int EpicCount);

/// <summary>An epic behind a flow.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title; null where the epic is no longer there.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Cause">Why it moved; null where it stayed.</param>
/// <param name="Effort">How much of it, above 0.</param>
internal sealed record MigrationEpic(string Key, string? Title, string? Url, string? Cause, decimal Effort);
