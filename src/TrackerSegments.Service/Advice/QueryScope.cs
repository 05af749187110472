using TrackerSegments.Core;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Advice;

/// <summary>What the queries of one tracker are made of.</summary>
/// <param name="Settings">The connection.</param>
/// <param name="Field">The field that carries the segment, as the tracker found it; null where that is not known.</param>
/// <param name="State">The lens.</param>
internal sealed record QueryScope(ConnectionSettings Settings, MappedField? Field, LensState State)
{
    /// <summary>The status categories in scope; null for all.</summary>
    public IReadOnlyCollection<StatusCategory>? Statuses => State.Backlog.Policy.Statuses;

    /// <summary>The epics that were read, of this tracker as far as their addresses say so.</summary>
    public IEnumerable<WorkItem> Epics => State.Backlog.Items.Items.Where(State.Backlog.Policy.IsEpic);

    /// <summary>The values that mean a segment, as they stand in the tracker; those nobody uses are left out, for a query of one that is not there fails.</summary>
    public IReadOnlyList<string> ValuesOf(int segment)
    {
        string[] used = [.. Epics.SelectMany(e => e.ValuesOf(State.Lens.Field))
            .Where(v => State.Lens.IndexOfValue(v) == segment)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];
        return used.Length > 0 ? used : [State.Lens.Segments[segment].Values[0]];
    }

    /// <summary>Resolutions that mean "not done" and that some epic has.</summary>
    public IReadOnlyList<string> RemovedResolutions => [.. Epics.Where(e => e.StatusCategory != StatusCategory.Removed && State.Backlog.Policy.IsRemoved(e))
        .Select(e => e.Resolution).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The names of the statuses that are not in scope and that some epic has.</summary>
    public IReadOnlyList<string> OutsideStatuses => [.. Epics
        .Where(e => e.StatusCategory == StatusCategory.Removed || !State.Backlog.Policy.IsInScope(e))
        .Select(e => e.Status).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
