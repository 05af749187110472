using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Changes the segments of many epics in the same way. What cannot be done to one of them stops no other one.</summary>
internal sealed class ManySegmentsEditor(Workspace workspace, WriteTurns turns)
{
    public async Task<EditAnswer> EditAsync(ManySegmentsEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        var now = workspace.Current;
        if (EditCheck.Refuse(edit, now) is { } refusal)
        {
            return new(refusal);
        }

        return edit.DryRun
            ? Predict(edit, now.Find(edit.Lens)!)
            : await turns.TakeAsync(
                edit.IdempotencyKey!,
                EditCheck.FingerprintOf(edit),
                isNew => WriteAsync(edit, actor, isNew),
                () => Repeat(edit),
                cancellationToken);
    }

    private EditAnswer Predict(ManySegmentsEdit edit, LensDocuments now)
    {
        List<WorkItem> changed = [];
        var results = edit.Epics.Select(epic => Judge(epic, edit, now, isNew: true, change =>
        {
            changed.Add(change.Preview(now.Backlog.Find(epic.Key)!.Value.Epic.Item));
            return new(epic.Key, "written");
        })).ToArray();
        return Answer(written: false, results, now, changed.Count == 0 ? now : workspace.Predict(now, changed));
    }

    private async Task<EditAnswer> WriteAsync(ManySegmentsEdit edit, Actor actor, bool isNew)
    {
        var before = Seen(workspace.Current, edit);
        List<(int Place, FieldEdit Change)> wanted = [];
        var results = edit.Epics.Select((epic, place) => Judge(epic, edit, before, isNew, change =>
        {
            wanted.Add((place, change));
            return new(epic.Key, "");
        })).ToArray();
        IReadOnlyList<WriteOutcome> outcomes = wanted.Count == 0
            ? []
            : await workspace.Tracker.WriteManyAsync([.. wanted.Select(w => w.Change)], actor, CancellationToken.None);
        List<WorkItem> read = [];
        for (var i = 0; i < wanted.Count; i++)
        {
            results[wanted[i].Place] = ResultOf(outcomes[i], wanted[i].Change, edit, before, isNew, read);
        }

        var after = read.Count == 0 ? before : Seen(workspace.Accept(read), edit);
        return Answer(Array.Exists(results, r => r.Outcome is "written"), results, before, after);
    }

    /// <summary>What can be said without the tracker; else asks what to do about the change.</summary>
    private static EditResult Judge(
        EpicToEdit epic, ManySegmentsEdit edit, LensDocuments now, bool isNew, Func<FieldEdit, EditResult> go)
    {
        var lens = now.Backlog.Report.Lens;
        if (now.Backlog.Find(epic.Key) is not { } found)
        {
            return Of("notFound", epic.Key, EditRefusals.UnknownEpic(epic.Key));
        }

        var item = found.Epic.Item;
        var change = EditCheck.FieldEditOf(edit, lens, item);
        var isCurrent = epic.ExpectedRevision is null || string.Equals(epic.ExpectedRevision, item.Revision, StringComparison.Ordinal);
        return (isCurrent, change.IsNothing) switch
        {
            (true, true) => new(epic.Key, "unchanged"),
            (true, false) => go(change),
            (false, true) when !isNew => new(epic.Key, "written"),
            _ => Of("conflict", epic.Key, EditRefusals.Stale(edit, epic.ExpectedRevision, BoardBuilder.Card(found, lens))),
        };
    }

    private static EditResult ResultOf(
        WriteOutcome outcome, FieldEdit change, ManySegmentsEdit edit, LensDocuments before, bool isNew, List<WorkItem> read)
    {
        var lens = before.Backlog.Report.Lens;
        switch (outcome)
        {
            case WriteOutcome.Written written:
                read.Add(written.Item);
                return new(change.Key, "written")
                {
                    Text = ForeignChanges.Overlap(change.Key, written.Item.ValuesOf(lens.Field), written.Overlap, before.Document.AsOf)?.Text,
                };
            case WriteOutcome.Stale stale:
                read.Add(stale.Current);
                return !isNew && EditCheck.FieldEditOf(edit, lens, stale.Current).IsNothing
                    ? new(change.Key, "written")
                    : Of("conflict", change.Key, EditRefusals.Stale(
                        edit,
                        change.ExpectedRevision,
                        BoardBuilder.Card(before.Backlog.Find(change.Key)!.Value, lens),
                        ForeignChanges.Conflict(change, stale.Foreign, before.Document.AsOf)));
            case WriteOutcome.Refused refused:
                return Of("refused", change.Key, TrackerRefusals.OfChange(refused.Problem));
            default:
                return Of("notFound", change.Key, EditRefusals.UnknownEpic(change.Key));
        }
    }

    /// <summary>The answer was too large to keep: how the epics stand now says what was done.</summary>
    private EditAnswer Repeat(ManySegmentsEdit edit)
    {
        var now = Seen(workspace.Current, edit);
        var results = edit.Epics.Select(epic => Judge(epic, edit, now, isNew: false, change =>
            Of("conflict", change.Key, EditRefusals.NotWritten(change.Key)))).ToArray();
        return Answer(written: true, results, now, now);
    }

    /// <summary>Through the lens of the change; through the primary one where somebody has deleted it in this very moment.</summary>
    private static LensDocuments Seen(LensDocuments now, SegmentsWish edit) => now.Find(edit.Lens) ?? now;

    private static EditResult Of(string outcome, string key, Refusal refusal) => new(key, outcome) { Code = refusal.Code, Text = refusal.Detail };

    private static EditAnswer Answer(bool written, EditResult[] results, LensDocuments before, LensDocuments after)
    {
        var report = after.Backlog.Report;
        var alignment = before.Document.Alignment;
        var told = results.Select(r => after.Backlog.Find(r.Key) is { } epic ? r with { Epic = BoardBuilder.Card(epic, report.Lens) } : r);
        var answer = new ManySegmentsWritten(written, [.. told], new(alignment.Index, alignment.State), report.Document);
        return new(JsonSerializer.Serialize(answer, ApiJson.Default.ManySegmentsWritten), isNothingWritten: !written);
    }
}
