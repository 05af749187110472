using System.Text.Json;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>The one way by which segments of epics are changed.</summary>
internal sealed class SegmentEditor(Workspace workspace, IdempotencyLog log) : IDisposable
{
    /// <summary>One write at a time: each is judged against what the one before left.</summary>
    private readonly SemaphoreSlim gate = new(1);

    public async Task<EditAnswer> EditAsync(string key, SegmentsEdit edit, CancellationToken cancellationToken)
    {
        var now = workspace.Current;
        if (EditCheck.Refuse(key, edit, now.Backlog) is { } refusal)
        {
            return new(refusal);
        }

        if (edit.DryRun)
        {
            return Predict(now, key, edit);
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            // From here on the request is finished even where its sender goes away: half a write helps nobody.
            return await WriteOnceAsync(key, edit);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private EditAnswer Predict(LensDocuments now, string key, SegmentsEdit edit)
    {
        var lens = now.Backlog.Report.Lens;
        var epic = now.Backlog.Find(key)!.Value;
        if (edit.ExpectedRevision is { } expected && !string.Equals(expected, epic.Epic.Item.Revision, StringComparison.Ordinal))
        {
            return new(EditRefusals.Stale(edit, BoardBuilder.Card(epic, lens)));
        }

        var item = epic.Epic.Item;
        var change = EditCheck.FieldEditOf(edit, lens, item);
        var after = change.IsNothing ? now : workspace.Predict(now, change.Preview(item));
        return new(Answer(written: false, key, now, after));
    }

    private async Task<EditAnswer> WriteOnceAsync(string key, SegmentsEdit edit)
    {
        var fingerprint = EditCheck.FingerprintOf(key, edit);
        var entry = await log.BeginAsync(edit.IdempotencyKey!, fingerprint, CancellationToken.None);
        if (!string.Equals(entry.Fingerprint, fingerprint, StringComparison.Ordinal))
        {
            return new(EditRefusals.IdempotencyKeyReused);
        }

        if (entry.Answer is { Length: > 0 } answer)
        {
            return new(answer);
        }

        var before = workspace.Current;
        if (entry.Answer is not null)
        {
            return new(Answer(written: true, key, before, before));
        }

        var written = await WriteAsync(key, edit, before, entry);
        if (written.Refusal is null)
        {
            await log.CompleteAsync(entry, written.Json!, CancellationToken.None);
        }
        else
        {
            await log.ForgetAsync(entry, CancellationToken.None);
        }

        return written;
    }

    private async Task<EditAnswer> WriteAsync(string key, SegmentsEdit edit, LensDocuments before, IdempotencyEntry entry)
    {
        var lens = before.Backlog.Report.Lens;
        if (before.Backlog.Find(key) is not { } epic)
        {
            return new(EditRefusals.UnknownEpic(key));
        }

        var change = EditCheck.FieldEditOf(edit, lens, epic.Epic.Item);
        var isCurrent = string.Equals(edit.ExpectedRevision, epic.Epic.Item.Revision, StringComparison.Ordinal);
        if (change.IsNothing && !entry.IsNew)
        {
            // Noted before, cut off before its answer was kept, and done: what it asked for is there.
            return new(Answer(written: true, key, before, before));
        }

        if (change.IsNothing && isCurrent)
        {
            return new(EditRefusals.NothingChanges(key));
        }

        switch (await workspace.Tracker.WriteAsync(change, Actor.Connection, CancellationToken.None))
        {
            case WriteOutcome.Written written:
                return new(Answer(written: true, key, before, workspace.Accept(written.Item)));
            case WriteOutcome.Stale stale:
                var now = workspace.Accept(stale.Current);
                return now.Backlog.Find(key) is { } current
                    ? new(EditRefusals.Stale(edit, BoardBuilder.Card(current, lens)))
                    : new(EditRefusals.UnknownEpic(key));
            default:
                return new(EditRefusals.UnknownEpic(key));
        }
    }

    private static string Answer(bool written, string key, LensDocuments before, LensDocuments after)
    {
        var report = after.Backlog.Report;
        var alignment = before.Document.Alignment;
        var card = BoardBuilder.Card(after.Backlog.Find(key)!.Value, report.Lens);
        return JsonSerializer.Serialize(
            new(written, card, new(alignment.Index, alignment.State), report.Document), ApiJson.Default.SegmentsWritten);
    }
}

/// <summary>How a change of segments is answered: with a <see cref="SegmentsWritten"/> as JSON, or refused.</summary>
internal sealed record EditAnswer(string? Json, Refusal? Refusal)
{
    public EditAnswer(string json)
        : this(json, null)
    {
    }

    public EditAnswer(Refusal refusal)
        : this(null, refusal)
    {
    }
}
