using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>A tracker that is kept in step with, and all that belongs to it.</summary>
internal sealed class LiveTracker : IDisposable
{
    private readonly IConnectedTracker connected;

    private LiveTracker(IConnectedTracker connected, TrackerSync sync, TrackerCopy copy, WriteSwitch writing, ConnectionSecret secret)
    {
        this.connected = connected;
        Sync = sync;
        Copy = copy;
        Writing = writing;
        Secret = secret;
        Tracker = new SyncedTracker(connected, sync, copy);
    }

    /// <summary>The tracker as a workspace sees it: what is written goes into the copy too.</summary>
    public ITracker Tracker { get; }

    public TrackerSync Sync { get; }

    public TrackerCopy Copy { get; }

    public WriteSwitch Writing { get; }

    public ConnectionSecret Secret { get; }

    /// <summary>Which kind of tracker the connection names.</summary>
    public required string Kind { get; init; }

    /// <summary>What the tracker signs its events with, or sends with them; null where it sends none.</summary>
    public ConnectionSecret? WebhookSecret { get; init; }

    /// <summary>Takes up where an earlier start was; asks the tracker nothing.</summary>
    /// <param name="store">Where the copy is kept.</param>
    /// <param name="workspace">The workspace's id.</param>
    /// <param name="settings">The connection.</param>
    /// <param name="access">The secrets, and how trackers are made.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where faults of the program go.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<LiveTracker> OpenAsync(
        IDocumentStore store,
        string workspace,
        ConnectionSettings settings,
        TrackerAccess access,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var states = new SyncStates(store, workspace);
        var writing = new WriteSwitch(states, new Uri(settings.Address).Host, clock);
        if (access.SwitchWriting is { } isAllowed)
        {
            await writing.SetAsync(isAllowed, cancellationToken);
        }

        var secret = access.Secrets.Token ?? new(null);
        var tracker = access.Make(settings, secret, writing, clock);
        var copy = await TrackerCopy.OpenAsync(new(store, workspace), tracker.StandsAlone, cancellationToken);
        var sync = new TrackerSync(new(tracker, settings, copy, states, new(store, workspace, clock), clock), access.Pace, logger);
        await sync.OpenAsync(cancellationToken);
        return new(tracker, sync, copy, writing, secret) { Kind = settings.Tracker, WebhookSecret = access.Secrets.Webhook };
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
