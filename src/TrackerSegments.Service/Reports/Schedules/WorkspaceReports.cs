using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The reports of one workspace: which there are, how they stand, and their posts.</summary>
/// <param name="store">The store.</param>
/// <param name="place">Whose schedules they are.</param>
/// <param name="tenant">Whose workspace it is.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="live">Its trackers; null where its items come from a file.</param>
/// <param name="parts">What all reports share.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where what fails is told.</param>
internal sealed partial class WorkspaceReports(
    IDocumentStore store, string place, string tenant, Workspace workspace, LiveTrackers? live, ReportParts parts, TimeProvider clock, ILogger logger)
{
    private readonly ReportTurn turn = new(store, parts.Post, clock);
    private readonly DriftAlert alert = new(store, parts.Post, clock);

    public ScheduleStore Schedules { get; } = new(store, place);

    public ReportVault Vault { get; } = new(store, parts.Protection, tenant, place);

    public ReportParts Parts => parts;

    public TimeProvider Clock => clock;

    public bool IsComplete => Facts.IsComplete;

    /// <summary>What reports say beside their figures.</summary>
    public ReportFacts Facts { get; } = new(store, workspace, live, clock, logger);

    /// <summary>Whether anything of a place is due, so that it is worth opening a workspace for.</summary>
    public static async Task<bool> AnyDueAsync(
        IDocumentStore store, string place, string tenant, ReportParts parts, TimeProvider clock, CancellationToken cancellationToken)
    {
        foreach (var (kept, _, _) in await new ScheduleStore(store, place).ListAsync(cancellationToken))
        {
            if (!kept.IsPaused && !parts.Rights.HasLost(tenant, kept.Executor) && SlotsOf(kept, store, place, clock) is { } slots
                && (kept.HasAlerts || await slots.IsDueAsync(cancellationToken)) && !(await slots.ReadAsync(cancellationToken)).IsStopped)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Posts what is due. A report that fails stops no other one.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!IsComplete)
        {
            return;
        }

        foreach (var (kept, _, _) in await Schedules.ListAsync(cancellationToken))
        {
            try
            {
                await RunAsync(kept, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.ReportFailed(logger, failure, kept.Id);
            }
        }
    }

    /// <summary>Posts a report now, because a person wants it.</summary>
    /// <returns>What came of it, and whether that was before; or what keeps it from being posted.</returns>
    public async Task<(SlotRecord? Record, bool IsRepeated, ReportProblem? Problem)> SendAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        var (ready, problem) = await PrepareAsync(kept, cancellationToken);
        if (ready is null)
        {
            return (null, false, problem);
        }

        var state = Facts.Find(kept.Lens)!;
        var schedule = await WithFactsAsync(ready.Schedule, state, cancellationToken);
        var (record, isRepeated) = await turn.SendAsync(schedule, ready.Address, () => state.Report, cancellationToken);
        return (record, isRepeated, null);
    }

    /// <returns>The message that would be posted now; or what keeps it from being posted.</returns>
    public async Task<(byte[]? Message, ReportProblem? Problem)> PreviewAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (Facts.Find(kept.Lens) is not { } state)
        {
            return (null, ReportProblem.LensGone(kept.Lens!));
        }

        try
        {
            return (await turn.PreviewAsync(await WithFactsAsync(kept.ToSchedule(place), state, cancellationToken), state.Report, cancellationToken), null);
        }
        catch (UsageException failure)
        {
            return (null, ReportProblem.Unusable(failure.Message));
        }
    }

    /// <summary>How a report stands.</summary>
    public async Task<ReportEntry> EntryAsync(StoredSchedule stored, CancellationToken cancellationToken)
    {
        var kept = stored.Schedule;
        var (ready, history, problem) = await StandingAsync(kept, cancellationToken);
        return ReportEntry.Of(stored, history, problem, problem is null && !kept.IsPaused ? ready!.Schedule.Times.Next(clock.GetUtcNow()).At : null);
    }

    /// <summary>What a person should know of reports that are stopped, in the words in which they say so themselves. One that a person paused is none.</summary>
    public async Task<IReadOnlyList<FindingPart>> FindingsAsync(CancellationToken cancellationToken)
    {
        List<FindingPart> findings = [];
        foreach (var (kept, _, _) in await Schedules.ListAsync(cancellationToken))
        {
            if (!kept.IsPaused && (await StandingAsync(kept, cancellationToken)).Problem is { } problem)
            {
                findings.Add(problem.ToFinding(kept));
            }
        }

        return findings;
    }

    /// <summary>Whether a report was refused again and again, so that it rests.</summary>
    public async Task<bool> IsStoppedAsync(KeptSchedule kept, CancellationToken cancellationToken) =>
        SlotsOf(kept, store, place, clock) is { } slots && (await slots.ReadAsync(cancellationToken)).IsStopped;

    /// <summary>Forgets what came of a report.</summary>
    public Task ForgetAsync(KeptSchedule kept, CancellationToken cancellationToken) =>
        SlotsOf(kept, store, place, clock)?.ForgetAsync(cancellationToken) ?? Task.CompletedTask;

    private async Task RunAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (kept.IsPaused || parts.Rights.HasLost(tenant, kept.Executor) || SlotsOf(kept, store, place, clock) is not { } slots)
        {
            return;
        }

        var isDue = await slots.IsDueAsync(cancellationToken);
        if ((!isDue && !kept.HasAlerts) || (await PrepareAsync(kept, cancellationToken)).Ready is not { } ready)
        {
            return;
        }

        var state = Facts.Find(kept.Lens)!;
        if (isDue)
        {
            await turn.RunAsync(await WithFactsAsync(ready.Schedule, state, cancellationToken), ready.Address, () => state.Report, cancellationToken);
        }
        else
        {
            var schedule = ready.Schedule with { Links = ready.Schedule.Links with { Links = ReportLinks.Of(ready.Schedule.Links.Panel, state, live) } };
            await alert.RunAsync(schedule, ready.Address, state.Report, state.TakenAt, since => Facts.ExplainAsync(state, since, cancellationToken), cancellationToken);
        }
    }

    private async Task<ReportSchedule> WithFactsAsync(ReportSchedule schedule, LensState state, CancellationToken cancellationToken) =>
        await Facts.WithFactsAsync(schedule, state, await new ReportSlots(store, schedule, clock).LastFiguresAsync(state.Report, cancellationToken), cancellationToken);

    /// <summary>The slots of a schedule; null where its times cannot be understood any more.</summary>
    private static ReportSlots? SlotsOf(KeptSchedule kept, IDocumentStore store, string place, TimeProvider clock)
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

    private async Task<(ReadyReport? Ready, ReportProblem? Problem)> PrepareAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (Facts.Find(kept.Lens) is null)
        {
            return (null, ReportProblem.LensGone(kept.Lens!));
        }

        try
        {
            var schedule = kept.ToSchedule(place);
            return await Vault.FindAsync(kept.Id, kept.AddressKey, parts.Guard, cancellationToken) is { } address
                ? (new(schedule, address), null)
                : (null, ReportProblem.WorkflowLost);
        }
        catch (UsageException failure)
        {
            return (null, ReportProblem.Unusable(failure.Message));
        }
    }

    /// <summary>Whether it can be posted, what came of it so far, and why it is stopped.</summary>
    private async Task<(ReadyReport? Ready, ReportHistory? History, ReportProblem? Problem)> StandingAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        var (ready, problem) = await PrepareAsync(kept, cancellationToken);
        if (!kept.IsDamaged && parts.Rights.HasLost(tenant, kept.Executor))
        {
            problem = ReportProblem.ExecutorLost(kept.Executor);
        }

        try
        {
            var history = SlotsOf(kept, store, place, clock) is { } slots ? await slots.ReadAsync(cancellationToken) : null;
            return (ready, history, problem ?? (history is { IsStopped: true } ? ReportProblem.Refused(history.LastText) : null));
        }
        catch (JsonException)
        {
            return (ready, null, problem ?? ReportProblem.HistoryLost);
        }
    }

    private sealed record ReadyReport(ReportSchedule Schedule, WorkflowAddress Address);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Whether the report {Report} is due could not be found out, or it could not be posted.")]
        public static partial void ReportFailed(ILogger logger, Exception failure, string report);
    }
}
