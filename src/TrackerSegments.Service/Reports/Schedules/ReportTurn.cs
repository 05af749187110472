using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Posts a report where it is due, or where a person wants it now.</summary>
internal sealed class ReportTurn(IDocumentStore store, WorkflowPost post, TimeProvider clock)
{
    /// <summary>A post that comes later than this says so.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(15);

    /// <returns>Whether anything was posted, or tried to be.</returns>
    public async Task<bool> RunAsync(ReportSchedule schedule, WorkflowAddress address, Func<AlignmentReport> current, CancellationToken cancellationToken)
    {
        var slots = new ReportSlots(store, schedule, clock);
        if (schedule.IsPaused || !await slots.IsDueAsync(cancellationToken)
            || await slots.ReadAsync(cancellationToken) is not { IsStopped: false } history
            || await slots.TryClaimAsync(cancellationToken) is not { } claim)
        {
            return false;
        }

        var report = current();
        if (!IsWorthIt(schedule.When, history.Before(report), report.Document))
        {
            await slots.SkipAsync(claim, "Nothing was posted: nothing has changed that this report is for.", cancellationToken);
            return false;
        }

        var note = clock.GetUtcNow() - claim.Slot.At > Punctual ? LateText(claim.Slot, schedule.Times.Zone) : null;
        var outcome = await post.SendAsync(address, Message(schedule, report, history, note), cancellationToken);
        await slots.FinishAsync(claim, outcome, report.Document, CancellationToken.None);
        await slots.PruneAsync(cancellationToken);
        return true;
    }

    /// <summary>Posts it now, whatever its times are and whether it is paused. What is due meanwhile is done with it.</summary>
    /// <returns>What came of it; of a report that was posted within the last minute, what came of that, and that nothing was posted.</returns>
    public async Task<(SlotRecord? Record, bool IsRepeated)> SendAsync(
        ReportSchedule schedule, WorkflowAddress address, Func<AlignmentReport> current, CancellationToken cancellationToken)
    {
        var slots = new ReportSlots(store, schedule, clock);
        var history = await slots.ReadAsync(cancellationToken);
        var (claim, before) = await slots.TryClaimNowAsync(cancellationToken);
        if (claim is null)
        {
            return (before, true);
        }

        // Nobody posts in the meantime what this post stands for.
        var due = await slots.TryClaimAsync(cancellationToken);
        var report = current();
        var outcome = await post.SendAsync(address, Message(schedule, report, history, note: null), cancellationToken);
        if (due is not null)
        {
            await (outcome.Result is PostResult.Accepted or PostResult.Unknown
                ? slots.SkipAsync(due, "It was sent by hand instead.", CancellationToken.None)
                : slots.FinishAsync(due, outcome, report.Document, CancellationToken.None));
        }

        return (await slots.FinishAsync(claim, outcome, report.Document, CancellationToken.None), false);
    }

    /// <summary>The message that would be posted now.</summary>
    public async Task<byte[]> PreviewAsync(ReportSchedule schedule, AlignmentReport report, CancellationToken cancellationToken) =>
        Message(schedule, report, await new ReportSlots(store, schedule, clock).ReadAsync(cancellationToken), note: null);

    private byte[] Message(ReportSchedule schedule, AlignmentReport report, ReportHistory history, string? note) => TeamsMessage.Of(report, schedule.Links with
    {
        Audience = schedule.Audience,
        Before = history.Before(report),
        Now = clock.GetUtcNow(),
        Note = note,
    });

    private static bool IsWorthIt(ReportWhen when, AlignmentDocument? before, AlignmentDocument now) => before is null || when switch
    {
        ReportWhen.Changed => before.Hash != now.Hash,
        ReportWhen.Drifted => CardChanges.IsDrift(before, now),
        _ => true,
    };

    private static string LateText(ReportSlot slot, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"Posted late: it was due on {slot.Local:d MMM yyyy, HH:mm} ({zone.Id}).");
}
