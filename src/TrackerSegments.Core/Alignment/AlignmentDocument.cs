using System.Text.Json.Serialization;

namespace TrackerSegments.Core;

/// <summary>
/// The one document behind panel, report, command line and API. Efforts are in units with at most three decimals; shares and
/// coverage are fractions 0 to 1 at full precision, null where undefined; deltas, targets, tolerances and the index are percentages.
/// </summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of the lens's segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Measure">What effort is counted in.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Policy">How effort was worked out.</param>
/// <param name="Totals">Figures over all epics in scope.</param>
/// <param name="Segments">Figures of each segment, in scheme order.</param>
/// <param name="Alignment">How effort stands against the strategy.</param>
/// <param name="Headline">The answer in a sentence.</param>
/// <param name="Findings">What a person should know about the figures.</param>
/// <param name="Hash">SHA-256 (hexadecimal) of the canonical document without hash and asOf; see <see cref="CanonicalJson"/>.</param>
public sealed record AlignmentDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Measure,
    string Unit,
    PolicyPart Policy,
    TotalsPart Totals,
    IReadOnlyList<SegmentPart> Segments,
    AlignmentPart Alignment,
    string Headline,
    IReadOnlyList<FindingPart> Findings,
    string Hash);

/// <summary>The lens of a document.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">The tracker field that carries the segment.</param>
public sealed record LensPart(string Key, string Name, string Field);

/// <summary>The policy of a document, in the words of the command line.</summary>
/// <param name="RollUp">The roll-up rule.</param>
/// <param name="Unestimated">What happens to unestimated epics.</param>
/// <param name="Status">The status categories in scope.</param>
/// <param name="EpicTypes">The types that are epics, in ordinal order.</param>
public sealed record PolicyPart(string RollUp, string Unestimated, string Status, IReadOnlyList<string> EpicTypes);

/// <summary>Figures over all epics in scope.</summary>
/// <param name="Epics">How many epics are in scope.</param>
/// <param name="Tagged">How many carry at least one segment.</param>
/// <param name="Unassigned">How many carry none.</param>
/// <param name="Unestimated">How many have no effort and are not in the figures.</param>
/// <param name="Effort">Effort of all of them.</param>
/// <param name="TaggedEffort">Effort of the tagged ones.</param>
/// <param name="UnassignedEffort">Effort of the unassigned ones.</param>
/// <param name="ImputedEffort">How much of it was put in by the policy.</param>
/// <param name="Coverage">Tagged effort over all effort; null where there is none.</param>
public sealed record TotalsPart(
    int Epics,
    int Tagged,
    int Unassigned,
    int Unestimated,
    decimal Effort,
    decimal TaggedEffort,
    decimal UnassignedEffort,
    decimal ImputedEffort,
    double? Coverage);

/// <summary>Figures of one segment.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour as #rrggbb.</param>
/// <param name="Epics">How many epics name it.</param>
/// <param name="Unestimated">How many of those have no effort.</param>
/// <param name="Effort">Its effort.</param>
/// <param name="Share">Its share of the tagged effort; null where there is none.</param>
/// <param name="ShareMin">The share if no unassigned effort went to it.</param>
/// <param name="ShareMax">The share if all of it did.</param>
/// <param name="Target">Its target in percent; null where there is none.</param>
/// <param name="Tolerance">Its tolerance in percentage points; null without a target.</param>
/// <param name="Delta">Share minus target in percentage points.</param>
/// <param name="State">under, on, over or noTarget; null without a share under a target.</param>
/// <param name="Certain">Whether the state is the same however the unassigned effort turns out.</param>
public sealed record SegmentPart(
    string Key,
    string Name,
    string Color,
    int Epics,
    int Unestimated,
    decimal Effort,
    double? Share,
    double? ShareMin,
    double? ShareMax,
    decimal? Target,
    decimal? Tolerance,
    double? Delta,
    string? State,
    bool Certain);

/// <summary>How effort stands against the strategy.</summary>
/// <param name="Index">The alignment index, 0 to 100.</param>
/// <param name="IndexMin">The worst index over every way to hand the unassigned effort out.</param>
/// <param name="IndexMax">The best one.</param>
/// <param name="State">aligned, misaligned, noStrategy, noEffort or notComparable; in the last two there are no shares, and efforts are 0.</param>
/// <param name="Certain">Whether the state is the same however the unassigned effort turns out.</param>
/// <param name="DependsOn">The unassigned epics the verdict depends on, largest first, at most 1,000.</param>
/// <param name="DependsOnCount">How many there are in all.</param>
public sealed record AlignmentPart(
    double? Index,
    double? IndexMin,
    double? IndexMax,
    string State,
    bool Certain,
    IReadOnlyList<string> DependsOn,
    int DependsOnCount);

/// <summary>A finding of a document.</summary>
/// <param name="Code">A fixed name.</param>
/// <param name="Severity">info, warning or error.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Items">The items behind it, at most 1,000.</param>
/// <param name="ItemCount">How many there are in all.</param>
/// <param name="Action">What to do.</param>
/// <param name="Figures">What the sentence is made of.</param>
public sealed record FindingPart(
    string Code, string Severity, string Text, IReadOnlyList<string> Items, int ItemCount, string Action, FindingFigures Figures);

/// <summary>Writes and reads alignment documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlignmentDocument))]
public sealed partial class AlignmentJson : JsonSerializerContext;
