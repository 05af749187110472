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

    /// <summary>A person who asks again so soon means the same post.</summary>
    private static readonly TimeSpan SamePost = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SlotStore slots = new(store, schedule.Id);

    /// <summary>Whether something is due, as far as the slot alone tells: the report may be paused or stopped.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = schedule.Times.Last(now);
        return due.At > schedule.Since && IsOpen((await slots.FindAsync(due.Key, cancellationToken))?.Record, now);
    }

    public async Task<ReportHistory> ReadAsync(CancellationToken cancellationToken)
    {
        ReportHistory history = new(LastPosted: null, LastAccepted: null, Refusals: 0, LastText: null);
        var all = await slots.ListAsync(cancellationToken);
        foreach (var slot in all.Select(stored => stored.Record))
        {
            var isBefore = slot.Claimed < schedule.Since;
            history = history with
            {
                LastPosted = slot.Posted ?? history.LastPosted,
                LastAccepted = slot.Result == PostResult.Accepted ? slot.Claimed : history.LastAccepted,
                Refusals = slot.Result switch { PostResult.Refused when !isBefore && !slot.IsByHand => history.Refusals + 1, PostResult.Accepted => 0, _ => history.Refusals },
                LastText = slot.Text ?? history.LastText,
            };
        }

        return history with
        {
            IsStopped = history.Refusals >= MostRefusals,
            Slots = [.. all.Select(stored => stored.Record)],
            LastKey = all.Count > 0 ? all[^1].Key : null,
            Waiting = all.LastOrDefault(stored => stored.Record is { Told: not null, NextTry: not null }),
        };
    }

    /// <summary>When the figures that a report is compared with were worked out; null where there are none.</summary>
    public async Task<DateTimeOffset?> LastFiguresAsync(AlignmentReport report, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Before(report)?.AsOf;

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

        var kept = await slots.FindAsync(due.Key, cancellationToken);
        return IsOpen(kept?.Record, now)
            ? await TryClaimAsync(due, due.Key, new(due.At, now, (kept?.Record.Tries ?? 0) + 1), kept?.ETag, cancellationToken)
            : null;
    }

    /// <summary>
    /// Claims the one alert that may follow what is kept so far, so that of many who saw the same change one tells it; or the alert that
    /// waits for its next try.
    /// </summary>
    /// <returns>Null where somebody else was faster.</returns>
    public Task<SlotClaim?> TryClaimAlertAsync(ReportHistory history, ToldStates told, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return history.Waiting is { } waiting
            ? TryClaimAsync(default, waiting.Key, waiting.Record with { Claimed = now, Tries = waiting.Record.Tries + 1, Result = null, NextTry = null, Told = told }, waiting.ETag, cancellationToken)
            : TryClaimAsync(default, AlertKey.After(history.LastKey), new(now, now, 1) { Told = told }, null, cancellationToken);
    }

    /// <summary>Claims this minute, because a person wants the report now. Where that is a slot's own minute, the two are one.</summary>
    /// <returns>The claim; or, where the report was posted just now, null and what came of that.</returns>
    public async Task<(SlotClaim? Claim, SlotRecord? Before)> TryClaimNowAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if ((await ReadAsync(cancellationToken)).Slots.LastOrDefault(s => s.MayStand && s.Told is null && now - s.Claimed < SamePost) is { } justNow)
        {
            return (null, justNow);
        }

        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var local = TimeZoneInfo.ConvertTime(at, schedule.Times.Zone);
        var slot = new ReportSlot(local.DateTime, at);

        // What a clock shows for the second time is another minute.
        var isSecond = schedule.Times.Zone.IsAmbiguousTime(local.DateTime) && local.Offset != schedule.Times.Zone.GetAmbiguousTimeOffsets(local.DateTime).Max();
        var key = isSecond ? $"{slot.Key}b" : slot.Key;
        var kept = await slots.FindAsync(key, cancellationToken);
        var before = kept?.Record;
        if (before is { MayStand: true })
        {
            // Another click, or the clock, was faster a moment ago.
            return (null, before);
        }

        var record = before is null
            ? new SlotRecord(at, now, 1) { IsByHand = true }
            : before with { Claimed = now, Result = null, Code = null, Text = null, NextTry = null, IsSkipped = false };
        return await TryClaimAsync(slot, key, record, kept?.ETag, cancellationToken) is { } claim
            ? (claim, null)
            : (null, (await slots.FindAsync(key, cancellationToken))?.Record);
    }

    public Task SkipAsync(SlotClaim claim, string text, CancellationToken cancellationToken) =>
        FinishAsync(claim, claim.Record with { IsSkipped = true, Text = text }, cancellationToken);

    /// <returns>What is kept of it.</returns>
    public async Task<SlotRecord> FinishAsync(SlotClaim claim, PostOutcome outcome, AlignmentDocument posted, CancellationToken cancellationToken)
    {
        var isLater = outcome.Result == PostResult.Later && !claim.Record.IsByHand;
        var record = claim.Record with
        {
            Result = outcome.Result,
            Code = outcome.Code,
            Text = isLater ? $"{outcome.Text} It is tried again by itself." : outcome.Text,
            NextTry = isLater ? clock.GetUtcNow() + (outcome.RetryAfter ?? Wait(claim.Record.Tries)) : null,
            Posted = claim.Record.Told is null && outcome.Result is PostResult.Accepted or PostResult.Unknown
                ? posted with { Findings = [], Alignment = posted.Alignment with { DependsOn = [] } }
                : null,
        };
        await FinishAsync(claim, record, cancellationToken);
        return record;
    }

    public Task PruneAsync(CancellationToken cancellationToken) => slots.PruneAsync(cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => slots.ForgetAsync(cancellationToken);

    private static bool IsOpen(SlotRecord? before, DateTimeOffset now) => before is null || before.NextTry <= now;

    private static TimeSpan Wait(int tries) => TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(tries - 1, 4)));

    private async Task<SlotClaim?> TryClaimAsync(ReportSlot slot, string key, SlotRecord record, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            return new(slot, key, record, await slots.WriteAsync(key, record, etag, cancellationToken));
        }
        catch (ConcurrencyException)
        {
            return null;
        }
    }

    private Task<string> FinishAsync(SlotClaim claim, SlotRecord record, CancellationToken cancellationToken) =>
        slots.WriteAsync(claim.Key, record, claim.ETag, cancellationToken);
}

/// <summary>A slot that is this process's to post.</summary>
internal sealed record SlotClaim(ReportSlot Slot, string Key, SlotRecord Record, string ETag);
