using System.Collections.Concurrent;
using TrackerSegments.Core;
using TrackerSegments.Service.Advice;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.History;

/// <summary>The past of a workspace, and what keeps the present for it: one snapshot a day (UTC) of each lens, the last one stands.</summary>
internal sealed partial class WorkspaceHistory(
    IDocumentStore store, Workspace workspace, SnapshotRetention retention, TimeProvider clock, ILogger logger)
{
    /// <summary>What was the same twice, so far apart, is settled.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>Where edits never settle, it is kept all the same.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Look> looks = new(StringComparer.Ordinal);

    /// <summary>The lenses as they are now.</summary>
    public LensStates Lenses => LensStates.Of(workspace, clock);

    /// <summary>The rules by which segments are suggested.</summary>
    public SuggestionRules Rules => new(store, workspace.Settings.Id);

    /// <summary>What epics do to stakeholders.</summary>
    public KeptStances Stances => new(store, workspace.Settings.Id);

    /// <summary>Trends that were worked out before.</summary>
    public KnownTrends Trends { get; } = new();

    public LensHistory Of(Lens lens) => new(store, workspace.Settings.Id, lens.Key);

    /// <summary>Keeps snapshots at the start, whenever what changed has settled, and at the end, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(cancellationToken);
            while (true)
            {
                await Task.Delay(Rest, cancellationToken);
                await KeepSettledAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was changed last is not known to be settled, and would be lost.
            await KeepAsync(CancellationToken.None);
        }
    }

    /// <summary>Keeps every lens as it is now. What fails is told in the log, and tried again by the next turn.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (!workspace.Reading.IsComplete)
        {
            return;
        }

        foreach (var state in Lenses.All)
        {
            await KeepAsync(state, cancellationToken);
        }
    }

    private async Task KeepSettledAsync(CancellationToken cancellationToken)
    {
        foreach (var state in Lenses.All)
        {
            var before = looks.GetValueOrDefault(state.Lens.Key);
            if (before is null || ReferenceEquals(before.Seen, state.Report) || !before.KeptAt.IsWithin(Longest, clock.GetUtcNow()))
            {
                await KeepAsync(state, cancellationToken);
            }
            else
            {
                looks[state.Lens.Key] = before with { Seen = state.Report };
            }
        }
    }

    private async Task KeepAsync(LensState state, CancellationToken cancellationToken)
    {
        var before = looks.GetValueOrDefault(state.Lens.Key);
        if (!state.CanBeKept || (ReferenceEquals(before?.Kept, state.Report) && before.Day == state.Day))
        {
            return;
        }

        try
        {
            await Of(state.Lens).KeepAsync(state, retention, cancellationToken);
            looks[state.Lens.Key] = new(state.Report, state.Report, state.Day, clock.GetUtcNow());
        }
        catch (Exception failure) when (failure is DataFileException or NewerSnapshotException)
        {
            Log.NotKept(logger, failure, state.Lens.Name);
        }
    }

    private sealed record Look(AlignmentReport Seen, AlignmentReport Kept, DateOnly Day, DateTimeOffset KeptAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The snapshot of {Lens} could not be kept; it is tried again.")]
        public static partial void NotKept(ILogger logger, Exception failure, string lens);
    }
}
