using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Functions;

/// <summary>What the triggers do: find out what is due, do a piece of it, and tell of what cannot be done.</summary>
internal sealed partial class SyncTriggers(TenantParts parts, TenantWorkspaces workspaces, TenantErasure erasure, ILogger<SyncTriggers> logger)
{
    private const int TenantsAtOnce = 32;

    /// <summary>A message for everything that is due. What cannot be worked out for one tenant stops no other one.</summary>
    public async Task<IReadOnlyList<SyncMessage>> TickAsync(CancellationToken cancellationToken)
    {
        ConcurrentQueue<SyncMessage> due = new();
        await Parallel.ForEachAsync(
            parts.Directory.ListAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce, CancellationToken = cancellationToken },
            async (kept, cancellation) =>
            {
                try
                {
                    await LookAtAsync(kept.Tenant, due, cancellation);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    Log.TenantFailed(logger, failure, kept.Tenant.Name);
                }
            });
        return [.. due];
    }

    /// <summary>Does one piece of work. What is due no more, or is somebody else's turn, is nothing to do.</summary>
    /// <returns>The messages that follow from it.</returns>
    public async Task<IReadOnlyList<SyncMessage>> WorkAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        using var use = await workspaces.EnterAsync(message.Tenant, cancellationToken);
        if (Find(use, message.Connection) is not { } live)
        {
            return [];
        }

        await live.Sync.RefreshAsync(cancellationToken);
        var next = await live.Sync.RunAsync(message.Task, cancellationToken);
        use!.Open.Workspace.Apply(use.Open.Sync!.Reading);
        await use.Open.History.KeepAsync(cancellationToken);
        return [.. next.Select(task => message with { Scope = task.Scope })];
    }

    /// <summary>Tells of work that failed again and again, whatever it was; it rests until somebody asks for a reading.</summary>
    public async Task TellAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        using var use = await workspaces.EnterAsync(message.Tenant, cancellationToken);
        if (Find(use, message.Connection) is { } live)
        {
            await live.Sync.GiveUpAsync(
                message.Task,
                new("workFailed", "The reading failed again and again, and rests until it is asked for with \"Sync now\".", Blame.Us),
                cancellationToken);
        }
    }

    private async Task LookAtAsync(Tenant tenant, ConcurrentQueue<SyncMessage> due, CancellationToken cancellationToken)
    {
        if (tenant.ErasedAt is not null)
        {
            await erasure.GoOnAsync(tenant, cancellationToken);
            return;
        }

        await foreach (var message in DueAsync(tenant.Name, cancellationToken))
        {
            due.Enqueue(message);
        }
    }

    private static LiveTracker? Find(TenantUse? use, string connection) => use?.Open.Sync?.All
        .FirstOrDefault(live => string.Equals(SourceIdentity.IdOf(live.Settings), connection, StringComparison.Ordinal));

    private async IAsyncEnumerable<SyncMessage> DueAsync(string tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = new TenantStore(parts.Store, tenant);
        var settings = await new WorkspaceCatalog(store).FindLastAsync(cancellationToken);
        foreach (var id in settings?.Connections.Select(SourceIdentity.IdOf) ?? [])
        {
            var states = new SyncStates(store, id);
            var kept = new KeptConnection(
                await states.FindConnectionAsync(cancellationToken),
                await states.FindProblemAsync(cancellationToken),
                await states.ListScopesAsync(cancellationToken),
                await new Inbox(store, id, parts.Clock).AnyAsync(cancellationToken));
            var now = parts.Clock.GetUtcNow();
            if (kept.Connection is { } known)
            {
                ServiceMetrics.FiguresAreOf(kept.AsOf, now, known.Kind);
            }

            foreach (var task in SyncDue.Of(kept, parts.Access.Pace, now))
            {
                yield return new(tenant, id, task.Scope);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is due for the tenant {Tenant} could not be worked out.")]
        public static partial void TenantFailed(ILogger logger, Exception failure, string tenant);
    }
}
