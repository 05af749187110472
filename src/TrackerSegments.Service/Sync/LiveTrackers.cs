using TrackerSegments.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>The trackers that a workspace is kept in step with: one, or several that it sees as one.</summary>
internal sealed class LiveTrackers : IDisposable
{
    private readonly IReadOnlyList<TrackerView?> views;

    private LiveTrackers(IReadOnlyList<LiveTracker> all, string field)
    {
        All = all;
        views = all.Count == 1 ? [null] : [.. all.Select(live => new TrackerView(live.Settings.Tracker, live.Settings, field))];
        Writer = all.Count == 1 ? all[0].Writer : new JoinedWriter([.. all.Select((live, i) => (views[i]!, live.Writer))]);
    }

    public IReadOnlyList<LiveTracker> All { get; }

    /// <summary>Where changes go.</summary>
    public IItemWriter Writer { get; }

    /// <summary>What trackers sign their events with, or send with them; null where they send none.</summary>
    public ConnectionSecret? WebhookSecret => All[0].WebhookSecret;

    /// <summary>The items as they are now.</summary>
    public IEnumerable<WorkItem> Items => All.SelectMany((live, i) => live.Copy.Items.Select(item => Seen(i, item)));

    /// <summary>What a person should know of the reading when looking at figures.</summary>
    public WorkspaceReading Reading => SyncReading.Of([.. All.Select(live => live.Sync)], ConnectionUnits.Findings([.. All.Select(live => live.Settings)]));

    /// <summary>Takes up where an earlier start was; asks no tracker anything.</summary>
    public static async Task<LiveTrackers> OpenAsync(
        IDocumentStore store,
        WorkspaceSettings settings,
        TrackerAccess access,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        List<LiveTracker> all = [];
        foreach (var connection in settings.Connections)
        {
            all.Add(await LiveTracker.OpenAsync(store, SourceIdentity.IdOf(connection), connection, access, clock, logger, cancellationToken));
        }

        return new(all, settings.OpenedField);
    }

    /// <summary>The tracker of a kind; null where there is none.</summary>
    public LiveTracker? Find(string kind) => All.FirstOrDefault(live => string.Equals(live.Settings.Tracker, kind, StringComparison.Ordinal));

    /// <summary>Hears what became different, and that a reading moved on.</summary>
    public void Follow(Action<IReadOnlyList<WorkItem>, IReadOnlyList<string>> changed, Action moved)
    {
        for (var i = 0; i < All.Count; i++)
        {
            var part = i;
            All[part].Copy.Changed = (items, gone) => changed(
                [.. items.Select(item => Seen(part, item))], [.. gone.Select(id => views[part]?.IdOf(id) ?? id)]);
            All[part].Sync.Moved = moved;
        }
    }

    /// <summary>Whether all of them may be written to, and when that was last switched.</summary>
    public async Task<WritingState> FindWritingAsync(CancellationToken cancellationToken)
    {
        var states = await Task.WhenAll(All.Select(live => live.Writing.FindAsync(cancellationToken)));
        return new(states.All(state => state.IsAllowed), states.Max(state => state.ChangedAt));
    }

    /// <summary>Switches writing to all of them.</summary>
    public async Task SetWritingAsync(bool isAllowed, CancellationToken cancellationToken)
    {
        foreach (var live in All)
        {
            await live.Writing.SetAsync(isAllowed, cancellationToken);
        }
    }

    /// <summary>Connects and reads every scope of every tracker once.</summary>
    /// <exception cref="TrackerException">A tracker cannot be connected to; the others are read all the same.</exception>
    public Task RunOnceAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(All.Select(live => live.Sync.RunOnceAsync(cancellationToken)));

    /// <summary>Takes over what other processes did since.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var live in All)
        {
            await live.Sync.RefreshAsync(cancellationToken);
        }
    }

    /// <summary>Keeps in step until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(All.Select(live => live.RunAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var live in All)
        {
            live.Dispose();
        }
    }

    private WorkItem Seen(int part, WorkItem item) => views[part]?.Of(item) ?? item;
}
