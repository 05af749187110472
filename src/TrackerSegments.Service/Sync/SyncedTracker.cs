using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>A tracker whose writes are taken over into the copy at once, so that a reading that lags behind does not undo them.</summary>
internal sealed class SyncedTracker(IConnectedTracker tracker, TrackerSync sync, TrackerCopy copy) : ITracker
{
    public TrackerInfo Info => sync.Connection is { } known ? new(known.Kind, known.Name) : tracker.Info;

    public IReadOnlyList<TrackerScope> Scopes => sync.Connection?.Scopes ?? [];

    public IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        tracker.ReadAsync(request, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, CancellationToken cancellationToken) =>
        tracker.ReadIdsAsync(scope, cancellationToken);

    public Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> ids, Func<string, bool> isKnown, CancellationToken cancellationToken) =>
        tracker.FindAsync(scope, ids, isKnown, cancellationToken);

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        DemandConnection();
        var outcome = await tracker.WriteAsync(edit, actor, cancellationToken);
        await StoreAsync([outcome]);
        return outcome;
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(
        IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        DemandConnection();
        var outcomes = await tracker.WriteManyAsync(edits, actor, cancellationToken);
        await StoreAsync(outcomes);
        return outcomes;
    }

    private static WorkItem? ReadBack(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Written written => written.Item,
        WriteOutcome.Stale stale => stale.Current,
        _ => null,
    };

    private Task StoreAsync(IReadOnlyList<WriteOutcome> outcomes) =>
        copy.StoreWrittenAsync([.. outcomes.Select(ReadBack).OfType<WorkItem>()], CancellationToken.None);

    private void DemandConnection()
    {
        if (!sync.IsConnected)
        {
            throw new TrackerException(new(
                "notConnected",
                $"{Info.Name} is not connected{(sync.Problem is { } problem ? $": {problem.Text}" : " yet.")} Nothing was written.",
                Blame.Tracker)
            {
                IsPassing = true,
            });
        }
    }
}
