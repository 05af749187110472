using TrackerSegments.Service.Board;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>The workspace of one tenant in this process, opened anew where its settings changed.</summary>
internal sealed partial class TenantWorkspace(string tenant, TenantParts parts, ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly IDocumentStore store = new TenantStore(parts.Store, tenant);
    private readonly KeptAlignments answers = new(new TenantStore(parts.Store, tenant), parts.Clock);
    private readonly Lock gate = new();
    private readonly List<Opened> retired = [];
    private Opened? opened;
    private DateTimeOffset refreshed;
    private Task background = Task.CompletedTask;
    private int users;

    public string Tenant => tenant;

    public bool IsInUse => Volatile.Read(ref users) > 0 || !background.IsCompleted;

    public DateTimeOffset LastUse { get; private set; }

    /// <summary>Keeps it from being closed until <see cref="Leave"/>.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref users);
        LastUse = parts.Clock.GetUtcNow();
    }

    public void Leave() => Interlocked.Decrement(ref users);

    /// <summary>Takes over what other processes changed, unless that was done just now.</summary>
    /// <returns>The workspace; null where there is none.</returns>
    public async Task<OpenWorkspace?> RefreshAsync(TimeSpan fresh, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var now = parts.Clock.GetUtcNow();
            if (opened is not null && refreshed.IsWithin(fresh, now))
            {
                return opened.Workspace;
            }

            if (await parts.Directory.FindAsync(tenant, cancellationToken) is not { Tenant.ErasedAt: null } kept)
            {
                Retire();
                return null;
            }

            if (!string.Equals(opened?.ETag, kept.ETag, StringComparison.Ordinal))
            {
                var next = await OpenAsync(kept.ETag, cancellationToken);
                Retire();
                opened = next;
            }
            else
            {
                await opened!.Live.RefreshAsync(cancellationToken);
                await opened.Workspace.Schemes.ReadAsync(cancellationToken);
            }

            await opened!.Pump.TurnAsync(cancellationToken);
            await KeepAnswerAsync(opened, cancellationToken);
            refreshed = now;
            return opened.Workspace;
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Retire();
        foreach (var one in retired)
        {
            one.Pump.Dispose();
            one.Workspace.Editor.Dispose();
            one.Live.Dispose();
        }

        stopping.Dispose();
        turn.Dispose();
    }

    /// <summary>Does something that nobody waits for. What it leaves undone when the process ends stands in the store, and comes up again.</summary>
    private void Start(Func<CancellationToken, Task> work)
    {
        lock (gate)
        {
            background = Task.WhenAll(background, Task.Run(() => TryAsync(work), stopping.Token));
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // What was kept is gone on from, by this process or by another one.
        }
        catch (Exception failure)
        {
            // The next piece of work tries again, and tells the tenant where it fails as well.
            Log.WorkFailed(logger, failure, tenant);
        }
    }

    /// <summary>What other processes could answer with is no reason to answer nothing here.</summary>
    private async Task KeepAnswerAsync(Opened now, CancellationToken cancellationToken)
    {
        try
        {
            await answers.KeepAsync(now.Workspace.Workspace, now.Live, cancellationToken);
        }
        catch (DataFileException failure)
        {
            Log.AnswerNotKept(logger, failure, tenant);
        }
    }

    private async Task<Opened> OpenAsync(string etag, CancellationToken cancellationToken)
    {
        var settings = await new WorkspaceCatalog(store).FindLastAsync(cancellationToken);
        var secrets = await parts.VaultOf(tenant).FindAsync(cancellationToken);
        var access = parts.Access with { Secrets = secrets.ToConnectionSecrets(settings?.Connections ?? []) };
        var (workspace, live) = await new WorkspaceOpener(store, access, parts.Clock, logger).OpenAsync(source: null, progress: null, cancellationToken);
        foreach (var part in live?.All ?? [])
        {
            part.Sync.Wanted = everything => Start(cancellation => part.Sync.RunWantedAsync(everything, cancellation));
        }

        var log = new IdempotencyLog(store, workspace.Settings.Id, parts.Clock);
        return live is null
            ? throw new DataFileException($"The workspace of {tenant} is connected to no tracker. Connect one again.")
            : new(
                new(workspace, new SegmentEditor(workspace, log), live, parts.AuditOf(tenant, logger))
                {
                    Schemes = new(workspace, new(store)),
                    History = new(store, workspace, parts.Snapshots, parts.Clock, logger),
                    Reports = new(store, ScheduleStore.OfTenant, tenant, workspace, live, parts.Reports, parts.Clock, logger),
                },
                live,
                new(live, workspace, new(store), parts.Clock, logger),
                etag);
    }

    /// <summary>Whoever still works with it ends in peace; it is disposed of with the rest.</summary>
    private void Retire()
    {
        if (opened is { } before)
        {
            retired.Add(before);
            opened = null;
        }
    }

    private sealed record Opened(OpenWorkspace Workspace, LiveTrackers Live, SyncPump Pump, string ETag);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Work for the tenant {Tenant} that nobody waits for failed.")]
        public static partial void WorkFailed(ILogger logger, Exception failure, string tenant);

        [LoggerMessage(2, LogLevel.Warning, "The alignment of the tenant {Tenant} could not be kept for other processes; it is tried again.")]
        public static partial void AnswerNotKept(ILogger logger, Exception failure, string tenant);
    }
}
