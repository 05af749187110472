using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// One of several trackers as their common workspace sees it: ids that no other tracker has, efforts in the workspace's unit, and segments
/// under the lens's field.
/// </summary>
/// <param name="name">What its ids begin with; stable.</param>
/// <param name="settings">The tracker's connection.</param>
/// <param name="field">The lens's field.</param>
internal sealed class TrackerView(string name, ConnectionSettings settings, string field)
{
    private readonly string prefix = $"{name}:";

    public bool Holds(FieldEdit edit) => edit.Id.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>An item's id in the workspace.</summary>
    public string IdOf(string id) => prefix + id;

    /// <summary>An item as the workspace sees it.</summary>
    public WorkItem Of(WorkItem item) => item with
    {
        Id = IdOf(CopyEntry.IdOf(item)),
        Estimate = item.Estimate is { } estimate && settings is { Measure: Measure.StoryPoints, Conversion: { } factor and not 1 }
            ? new(decimal.ToInt64(decimal.Round(estimate.Thousandths * factor, MidpointRounding.ToEven)))
            : item.Estimate,
        Fields = Renamed(item.Fields, settings.SegmentField, field),
    };

    /// <summary>A wish of the workspace as the tracker understands it.</summary>
    public FieldEdit ToTracker(FieldEdit edit) => edit with
    {
        Id = edit.Id[prefix.Length..],
        Field = string.Equals(edit.Field, field, StringComparison.OrdinalIgnoreCase) ? settings.SegmentField : edit.Field,
    };

    public WriteOutcome Of(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Written written => written with { Item = Of(written.Item) },
        WriteOutcome.Stale stale => stale with { Current = Of(stale.Current) },
        _ => outcome,
    };

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Renamed(
        IReadOnlyDictionary<string, IReadOnlyList<string>> fields, string from, string to)
    {
        if (string.Equals(from, to, StringComparison.OrdinalIgnoreCase))
        {
            return fields;
        }

        return fields.ToDictionary(f => string.Equals(f.Key, from, StringComparison.OrdinalIgnoreCase) ? to : f.Key, f => f.Value, StringComparer.Ordinal);
    }
}
