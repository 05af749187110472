using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>
/// The slots of a report as they are kept. A slot is claimed before its post, by a write that only one can make, and finished after it:
/// whoever dies in between leaves a slot that nobody posts again.
/// </summary>
internal sealed class ReportSlots(IDocumentStore store, ReportSchedule schedule, TimeProvider clock)
{
    private const int MostRefusals = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly string partition = $"report-slots-{schedule.Id}";

    public async Task<ReportHistory> ReadAsync(CancellationToken cancellationToken)
    {
        ReportHistory history = new(LastPosted: null, LastAccepted: null, Refusals: 0, LastText: null);
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            var slot = Parse(document);
            var isBefore = slot.Claimed < schedule.Since;
            history = new(
                slot.Posted ?? history.LastPosted,
                slot.Result == PostResult.Accepted ? slot.Claimed : history.LastAccepted,
                slot.Result switch { PostResult.Refused when !isBefore => history.Refusals + 1, PostResult.Accepted => 0, _ => history.Refusals },
                slot.Text ?? history.LastText);
        }

        return history with { IsStopped = history.Refusals >= MostRefusals };
    }

    /// <summary>Claims what is due now: the last slot alone, however many were missed before it.</summary>
    /// <returns>Null where nothing is due, or somebody else has claimed it.</returns>
    public async Task<SlotClaim?> TryClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = schedule.Times.Last(now);
        if (due.At <= schedule.Since)
        {
            return null;
        }

        var kept = await store.FindAsync(partition, due.Key, cancellationToken);
        var before = kept is null ? null : Parse(kept);
        if (before is not null && !(before.NextTry <= now))
        {
            return null;
        }

        try
        {
            var record = new SlotRecord(due.At, now, (before?.Tries ?? 0) + 1);
            var etag = await WriteAsync(due.Key, record, kept is null ? WriteCondition.Absent : WriteCondition.Match(kept.ETag), cancellationToken);
            return new(due, record, etag);
        }
        catch (ConcurrencyException)
        {
            return null;
        }
    }

    public Task SkipAsync(SlotClaim claim, string text, CancellationToken cancellationToken) =>
        FinishAsync(claim, claim.Record with { IsSkipped = true, Text = text }, cancellationToken);

    public Task FinishAsync(SlotClaim claim, PostOutcome outcome, AlignmentDocument posted, CancellationToken cancellationToken) => FinishAsync(
        claim,
        claim.Record with
        {
            Result = outcome.Result,
            Text = outcome.Text,
            NextTry = outcome.Result == PostResult.Later ? clock.GetUtcNow() + (outcome.RetryAfter ?? Wait(claim.Record.Tries)) : null,
            Posted = outcome.Result is PostResult.Accepted or PostResult.Unknown
                ? posted with { Findings = [], Alignment = posted.Alignment with { DependsOn = [] } }
                : null,
        },
        cancellationToken);

    private static TimeSpan Wait(int tries) => TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(tries - 1, 4)));

    private static SlotRecord Parse(Document document) => JsonSerializer.Deserialize(document.Body, SlotJson.Default.SlotRecord)!;

    private Task<string> FinishAsync(SlotClaim claim, SlotRecord record, CancellationToken cancellationToken) =>
        WriteAsync(claim.Slot.Key, record, WriteCondition.Match(claim.ETag), cancellationToken);

    private async Task<string> WriteAsync(string key, SlotRecord record, WriteCondition condition, CancellationToken cancellationToken) =>
        (await store.WriteAsync(partition, [new(key, JsonSerializer.Serialize(record, SlotJson.Default.SlotRecord), condition)], cancellationToken))[0]!;
}

/// <summary>A slot that is this process's to post.</summary>
internal sealed record SlotClaim(ReportSlot Slot, SlotRecord Record, string ETag);

/// <summary>What came of the slots so far.</summary>
/// <param name="LastPosted">What was posted last; null where nothing was.</param>
/// <param name="LastAccepted">When a workflow last accepted one.</param>
/// <param name="Refusals">How many were refused one after the other, up to now.</param>
/// <param name="LastText">What happened last, for a person.</param>
internal sealed record ReportHistory(AlignmentDocument? LastPosted, DateTimeOffset? LastAccepted, int Refusals, string? LastText)
{
    /// <summary>Whether it rests until a person changes something, because it was refused again and again.</summary>
    public bool IsStopped { get; init; }
}
