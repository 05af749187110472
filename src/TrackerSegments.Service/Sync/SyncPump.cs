using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>Takes what a reading brings over into the open workspace, a few times a second at most.</summary>
internal sealed partial class SyncPump : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    /// <summary>Nothing rings when a problem ages; the figures' date is looked at all the same.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly LiveTrackers live;
    private readonly Workspace workspace;
    private readonly WorkspaceCatalog catalog;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Wakeup wakeup = new();
    private WorkspaceSettings kept;

    public SyncPump(LiveTrackers live, Workspace workspace, WorkspaceCatalog catalog, TimeProvider clock, ILogger logger)
    {
        this.live = live;
        this.workspace = workspace;
        this.catalog = catalog;
        this.clock = clock;
        this.logger = logger;
        kept = workspace.Settings;
        live.Follow(
            (changed, gone) =>
            {
                workspace.Apply(changed, gone);
                wakeup.Ring();
            },
            wakeup.Ring);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await TurnAsync(cancellationToken);
            await Task.Delay(Rest, cancellationToken);
            await wakeup.WaitAsync(Longest, cancellationToken);
        }
    }

    /// <summary>Takes over what there is now.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        workspace.Apply(live.Reading);
        foreach (var part in live.All)
        {
            ServiceMetrics.FiguresAreOf(SyncReading.AsOf(part.Sync.Scopes), clock.GetUtcNow(), part.Settings.Tracker);
        }

        await KeepSettingsAsync(cancellationToken);
    }

    public void Dispose() => wakeup.Dispose();

    /// <summary>Segments that turned up keep their places at the next start.</summary>
    private async Task KeepSettingsAsync(CancellationToken cancellationToken)
    {
        if (!live.All.SelectMany(part => part.Sync.Scopes).All(s => s.State.IsComplete))
        {
            return;
        }

        _ = workspace.Current;
        if (ReferenceEquals(workspace.Settings, kept))
        {
            return;
        }

        try
        {
            var settings = await catalog.ChangeAsync(workspace.Settings.Id, before => before is null ? null : Extended(before), cancellationToken);
            workspace.Take(settings ?? workspace.Settings);
            kept = workspace.Settings;
        }
        catch (DataFileException failure)
        {
            Log.NotKept(logger, failure);
        }
    }

    /// <summary>What is kept by now, perhaps by others, with what turned up here.</summary>
    private SettingsChange Extended(WorkspaceSettings before)
    {
        var after = workspace.Extend(before);
        return new(after, [.. after.Lenses.Zip(before.Lenses)
            .Where(pair => pair.First.SchemeVersion != pair.Second.SchemeVersion || pair.First.IsSettled != pair.Second.IsSettled)
            .Select(pair => KeptChange.Of(
                pair.Second.IsSettled ? pair.Second : null, pair.First, LensPlan.Values, workspace.Now, reason: null))]);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The segments that were found could not be kept; it is tried again.")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
