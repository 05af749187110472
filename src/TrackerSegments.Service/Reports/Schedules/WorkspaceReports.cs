using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The reports of one workspace: which there are, how they stand, and their posts.</summary>
internal sealed partial class WorkspaceReports
{
    private readonly IDocumentStore store;
    private readonly string place;
    private readonly string tenant;
    private readonly LiveTrackers? live;
    private readonly ILogger logger;
    private readonly ReportTurn turn;
    private readonly DriftAlert alert;
    private readonly ExecutorSight sight;
    private readonly ReportStanding standing;

    /// <param name="store">The store.</param>
    /// <param name="place">Whose schedules they are.</param>
    /// <param name="tenant">Whose workspace it is.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="live">Its trackers; null where its items come from a file.</param>
    /// <param name="parts">What all reports share.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where what fails is told.</param>
    public WorkspaceReports(
        IDocumentStore store, string place, string tenant, Workspace workspace, LiveTrackers? live, ReportParts parts, TimeProvider clock, ILogger logger)
    {
        (this.store, this.place, this.tenant, this.live, this.logger) = (store, place, tenant, live, logger);
        (Parts, Clock) = (parts, clock);
        Schedules = new(store, place);
        Vault = new(store, parts.Protection, tenant, place);
        Facts = new(store, workspace, live, clock, logger);
        turn = new(store, parts.Post, clock);
        alert = new(store, parts.Post, clock);
        sight = new(store, place, live, clock);
        standing = new(store, place, tenant, Vault, Facts, sight, parts, clock);
    }

    public ScheduleStore Schedules { get; }

    public ReportVault Vault { get; }

    public ReportParts Parts { get; }

    public TimeProvider Clock { get; }

    /// <summary>What reports say beside their figures.</summary>
    public ReportFacts Facts { get; }

    public bool IsComplete => Facts.IsComplete;

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
        var (ready, problem) = await standing.PrepareAsync(kept, cancellationToken);
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
    public Task<ReportEntry> EntryAsync(StoredSchedule stored, CancellationToken cancellationToken) => standing.EntryAsync(stored, cancellationToken);

    /// <summary>What a person should know of reports that are stopped, in the words in which they say so themselves. One that a person paused is none.</summary>
    public async Task<IReadOnlyList<FindingPart>> FindingsAsync(CancellationToken cancellationToken)
    {
        List<FindingPart> findings = [];
        foreach (var (kept, _, _) in await Schedules.ListAsync(cancellationToken))
        {
            if (!kept.IsPaused && await standing.ProblemAsync(kept, cancellationToken) is { } problem)
            {
                findings.Add(problem.ToFinding(kept));
            }
        }

        return findings;
    }

    /// <summary>Whether a report was refused again and again, so that it rests.</summary>
    public async Task<bool> IsStoppedAsync(KeptSchedule kept, CancellationToken cancellationToken) =>
        standing.SlotsOf(kept) is { } slots && (await slots.ReadAsync(cancellationToken)).IsStopped;

    /// <summary>Forgets what came of a report.</summary>
    public async Task ForgetAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        await sight.ForgetAsync(kept, cancellationToken);
        if (standing.SlotsOf(kept) is { } slots)
        {
            await slots.ForgetAsync(cancellationToken);
        }
    }

    private async Task RunAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (kept.IsPaused || Parts.Rights.HasLost(tenant, kept.Executor) || standing.SlotsOf(kept) is not { } slots)
        {
            return;
        }

        var isDue = await slots.IsDueAsync(cancellationToken);
        if ((!isDue && !kept.HasAlerts) || (await standing.PrepareAsync(kept, cancellationToken)).Ready is not { } ready)
        {
            return;
        }

        var state = Facts.Find(kept.Lens)!;
        if (!isDue)
        {
            var schedule = ready.Schedule with { Links = ready.Schedule.Links with { Links = ReportLinks.Of(ready.Schedule.Links.Panel, state, live) } };
            await alert.RunAsync(
                schedule,
                ready.Address,
                state.Report,
                state.TakenAt,
                () => sight.MayPostAsync(kept, cancellationToken),
                since => Facts.ExplainAsync(state, since, cancellationToken),
                cancellationToken);
        }
        else if (await sight.MayPostAsync(kept, cancellationToken))
        {
            await turn.RunAsync(await WithFactsAsync(ready.Schedule, state, cancellationToken), ready.Address, () => state.Report, cancellationToken);
        }
    }

    private async Task<ReportSchedule> WithFactsAsync(ReportSchedule schedule, LensState state, CancellationToken cancellationToken) =>
        await Facts.WithFactsAsync(schedule, state, await new ReportSlots(store, schedule, Clock).LastFiguresAsync(state.Report, cancellationToken), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Whether the report {Report} is due could not be found out, or it could not be posted.")]
        public static partial void ReportFailed(ILogger logger, Exception failure, string report);
    }
}
