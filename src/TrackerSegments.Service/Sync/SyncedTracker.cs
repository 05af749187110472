using TrackerSegments.Core;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>A tracker whose writes are taken over into the copy at once, so that a reading that lags behind does not undo them.</summary>
internal sealed class SyncedTracker(IConnectedTracker tracker, string kind, TrackerSync sync, TrackerCopy copy) : IItemWriter
{
    public TrackerInfo Info => sync.Connection is { } known ? new(known.Kind, known.Name) : tracker.Info;

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        DemandConnection();
        if (RefuseForeign(actor) is { } refused)
        {
            return refused;
        }

        var outcome = await tracker.WriteAsync(edit, actor, cancellationToken);
        await StoreAsync([outcome]);
        return outcome;
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(
        IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        DemandConnection();
        if (RefuseForeign(actor) is { } refused)
        {
            return [.. edits.Select(_ => refused)];
        }

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

    /// <summary>A person who is known to another tracker has no rights here that could be looked up, and nobody else's are used.</summary>
    private WriteOutcome.Refused? RefuseForeign(Actor actor) => actor.Token is null || string.Equals(actor.TokenFor, kind, StringComparison.Ordinal)
        ? null
        : new(new(
            "notAuthenticated",
            $"The change came with an account of another tracker, and {Info.Name} does not know it. Change this epic in {Info.Name}, or from a panel that is open there.",
            Blame.Person));

    private Task StoreAsync(IReadOnlyList<WriteOutcome> outcomes)
    {
        ServiceMetrics.Wrote(outcomes, kind);
        return copy.StoreWrittenAsync([.. outcomes.Select(ReadBack).OfType<WorkItem>()], CancellationToken.None);
    }

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
