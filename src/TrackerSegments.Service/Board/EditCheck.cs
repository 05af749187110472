using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Judges a wish to change segments before anything is done about it.</summary>
internal static class EditCheck
{
    public static Refusal? Refuse(string key, SegmentsEdit edit, LensDocuments now)
    {
        if (Unreadable(edit, now) is { } refusal)
        {
            return refusal;
        }

        var backlog = now.Find(edit.Lens)!.Backlog;
        return backlog.Find(key) is null
            ? EditRefusals.UnknownEpic(key)
            : Missing(edit, edit.ExpectedRevision) ?? Segments(edit, backlog.Report.Lens);
    }

    /// <summary>The same for many epics. An epic that is not there stops no other one.</summary>
    public static Refusal? Refuse(ManySegmentsEdit edit, LensDocuments now)
    {
        if (Unreadable(edit, now) is { } refusal)
        {
            return refusal;
        }

        if (edit.Epics.Count is 0 or > ManySegmentsEdit.MaxEpics)
        {
            return edit.Epics.Count == 0 ? EditRefusals.NoEpics : EditRefusals.TooManyEpics;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var epic in edit.Epics)
        {
            if (epic is null)
            {
                return Refusals.MalformedBody("epics is a list of objects with key and expectedRevision.");
            }

            if (!seen.Add(epic.Key))
            {
                return EditRefusals.NamedTwice(epic.Key);
            }

            if (Missing(edit, epic.ExpectedRevision) is { } missing)
            {
                return missing;
            }
        }

        return Segments(edit, now.Find(edit.Lens)!.Backlog.Report.Lens);
    }

    /// <summary>
    /// What the wish means for the values of an epic. Of each segment to add the first value is added, unless the epic has one of the
    /// segment's values already; of each to remove, every value goes. Values that no segment claims stay.
    /// </summary>
    public static FieldEdit FieldEditOf(SegmentsWish edit, Lens lens, WorkItem item)
    {
        var values = item.ValuesOf(lens.Field);
        var present = values.Select(lens.IndexOfValue).ToHashSet();
        var remove = Indexes(edit.Remove, lens);
        return new(
            item.Id ?? item.Key,
            item.Key,
            lens.Field,
            item.Revision,
            values,
            [.. Indexes(edit.Add, lens).Order().Where(s => !present.Contains(s)).Select(s => lens.Segments[s].Values[0])],
            [.. values.Where(v => remove.Contains(lens.IndexOfValue(v)))]);
    }

    /// <summary>A hash over what is asked for, whatever the order and spelling of the request.</summary>
    public static string FingerprintOf(string key, SegmentsEdit edit) => DocumentKey.Hash(string.Join(
        '\n',
        [key, edit.Lens, edit.ExpectedRevision!, "add", .. Sorted(edit.Add), "remove", .. Sorted(edit.Remove)]));

    /// <summary>The same for many epics, in whatever order they are named.</summary>
    public static string FingerprintOf(ManySegmentsEdit edit) => DocumentKey.Hash(string.Join(
        '\n',
        [
            "many", edit.Lens, "add", .. Sorted(edit.Add), "remove", .. Sorted(edit.Remove), "epics",
            .. edit.Epics.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => new[] { e.Key, e.ExpectedRevision! }),
        ]));

    private static Refusal? Unreadable(SegmentsWish edit, LensDocuments now)
    {
        if (edit.Add is null || edit.Remove is null)
        {
            return Refusals.MalformedBody("add and remove are lists of segment keys. Leave out the one that is not needed.");
        }

        return now.Find(edit.Lens) is null ? EditRefusals.UnknownLens(edit.Lens, now.Lenses) : null;
    }

    private static Refusal? Missing(SegmentsWish edit, string? expectedRevision) => edit switch
    {
        { DryRun: true } => null,
        _ when string.IsNullOrEmpty(expectedRevision) => EditRefusals.RevisionMissing,
        { IdempotencyKey: null or "" } => EditRefusals.IdempotencyKeyMissing,
        { IdempotencyKey.Length: > SegmentsWish.MaxIdempotencyKeyLength } => EditRefusals.IdempotencyKeyTooLong,
        _ => null,
    };

    private static Refusal? Segments(SegmentsWish edit, Lens lens)
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
