using TrackerSegments.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Telemetry;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// The copy of what a tracker holds: in memory, and in the store before that. An item belongs to it for as long as one scope holds it.
/// </summary>
internal sealed class TrackerCopy : IDisposable
{
    /// <summary>Whoever meets others at every write gives up some time, so that a fault is not endless work.</summary>
    private const int MostMeetings = 20;

    private readonly CopyStore store;
    private readonly Func<WorkItem, bool> standsAlone;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock gate = new();
    private readonly CopyMarks marks = new();
    private readonly Dictionary<string, CopyEntry> entries = new(StringComparer.Ordinal);

    private TrackerCopy(CopyStore store, Func<WorkItem, bool> standsAlone)
    {
        this.store = store;
        this.standsAlone = standsAlone;
    }

    /// <summary>Up to which write of the store the items are those of the store, and whoever hears of changes has heard of them.</summary>
    public long Version { get; private set; }

    /// <summary>Hears what became different, one change after the other.</summary>
    public Action<IReadOnlyList<WorkItem>, IReadOnlyList<string>> Changed { get; set; } = (_, _) => { };

    /// <summary>The items as they are now.</summary>
    public IReadOnlyList<WorkItem> Items
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Values.Select(e => e.Item)];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <param name="store">Where it is kept.</param>
    /// <param name="standsAlone">Whether an item belongs to a scope by itself; all others do by what is above them.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<TrackerCopy> OpenAsync(CopyStore store, Func<WorkItem, bool> standsAlone, CancellationToken cancellationToken)
    {
        var copy = new TrackerCopy(store, standsAlone);
        foreach (var (id, entry) in await copy.ReadAllAsync(cancellationToken))
        {
            copy.entries.Add(id, entry);
        }

        copy.Version = store.Number;
        return copy;
    }

    /// <summary>Takes over what other processes wrote since it was last looked; one call where nobody did.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await TakeNewsAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether a scope holds an item.</summary>
    public bool IsKnown(string scope, string id)
    {
        lock (gate)
        {
            return entries.TryGetValue(id, out var entry) && entry.IsIn(scope);
        }
    }

    /// <summary>Whether a reading of a scope saw an item already.</summary>
    public bool IsSeen(string scope, int reading, string id)
    {
        lock (gate)
        {
            return entries.TryGetValue(id, out var entry) && entry.IsSeen(scope, reading);
        }
    }

    /// <summary>The ids of what a scope holds.</summary>
    public IReadOnlyList<string> IdsOf(string scope)
    {
        lock (gate)
        {
            return [.. entries.Where(e => e.Value.IsIn(scope)).Select(e => e.Key)];
        }
    }

    /// <summary>How many items of a scope a reading saw.</summary>
    public int CountSeen(string scope, int reading)
    {
        lock (gate)
        {
            return entries.Values.Count(e => e.IsSeen(scope, reading));
        }
    }

    /// <summary>Takes over what a reading of a scope brought: in the store first, then in memory.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="items">The items it saw.</param>
    /// <param name="gone">The ids of those it did not find in the scope any more.</param>
    /// <param name="demandTurn">Throws where the scope is somebody else's by now; asked where others wrote meanwhile.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public Task StoreAsync(
        string scope,
        int reading,
        IReadOnlyList<WorkItem> items,
        IReadOnlyList<string> gone,
        Func<CancellationToken, Task> demandTurn,
        CancellationToken cancellationToken) =>
        ChangeAsync(change =>
        {
            foreach (var item in items)
            {
                change.Put(item, scope, reading);
            }

            change.Drop(gone, scope);
        }, demandTurn, cancellationToken);

    /// <summary>Takes over items that were read back after a write; which scopes hold them stays.</summary>
    public Task StoreWrittenAsync(IReadOnlyList<WorkItem> items, CancellationToken cancellationToken) => ChangeAsync(change =>
    {
        foreach (var item in items)
        {
            change.Put(item);
        }
    }, FreeForAll, cancellationToken);

    /// <summary>After a whole reading of a scope: what it did not see is no longer there.</summary>
    public Task SweepAsync(string scope, int reading, Func<CancellationToken, Task> demandTurn, CancellationToken cancellationToken) => ChangeAsync(
        change => change.Drop([.. entries.Where(e => e.Value.IsIn(scope) && !e.Value.IsSeen(scope, reading)).Select(e => e.Key)], scope),
        demandTurn,
        cancellationToken);

    /// <summary>Drops what belongs to scopes that are read no more.</summary>
    public Task KeepScopesAsync(IReadOnlyCollection<string> scopes, CancellationToken cancellationToken) => ChangeAsync(change =>
    {
        foreach (var scope in entries.Values.SelectMany(e => e.Seen.Keys).Distinct(StringComparer.Ordinal).Except(scopes, StringComparer.Ordinal).ToArray())
        {
            change.Drop([.. entries.Where(e => e.Value.IsIn(scope)).Select(e => e.Key)], scope);
        }
    }, FreeForAll, cancellationToken);

    public void Dispose() => turn.Dispose();

    private async Task ChangeAsync(Action<CopyChange> decide, Func<CancellationToken, Task> demandTurn, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var meetings = 0; ; meetings++)
            {
                // Only who has the turn changes entries, so they may be read here without the lock.
                var change = new CopyChange(entries, marks, standsAlone);
                decide(change);
                if (change.IsNothing)
                {
                    ServiceMetrics.Read(change.Given, changed: 0);
                    return;
                }

                try
                {
                    await store.WriteAsync(change.Kept, change.Dropped, cancellationToken);
                }
                catch (ConcurrencyException) when (meetings < MostMeetings)
                {
                    // It was decided from items that are no longer those of the store: it is decided again.
                    await demandTurn(cancellationToken);
                    await TakeNewsAsync(cancellationToken);
                    continue;
                }

                lock (gate)
                {
                    change.Apply(entries);
                }

                var changed = change.ChangedItems;
                ServiceMetrics.Read(change.Given, changed.Count);
                Changed(changed, change.Dropped);
                Version = store.Number;
                return;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What needs no turn.</summary>
    private static Task FreeForAll(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TakeNewsAsync(CancellationToken cancellationToken)
    {
        var news = await store.FindNewsAsync(cancellationToken);
        Dictionary<string, CopyEntry?> now;
        if (news.Items is { } some)
        {
            now = some.ToDictionary(i => i.Key, i => i.Value is { } item ? EntryOf(item.ToWorkItem(), item.Seen) : (CopyEntry?)null, StringComparer.Ordinal);
        }
        else
        {
            var all = await ReadAllAsync(cancellationToken);
            now = all.ToDictionary(e => e.Key, e => (CopyEntry?)e.Value, StringComparer.Ordinal);
            foreach (var id in entries.Keys.Where(id => !all.ContainsKey(id)))
            {
                now.Add(id, null);
            }
        }

        List<WorkItem> changed = [];
        List<string> gone = [];
        lock (gate)
        {
            foreach (var (id, entry) in now)
            {
                if (entry is not { } there)
                {
                    if (entries.Remove(id))
                    {
                        gone.Add(id);
                    }
                }
                else
                {
                    if (!entries.TryGetValue(id, out var known) || !CopyChange.IsSame(known.Item, there.Item))
                    {
                        changed.Add(there.Item);
                    }

                    entries[id] = there;
                }
            }
        }

        if (changed.Count + gone.Count > 0)
        {
            Changed(changed, gone);
        }

        Version = store.Number;
    }

    private async Task<Dictionary<string, CopyEntry>> ReadAllAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, CopyEntry> all = new(StringComparer.Ordinal);
        var names = new SharedNames();
        await foreach (var kept in store.ListAsync(cancellationToken))
        {
            all[kept.Id] = EntryOf(names.Share(kept.ToWorkItem()), kept.Seen);
        }

        return all;
    }

    private CopyEntry EntryOf(WorkItem item, IReadOnlyDictionary<string, int> seen) =>
        new(item, seen.Count == 1 ? marks.With(null, seen.First().Key, seen.First().Value) : seen);
}
