using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Posts a report where it is due.</summary>
internal sealed class ReportTurn(IDocumentStore store, WorkflowPost post, TimeProvider clock)
{
    /// <summary>A post that comes later than this says so.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(15);

    /// <returns>Whether anything was posted, or tried to be.</returns>
    public async Task<bool> RunAsync(ReportSchedule schedule, WorkflowAddress address, Func<AlignmentReport> current, CancellationToken cancellationToken)
    {
        var slots = new ReportSlots(store, schedule, clock);
        if (schedule.IsPaused || await slots.ReadAsync(cancellationToken) is not { IsStopped: false } history
            || await slots.TryClaimAsync(cancellationToken) is not { } claim)
        {
            return false;
        }

        var report = current();
        if (!IsWorthIt(schedule.When, history.LastPosted, report.Document))
        {
            await slots.SkipAsync(claim, "Nothing was posted: nothing has changed that this report is for.", cancellationToken);
            return false;
        }

        var now = clock.GetUtcNow();
        var message = TeamsMessage.Of(report, schedule.Links with
        {
            Audience = schedule.Audience,
            Before = history.LastPosted,
            Now = now,
            Note = now - claim.Slot.At > Punctual ? LateText(claim.Slot, schedule.Times.Zone) : null,
        });
        var outcome = await post.SendAsync(address, message, cancellationToken);
        await slots.FinishAsync(claim, outcome, report.Document, CancellationToken.None);
        return true;
    }

    private static bool IsWorthIt(ReportWhen when, AlignmentDocument? before, AlignmentDocument now) => before is null || when switch
    {
        ReportWhen.Changed => before.Hash != now.Hash,
        ReportWhen.Drifted => CardChanges.IsDrift(before, now),
        _ => true,
    };

    private static string LateText(ReportSlot slot, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"Posted late: it was due on {slot.Local:d MMM yyyy, HH:mm} ({zone.Id}).");
}
