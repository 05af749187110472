using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Judges a wish to change segments before anything is done about it.</summary>
internal static class EditCheck
{
    public static Refusal? Refuse(string key, SegmentsEdit edit, OpenBacklog backlog)
    {
        var lens = backlog.Report.Lens;
        if (edit.Add is null || edit.Remove is null)
        {
            return Refusals.MalformedBody("add and remove are lists of segment keys. Leave out the one that is not needed.");
        }

        if (!string.Equals(edit.Lens, lens.Key, StringComparison.Ordinal))
        {
            return EditRefusals.UnknownLens(edit.Lens, lens);
        }

        return backlog.Find(key) is null ? EditRefusals.UnknownEpic(key) : Missing(edit) ?? Segments(edit, lens);
    }

    /// <summary>
    /// What the wish means for the values of an epic. Of each segment to add the first value is added, unless the epic has one of the
    /// segment's values already; of each to remove, every value goes. Values that no segment claims stay.
    /// </summary>
    public static FieldEdit FieldEditOf(SegmentsEdit edit, Lens lens, WorkItem item)
    {
        var values = item.ValuesOf(lens.Field);
        var present = values.Select(lens.IndexOfValue).ToHashSet();
        var remove = Indexes(edit.Remove, lens);
        return new(
            item.Id ?? item.Key,
            item.Key,
            lens.Field,
            edit.ExpectedRevision ?? item.Revision,
            values,
            [.. Indexes(edit.Add, lens).Order().Where(s => !present.Contains(s)).Select(s => lens.Segments[s].Values[0])],
            [.. values.Where(v => remove.Contains(lens.IndexOfValue(v)))]);
    }

    /// <summary>A hash over what is asked for, whatever the order and spelling of the request.</summary>
    public static string FingerprintOf(string key, SegmentsEdit edit) => DocumentKey.Hash(string.Join(
        '\n',
        [key, edit.Lens, edit.ExpectedRevision!, "add", .. Sorted(edit.Add), "remove", .. Sorted(edit.Remove)]));

    private static Refusal? Missing(SegmentsEdit edit) => edit switch
    {
        { DryRun: true } => null,
        { ExpectedRevision: null or "" } => EditRefusals.RevisionMissing,
        { IdempotencyKey: null or "" } => EditRefusals.IdempotencyKeyMissing,
        { IdempotencyKey.Length: > SegmentsEdit.MaxIdempotencyKeyLength } => EditRefusals.IdempotencyKeyTooLong,
        _ => null,
    };

    private static Refusal? Segments(SegmentsEdit edit, Lens lens)
    {
        if (edit.Add.Count == 0 && edit.Remove.Count == 0)
        {
            return EditRefusals.NothingNamed;
        }

        foreach (var segment in edit.Add.Concat(edit.Remove))
        {
            if (segment is null || IndexOf(segment, lens) < 0)
            {
                return EditRefusals.UnknownSegment(segment, lens);
            }
        }

        return edit.Add.Intersect(edit.Remove, StringComparer.Ordinal).FirstOrDefault() is { } both
            ? EditRefusals.AddedAndRemoved(both)
            : null;
    }

    private static HashSet<int> Indexes(IReadOnlyList<string> keys, Lens lens) => [.. keys.Select(key => IndexOf(key, lens))];

    private static int IndexOf(string key, Lens lens)
    {
        for (var i = 0; i < lens.Segments.Count; i++)
        {
            if (string.Equals(lens.Segments[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<string> Sorted(IReadOnlyList<string> keys) => keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
