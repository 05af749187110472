using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>How effort stands, or would stand, against the strategy.</summary>
/// <param name="Index">The alignment index.</param>
/// <param name="IndexMin">The worst one over every way to hand the unassigned effort out.</param>
/// <param name="IndexMax">The best one.</param>
/// <param name="State">aligned, misaligned, noStrategy or noEffort.</param>
/// <param name="Certain">Whether the state is the same however the unassigned effort turns out.</param>
/// <param name="Effort">All effort.</param>
/// <param name="UnassignedEffort">That of epics without a segment.</param>
/// <param name="Segments">The segments in scheme order.</param>
internal sealed record VerdictPart(
    double? Index,
    double? IndexMin,
    double? IndexMax,
    string State,
    bool Certain,
    decimal Effort,
    decimal UnassignedEffort,
    IReadOnlyList<TrendValue> Segments)
{
    public static VerdictPart Of(Lens lens, Split split, Verdict verdict) => new(
        verdict.Index,
        verdict.IndexMin,
        verdict.IndexMax,
        Names.Of(verdict.State),
        verdict.IsCertain,
        split.TotalEffort.Units,
        split.UnassignedEffort.Units,
        [.. lens.Segments.Select((segment, s) => new TrendValue(
            segment.Key,
            split.Segments[s].Effort.Units,
            split.Segments[s].Epics,
            verdict.Segments[s].Share,
            verdict.Segments[s].Target?.Share,
            verdict.Segments[s].Target?.Tolerance,
            verdict.Segments[s].Delta,
            verdict.Segments[s].State is { } state ? Names.Of(state) : null))]);

    public static VerdictPart Of(Lens lens, IEnumerable<PlanEpic> epics, Verdict verdict) =>
        Of(lens, Splitter.Split([.. epics.Select(e => new LensEpic(e.Effort, e.Segments))], lens.Segments.Count), verdict);
}

/// <summary>An epic that could be planned.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title; null where it is not known.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Effort">Its effort.</param>
/// <param name="Segments">The keys of its segments.</param>
/// <param name="Fixed">Whether it stays where it is: work on it has begun.</param>
internal sealed record PlannedEpic(string Key, string? Title, string? Url, decimal Effort, IReadOnlyList<string> Segments, bool Fixed)
{
    public static PlannedEpic Of(PlanEpic epic, Lens lens, EpicNames names) => new(
        epic.Key,
        names.TitleOf(epic.Key),
        names.UrlOf(epic.Key),
        epic.Effort.Units,
        [.. Enumerable.Range(0, epic.Segments.Count).Select(i => lens.Segments[epic.Segments[i].Segment].Key)],
        epic.IsFixed);
}
