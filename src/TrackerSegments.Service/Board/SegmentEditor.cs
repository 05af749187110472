using System.Text.Json;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>The one way by which segments of epics are changed.</summary>
internal sealed class SegmentEditor : IDisposable
{
    private readonly Workspace workspace;
    private readonly WriteTurns turns;

    public SegmentEditor(Workspace workspace, IdempotencyLog log)
    {
        this.workspace = workspace;
        turns = new(log);
        Many = new(workspace, turns);
    }

    /// <summary>Changes many epics at once.</summary>
    public ManySegmentsEditor Many { get; }

    public async Task<EditAnswer> EditAsync(string key, SegmentsEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        var now = workspace.Current;
        if (EditCheck.Refuse(key, edit, now) is { } refusal)
        {
            return new(refusal);
        }

        if (edit.DryRun)
        {
            return Predict(now.Find(edit.Lens)!, key, edit);
        }

        return await turns.TakeAsync(
            edit.IdempotencyKey!,
            EditCheck.FingerprintOf(key, edit),
            isNew => WriteAsync(key, edit, actor, isNew),
            () => Answer(written: true, key, Seen(workspace.Current, edit), Seen(workspace.Current, edit)),
            cancellationToken);
    }

    public void Dispose() => turns.Dispose();

    private EditAnswer Predict(LensDocuments now, string key, SegmentsEdit edit)
    {
        var lens = now.Backlog.Report.Lens;
        var epic = now.Backlog.Find(key)!.Value;
        var item = epic.Epic.Item;
        if (edit.ExpectedRevision is { } expected && !string.Equals(expected, item.Revision, StringComparison.Ordinal))
        {
            return new(EditRefusals.Stale(edit, expected, BoardBuilder.Card(epic, lens)));
        }

        var change = EditCheck.FieldEditOf(edit, lens, item);
        return Answer(written: false, key, now, change.IsNothing ? now : workspace.Predict(now, change.Preview(item)));
    }

    private async Task<EditAnswer> WriteAsync(string key, SegmentsEdit edit, Actor actor, bool isNew)
    {
        var before = Seen(workspace.Current, edit);
        var lens = before.Backlog.Report.Lens;
        if (before.Backlog.Find(key) is not { } epic)
        {
            return new(EditRefusals.UnknownEpic(key));
        }

        var change = EditCheck.FieldEditOf(edit, lens, epic.Epic.Item);
        if (change.IsNothing && !isNew)
        {
            // Noted before, cut off before its answer was kept, and done: what it asked for is there.
            return Answer(written: true, key, before, before);
        }

        if (!string.Equals(edit.ExpectedRevision, epic.Epic.Item.Revision, StringComparison.Ordinal))
        {
            // The values the wish was made from are not known any more, so the tracker could not merge it.
            return new(EditRefusals.Stale(edit, edit.ExpectedRevision, BoardBuilder.Card(epic, lens)));
        }

        if (change.IsNothing)
        {
            return new(EditRefusals.NothingChanges(key));
        }

        switch (await workspace.Tracker.WriteAsync(change, actor, CancellationToken.None))
        {
            case WriteOutcome.Written written:
                return Written(written.Item, written.Overlap);
            case WriteOutcome.Stale stale when !isNew && EditCheck.FieldEditOf(edit, lens, stale.Current).IsNothing:
                return Written(stale.Current, null);
            case WriteOutcome.Stale stale:
                var now = Seen(workspace.Accept(stale.Current), edit);
                return new(now.Backlog.Find(key) is { } current
                    ? EditRefusals.Stale(
                        edit, edit.ExpectedRevision, BoardBuilder.Card(current, lens), ForeignChanges.Conflict(change, stale.Foreign, now.Document.AsOf))
                    : EditRefusals.UnknownEpic(key));
            case WriteOutcome.Refused refused:
                return new(TrackerRefusals.OfChange(refused.Problem));
            default:
                return new(EditRefusals.UnknownEpic(key));
        }

        EditAnswer Written(Core.WorkItem item, ForeignChange? overlap)
        {
            var after = Seen(workspace.Accept(item), edit);
            return Answer(
                written: true, key, before, after, ForeignChanges.Overlap(key, item.ValuesOf(lens.Field), overlap, after.Document.AsOf));
        }
    }

    /// <summary>Through the lens of the change; through the primary one where somebody has deleted it in this very moment.</summary>
    private static LensDocuments Seen(LensDocuments now, SegmentsEdit edit) => now.Find(edit.Lens) ?? now;

    private static EditAnswer Answer(bool written, string key, LensDocuments before, LensDocuments after, EditOverlap? overlap = null)
    {
        var report = after.Backlog.Report;
        var alignment = before.Document.Alignment;
        if (after.Backlog.Find(key) is not { } epic)
        {
            return new(EditRefusals.WrittenAndGone(key));
        }

        var answer = new SegmentsWritten(
            written, BoardBuilder.Card(epic, report.Lens), new(alignment.Index, alignment.State), report.Document)
        {
            Overlap = overlap,
        };
        return new(JsonSerializer.Serialize(answer, ApiJson.Default.SegmentsWritten));
    }
}
