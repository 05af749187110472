using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Tells between a report's slots that a segment changed its state: by the same claims, retries and end as the report itself.</summary>
internal sealed class DriftAlert(IDocumentStore store, WorkflowPost post, TimeProvider clock)
{
    /// <summary>Figures that are older say nothing of now.</summary>
    public static readonly TimeSpan OldestData = TimeSpan.FromHours(1);

    /// <summary>Whoever has not come back by then does not any more.</summary>
    private static readonly TimeSpan LongestPost = TimeSpan.FromMinutes(10);

    /// <param name="schedule">The report whose readers are told.</param>
    /// <param name="address">Where it is posted.</param>
    /// <param name="report">The figures, of everything that there is to read.</param>
    /// <param name="asOf">When everything was as the figures have it.</param>
    /// <param name="mayPost">Whether it may be told as far as the report's executor goes; asked where there is something to tell.</param>
    /// <param name="explain">Says why segments moved since a moment, by their keys.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>Whether anything was posted, or tried to be.</returns>
    public async Task<bool> RunAsync(
        ReportSchedule schedule,
        WorkflowAddress address,
        AlignmentReport report,
        DateTimeOffset asOf,
        Func<Task<bool>> mayPost,
        Func<DateTimeOffset, Task<IReadOnlyDictionary<string, string>>> explain,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var slots = new ReportSlots(store, schedule, clock);
        if (schedule.IsPaused || now - asOf > OldestData || await slots.ReadAsync(cancellationToken) is not { IsStopped: false } history
            || history.Waiting?.Record.NextTry > now || history.Slots.Any(s => s is { Told: null, Result: null, IsSkipped: false } && now - s.Claimed < LongestPost))
        {
            return false;
        }

        var document = report.Document;
        var changes = DriftChanges.Find(history, document, DriftChanges.DayOf(now, schedule.Times.Zone), schedule.Times.Zone);
        if ((changes.Count == 0 && history.Waiting is null) || !await mayPost())
        {
            return false;
        }

        var told = new ToldStates(document.Lens.Key, changes.ToDictionary(c => document.Segments[c.Place].Key, c => c.To, StringComparer.Ordinal));
        if (await slots.TryClaimAlertAsync(history, told, cancellationToken) is not { } claim)
        {
            return false;
        }

        if (changes.Count == 0)
        {
            await slots.SkipAsync(claim, "Nothing was posted: the segments are again as they were told.", cancellationToken);
            return false;
        }

        var why = await explain(history.LastPosted!.AsOf);
        var outcome = await post.SendAsync(address, TeamsMessage.Of(room => AlertCard.Of(report, changes, why, schedule.Links, room)), cancellationToken);
        await slots.FinishAsync(claim, outcome, document, CancellationToken.None);
        await slots.PruneAsync(cancellationToken);
        return true;
    }
}
