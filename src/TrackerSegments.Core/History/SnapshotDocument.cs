using System.Text.Json.Serialization;

namespace TrackerSegments.Core;

/// <summary>A snapshot as it is kept and handed on. Efforts are in units with at most three decimals.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="TakenAt">When the figures were worked out.</param>
/// <param name="Lens">The lens as it was.</param>
/// <param name="StrategyVersion">The version of the strategy then in force; null where strategies had none.</param>
/// <param name="Policy">How effort was worked out.</param>
/// <param name="Epics">The epics in scope, in key order.</param>
/// <param name="Outside">The epics that were read and not in scope, in key order.</param>
public sealed record SnapshotDocument(
    int Schema,
    DateTimeOffset TakenAt,
    SnapshotLensPart Lens,
    int? StrategyVersion,
    SnapshotPolicy Policy,
    IReadOnlyList<SnapshotEpicPart> Epics,
    IReadOnlyList<OutsideEpic> Outside)
{
    /// <summary>The version of the shape that is written: 1.</summary>
    public const int CurrentSchema = 1;
}

/// <summary>The lens of a snapshot.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">The tracker field that carries the segment.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="Kind">What it tells customers apart by.</param>
/// <param name="Segments">Its segments in order.</param>
public sealed record SnapshotLensPart(
    string Key, string Name, string Field, int SchemeVersion, LensKind Kind, IReadOnlyList<SnapshotSegmentPart> Segments);

/// <summary>A segment of a snapshot with its target.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour as #rrggbb.</param>
/// <param name="Values">The field values that meant it.</param>
/// <param name="Target">Its target in percent; null where it had none.</param>
/// <param name="Tolerance">Its tolerance in percentage points; null without a target.</param>
public sealed record SnapshotSegmentPart(
    string Key, string Name, string Color, IReadOnlyList<string> Values, decimal? Target, decimal? Tolerance);

/// <summary>An epic of a snapshot.</summary>
/// <param name="Key">The key people use.</param>
/// <param name="Id">The tracker's own id.</param>
/// <param name="Status">How far it was.</param>
/// <param name="Effort">Its effort; null where it was unestimated.</param>
/// <param name="IsImputed">Whether the effort was put in by the policy.</param>
/// <param name="Segments">The keys of its segments, in segment order.</param>
/// <param name="Weights">Their weights in millionths, which add up to 1,000,000; null where they are equal.</param>
/// <param name="Values">The values of the lens's field.</param>
public sealed record SnapshotEpicPart(
    string Key,
    string? Id,
    StatusCategory Status,
    decimal? Effort,
    bool IsImputed,
    IReadOnlyList<string> Segments,
    IReadOnlyList<int>? Weights,
    IReadOnlyList<string> Values);

/// <summary>Writes and reads snapshot documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SnapshotDocument))]
public sealed partial class SnapshotJson : JsonSerializerContext;
