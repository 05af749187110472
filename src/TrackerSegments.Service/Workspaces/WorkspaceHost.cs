using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Schemes;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Opens the workspace while the service is listening already, and knows how far that is.</summary>
internal sealed partial class WorkspaceHost(
    TrackerSegmentsOptions options, DocumentStores stores, ReportParts reports, TimeProvider clock, ILogger<WorkspaceHost> logger)
    : IProgress<ReadProgress>, IDisposable
{
    private readonly TaskCompletionSource<OpenWorkspace> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private IDocumentStore? store;
    private Task work = Task.CompletedTask;
    private Task following = Task.CompletedTask;

    /// <summary>Ends when the workspace is open, or fails with what kept it from opening.</summary>
    public Task<OpenWorkspace> Opened => opened.Task;

    /// <summary>How far the opening is, or why it failed; a sentence.</summary>
    public string State { get; private set; } = "The backlog is being opened.";

    /// <summary>Ends when all that is done once at the start is done.</summary>
    public Task Settled => work;

    public void Start() => work = Task.Run(OpenAsync);

    public void Report(ReadProgress value) => State = FormattableString.Invariant(
        $"The backlog is being read: {value.Items:N0} items so far.");

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await work;
        await following;
    }

    public void Dispose()
    {
        if (opened.Task.IsCompletedSuccessfully)
        {
            opened.Task.Result.Editor.Dispose();
            opened.Task.Result.Sync?.Dispose();
        }

        (store as IDisposable)?.Dispose();
        stopping.Dispose();
    }

    /// <summary>Whether a failure is told in its own message; any other is a fault of the program.</summary>
    public static bool IsForPerson(Exception failure) =>
        failure is InputException or SchemeException or UsageException or DataFileException;

    private async Task OpenAsync()
    {
        IdempotencyLog log;
        try
        {
            store = await stores.OpenAsync(stopping.Token);
            var (workspace, live) = await new WorkspaceOpener(store, options.Access, clock, logger).OpenAsync(options.Source, this, stopping.Token);
            log = new(store, workspace.Settings.Id, clock);
            var tenant = options.Callers?.Tenant ?? Caller.LocalTenant;
            var history = new WorkspaceHistory(store, workspace, options.Snapshots, clock, logger);
            var desk = new WorkspaceReports(store, workspace.Settings.Id, tenant, workspace, live, reports, clock, logger);
            following = Task.WhenAll(
                live is null ? Task.CompletedTask : FollowAsync(live, workspace), ReportAsync(desk, workspace), history.RunAsync(stopping.Token));
            opened.SetResult(new(workspace, new SegmentEditor(workspace, log), live, new(new(store, tenant, clock), logger))
            {
                Schemes = new(workspace, new(store)),
                Reports = desk,
                History = history,
            });
        }
        catch (OperationCanceledException)
        {
            opened.TrySetCanceled(stopping.Token);
            return;
        }
        catch (Exception failure)
        {
            Fail(failure);
            return;
        }

        await PruneAsync(log);
    }

    /// <summary>Keeps in step with the tracker until the service stops.</summary>
    private async Task FollowAsync(LiveTrackers live, Workspace workspace)
    {
        using var pump = new SyncPump(live, workspace, new(store!), clock, logger);
        try
        {
            await Task.WhenAll(live.RunAsync(stopping.Token), pump.RunAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start goes on from the last page that was kept.
        }
    }

    /// <summary>Posts what is due until the service stops.</summary>
    private async Task ReportAsync(WorkspaceReports desk, Workspace workspace)
    {
        try
        {
            await new ReportLoop(desk, options.Report is { } wish ? new(wish, store!, clock, logger) : null, reports.Post, logger).RunAsync(workspace, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is due meanwhile is posted late, by the next start.
        }
    }

    private void Fail(Exception failure)
    {
        if (IsForPerson(failure))
        {
            State = failure.Message;
        }
        else
        {
            State = "The backlog could not be opened because of a fault of the program. The log has the details.";
            Log.OpeningFailed(logger, failure);
        }

        opened.SetException(failure);

        // Whoever waits for the workspace hears of it; where nobody does, it is no unobserved failure.
        _ = opened.Task.Exception;
    }

    /// <summary>What is kept too long does no harm: the workspace is open all the same.</summary>
    private async Task PruneAsync(IdempotencyLog log)
    {
        try
        {
            await log.PruneAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The next start does it.
        }
        catch (Exception failure)
        {
            Log.PruningFailed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The workspace could not be opened.")]
        public static partial void OpeningFailed(ILogger logger, Exception failure);

        [LoggerMessage(2, LogLevel.Warning, "Old answers could not be dropped; the next start tries again.")]
        public static partial void PruningFailed(ILogger logger, Exception failure);
    }
}

/// <summary>A workspace with what changes it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Editor">The one way to change segments.</param>
/// <param name="Sync">The trackers it is kept in step with; null where it comes from a file.</param>
/// <param name="Audit">Who changed what.</param>
internal sealed record OpenWorkspace(Workspace Workspace, SegmentEditor Editor, LiveTrackers? Sync, AuditTrail Audit)
{
    /// <summary>The one way to change lenses, schemes and strategies.</summary>
    public required SchemeEditor Schemes { get; init; }

    /// <summary>Its past, and what comes of it.</summary>
    public required WorkspaceHistory History { get; init; }

    /// <summary>The reports that are posted to Teams.</summary>
    public required WorkspaceReports Reports { get; init; }
}
