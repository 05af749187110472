using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>A tracker that is kept in step with, and all that belongs to it.</summary>
internal sealed class LiveTracker : IDisposable
{
    private readonly IConnectedTracker connected;
    private readonly Func<SyncQueue> makeQueue;

    private LiveTracker(
        ConnectionSettings settings,
        IConnectedTracker connected,
        TrackerSync sync,
        TrackerCopy copy,
        WriteSwitch writing,
        ConnectionSecret secret,
        Func<SyncQueue> makeQueue)
    {
        this.connected = connected;
        this.makeQueue = makeQueue;
        Settings = settings;
        Sync = sync;
        Copy = copy;
        Writing = writing;
        Secret = secret;
        Writer = new SyncedTracker(connected, settings.Tracker, sync, copy);
    }

    public ConnectionSettings Settings { get; }

    /// <summary>Where changes go: into the tracker, and what came of them into the copy.</summary>
    public IItemWriter Writer { get; }

    public TrackerSync Sync { get; }

    public TrackerCopy Copy { get; }

    public WriteSwitch Writing { get; }

    public ConnectionSecret Secret { get; }

    /// <summary>What the tracker signs its events with, or sends with them; null where it sends none.</summary>
    public ConnectionSecret? WebhookSecret { get; init; }

    /// <summary>Takes up where an earlier start was; asks the tracker nothing.</summary>
    /// <param name="store">Where the copy is kept.</param>
    /// <param name="id">What the copy is kept under.</param>
    /// <param name="settings">The connection.</param>
    /// <param name="access">The secrets, and how trackers are made.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where faults of the program go.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<LiveTracker> OpenAsync(
        IDocumentStore store,
        string id,
        ConnectionSettings settings,
        TrackerAccess access,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var states = new SyncStates(store, id);
        var writing = new WriteSwitch(states, new Uri(settings.Address).Host, clock);
        if (access.SwitchWriting is { } isAllowed)
        {
            await writing.SetAsync(isAllowed, cancellationToken);
        }

        var secret = access.Secrets.TokenOf(settings.Tracker) ?? new(null);
        var tracker = access.Make(settings, secret, writing, clock);
        var copy = await TrackerCopy.OpenAsync(new(store, id), tracker.StandsAlone, cancellationToken);
        var sync = new TrackerSync(new(tracker, settings, copy, states, new(store, id, clock), clock), access.Pace, logger);
        await sync.OpenAsync(cancellationToken);
        return new(settings, tracker, sync, copy, writing, secret, () => new(sync, access.Pace, clock, logger)) { WebhookSecret = access.Secrets.Webhook };
    }

    /// <summary>Whether somebody may see what is read, as far as the tracker tells.</summary>
    /// <exception cref="TrackerException">It cannot be asked now.</exception>
    public Task<AccountSight> FindSightAsync(string account, CancellationToken cancellationToken) => connected.FindSightAsync(account, cancellationToken);

    /// <summary>Keeps in step until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var queue = makeQueue();
        await queue.RunAsync(cancellationToken);
    }

    public void Dispose()
    {
        Sync.Dispose();
        Copy.Dispose();
        (connected as IDisposable)?.Dispose();
    }
}

/// <summary>How trackers are reached.</summary>
internal sealed record TrackerAccess
{
    public ConnectionSecrets Secrets { get; init; } = ConnectionSecrets.None;

    /// <summary>Whether writing is switched on or off at the start; null leaves it as it was.</summary>
    public bool? SwitchWriting { get; init; }

    public SyncPace Pace { get; init; } = new();

    /// <summary>Makes the tracker of a connection.</summary>
    public Func<ConnectionSettings, ConnectionSecret, IWriteSwitch, TimeProvider, IConnectedTracker> Make { get; init; } = TrackerKinds.Make;
}
