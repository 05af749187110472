using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>A lens over time. Efforts, shares and percentages are as in the alignment document.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The scheme as it is now.</param>
/// <param name="AsOf">When the newest figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="From">The first day asked for (UTC).</param>
/// <param name="To">The last one.</param>
/// <param name="Step">day, week, month or quarter.</param>
/// <param name="Segments">Every segment that is in some point: those of the scheme as it is now, then earlier ones.</param>
/// <param name="Points">The periods that have a snapshot, the earliest first, each with its last one.</param>
/// <param name="Gaps">What lies between, where no snapshot was taken; nothing is made up there.</param>
/// <param name="Strategies">The strategies by which the points are judged, each from its first point on.</param>
/// <param name="Policies">How effort was worked out; points of different ones are not compared.</param>
/// <param name="Alerts">What a person should be told of between two points, the newest first, at most 200.</param>
/// <param name="AlertCount">How many there are in all.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record TrendDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    DateOnly From,
    DateOnly To,
    string Step,
    IReadOnlyList<TrendSegmentPart> Segments,
    IReadOnlyList<TrendPointPart> Points,
    IReadOnlyList<TrendGap> Gaps,
    IReadOnlyList<TrendStrategy> Strategies,
    IReadOnlyList<SnapshotPolicy> Policies,
    IReadOnlyList<TrendAlert> Alerts,
    int AlertCount,
    string Hash) : IHashed<TrendDocument>
{
    public TrendDocument With(string hash) => this with { Hash = hash };
}

/// <summary>A segment of a trend, as it was called last.</summary>
/// <param name="Key">Its stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour as #rrggbb.</param>
/// <param name="Current">Whether it is in the scheme as it is now.</param>
internal sealed record TrendSegmentPart(string Key, string Name, string Color, bool Current);

/// <summary>The figures of one period: those of its last snapshot.</summary>
/// <param name="Day">The day (UTC) of the snapshot.</param>
/// <param name="First">The first day of the period.</param>
/// <param name="Last">The last one.</param>
/// <param name="SchemeVersion">The scheme of the day.</param>
/// <param name="StrategyVersion">The strategy in force on the day; null where strategies have no version, or there was none.</param>
/// <param name="Policy">Which of the policies.</param>
/// <param name="Index">The alignment index.</param>
/// <param name="IndexMin">The worst one over every way to hand the unassigned effort out.</param>
/// <param name="IndexMax">The best one.</param>
/// <param name="State">aligned, misaligned, noStrategy or noEffort.</param>
/// <param name="Certain">Whether the state is the same however the unassigned effort turns out.</param>
/// <param name="Coverage">Tagged effort over all effort.</param>
/// <param name="Effort">All effort.</param>
/// <param name="Epics">All epics in scope.</param>
/// <param name="Unassigned">Epics without a segment.</param>
/// <param name="UnassignedEffort">Their effort.</param>
/// <param name="Unestimated">Epics without an effort.</param>
/// <param name="Segments">The segments of the day's scheme; then those with a target that it did not have.</param>
internal sealed record TrendPointPart(
    DateOnly Day,
    DateOnly First,
    DateOnly Last,
    int SchemeVersion,
    int? StrategyVersion,
    int Policy,
    double? Index,
    double? IndexMin,
    double? IndexMax,
    string State,
    bool Certain,
    double? Coverage,
    decimal Effort,
    int Epics,
    int Unassigned,
    decimal UnassignedEffort,
    int Unestimated,
    IReadOnlyList<TrendValue> Segments);

/// <summary>One segment in one period.</summary>
internal sealed record TrendValue(
    string Key, decimal Effort, int Epics, double? Share, decimal? Target, decimal? Tolerance, double? Delta, string? State);

/// <summary>Days in a row without a snapshot.</summary>
internal sealed record TrendGap(DateOnly First, DateOnly Last);

/// <summary>A strategy by which points are judged.</summary>
/// <param name="From">The day of the first point judged by it.</param>
/// <param name="Version">Its version; null where strategies have none, or there is none from here on.</param>
/// <param name="Targets">Its targets; empty where there is none from here on.</param>
internal sealed record TrendStrategy(DateOnly From, int? Version, IReadOnlyList<TrendTarget> Targets);

/// <summary>One target, in percent and percentage points.</summary>
internal sealed record TrendTarget(string Key, decimal Target, decimal Tolerance);

/// <summary>What a person should be told of.</summary>
/// <param name="Day">The later day.</param>
/// <param name="Since">The earlier one.</param>
/// <param name="Code">A fixed name.</param>
/// <param name="Severity">info, warning or error.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Items">The keys of the segments concerned.</param>
/// <param name="Action">What to do.</param>
/// <param name="Figures">What the sentence is made of.</param>
internal sealed record TrendAlert(
    DateOnly Day, DateOnly Since, string Code, string Severity, string Text, IReadOnlyList<string> Items, string Action, FindingFigures Figures);
