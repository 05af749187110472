using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>How reports stand: what keeps each from being posted, if anything does.</summary>
/// <param name="store">The store.</param>
/// <param name="place">Whose reports they are.</param>
/// <param name="tenant">Whose workspace it is.</param>
/// <param name="vault">Where the workflows' addresses are.</param>
/// <param name="facts">What they say.</param>
/// <param name="sight">What their executors may see.</param>
/// <param name="parts">What all reports share.</param>
/// <param name="clock">The clock.</param>
internal sealed class ReportStanding(
    IDocumentStore store, string place, string tenant, ReportVault vault, ReportFacts facts, ExecutorSight sight, ReportParts parts, TimeProvider clock)
{
    /// <summary>The slots of a schedule; null where its times cannot be understood any more.</summary>
    public static ReportSlots? SlotsOf(KeptSchedule kept, IDocumentStore store, string place, TimeProvider clock)
    {
        try
        {
            return new(store, kept.ToSchedule(place), clock);
        }
        catch (UsageException)
        {
            // How the report stands says so.
            return null;
        }
    }

    public ReportSlots? SlotsOf(KeptSchedule kept) => SlotsOf(kept, store, place, clock);

    /// <returns>What is posted and where; or what keeps it from being posted.</returns>
    public async Task<(ReadyReport? Ready, ReportProblem? Problem)> PrepareAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (facts.Find(kept.Lens) is null)
        {
            return (null, ReportProblem.LensGone(kept.Lens!));
        }

        try
        {
            var schedule = kept.ToSchedule(place);
            return await vault.FindAsync(kept.Id, kept.AddressKey, parts.Guard, cancellationToken) is { } address
                ? (new(schedule, address), null)
                : (null, ReportProblem.WorkflowLost);
        }
        catch (UsageException failure)
        {
            return (null, ReportProblem.Unusable(failure.Message));
        }
    }

    /// <summary>How a report stands, for people.</summary>
    public async Task<ReportEntry> EntryAsync(StoredSchedule stored, CancellationToken cancellationToken)
    {
        var kept = stored.Schedule;
        var (ready, seen, history, problem) = await FindAsync(kept, cancellationToken);
        var next = problem is null && !kept.IsPaused ? ready!.Schedule.Times.Next(clock.GetUtcNow()).At : (DateTimeOffset?)null;
        return ReportEntry.Of(stored, history, problem, next) with
        {
            RightsNote = seen?.Untold is { } untold ? $"Whether {kept.Executor.Shown} may still see all that the report shows is not known. {untold}" : null,
        };
    }

    /// <summary>Why a report is not posted; null where nothing keeps it from that.</summary>
    public async Task<ReportProblem?> ProblemAsync(KeptSchedule kept, CancellationToken cancellationToken) => (await FindAsync(kept, cancellationToken)).Problem;

    private async Task<(ReadyReport? Ready, KeptSight? Seen, ReportHistory? History, ReportProblem? Problem)> FindAsync(
        KeptSchedule kept, CancellationToken cancellationToken)
    {
        var (ready, problem) = await PrepareAsync(kept, cancellationToken);
        if (!kept.IsDamaged && parts.Rights.HasLost(tenant, kept.Executor))
        {
            problem = ReportProblem.ExecutorLost(kept.Executor);
        }

        var seen = await sight.FindAsync(kept, cancellationToken);
        problem ??= seen switch
        {
            { Hidden.Count: > 0 } => ReportProblem.SightLost(kept.Executor, seen.Hidden),
            { Failed: { } why } => ReportProblem.SightUnknown(kept.Executor, why),
            _ => null,
        };
        try
        {
            var history = SlotsOf(kept) is { } slots ? await slots.ReadAsync(cancellationToken) : null;
            return (ready, seen, history, problem ?? (history is { IsStopped: true } ? ReportProblem.Refused(history.LastText) : null));
        }
        catch (JsonException)
        {
            return (ready, seen, null, problem ?? ReportProblem.HistoryLost);
        }
    }
}

/// <summary>A report that can be posted.</summary>
/// <param name="Schedule">The report.</param>
/// <param name="Address">Where it is posted.</param>
internal sealed record ReadyReport(ReportSchedule Schedule, WorkflowAddress Address);
