using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>Makes the document that says how the copy of the tracker stands.</summary>
internal static class SyncDocuments
{
    /// <param name="open">The workspace.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<SyncDocument> OfAsync(OpenWorkspace open, CancellationToken cancellationToken)
    {
        var info = open.Workspace.Tracker.Info;
        var tracker = new WorkspaceTracker(info.Kind, info.Name);
        return open.Sync is { } live
            ? Of(tracker, live, await WritingAsync(info.Name, live, cancellationToken))
            : OfFile(tracker, open.Workspace.Current.Document);
    }

    private static SyncDocument Of(WorkspaceTracker tracker, LiveTrackers live, SyncWriting writing)
    {
        TrackerSync[] syncs = [.. live.All.Select(part => part.Sync)];
        ScopeSync[] scopes = [.. syncs.SelectMany(sync => sync.Scopes)];
        var (read, total) = SyncReading.Progress(scopes);
        return new(
            Schema: 1,
            tracker,
            StateOf(syncs, scopes),
            read,
            total,
            live.Reading.IsComplete,
            SyncReading.AsOf(scopes),
            [.. live.All.SelectMany(part => part.Sync.Scopes.Select(scope => Of(part.Writer.Info.Name, scope)))],
            Of(syncs.Select(sync => sync.Problem).FirstOrDefault(problem => problem is not null)),
            [.. live.All.SelectMany(Fields)],
            [.. syncs.SelectMany(sync => sync.Connection?.Report.Findings ?? [])],
            writing,
            syncs.Sum(sync => sync.Pending));
    }

    private static SyncDocument OfFile(WorkspaceTracker tracker, Core.AlignmentDocument document) => new(
        Schema: 1,
        tracker,
        "file",
        document.Totals.Epics,
        document.Totals.Epics,
        IsComplete: true,
        document.AsOf,
        [],
        Problem: null,
        [],
        [],
        new(Allowed: true, CanSwitch: false, ChangedAt: null, "Changes are kept here; the file is never written."),
        PendingEvents: 0);

    private static IEnumerable<SyncField> Fields(LiveTracker live) => (live.Sync.Connection?.Report.Fields ?? [])
        .Select(f => new SyncField(live.Writer.Info.Name, f.Role, f.Id, f.Name, f.Kind, f.CanWrite));

    private static SyncScope Of(string tracker, ScopeSync scope) => new(
        tracker,
        scope.Scope.Key,
        scope.Scope.Name,
        Name(scope.Phase),
        scope.Read,
        scope.State.Total,
        scope.State.AsOf,
        scope.State.LastFull,
        scope.State.LastCheck,
        Of(scope.State.Problem));

    private static SyncStop? Of(SyncProblem? problem) => problem is null
        ? null
        : new(problem.Code, problem.Text, Name(problem.Blame), problem.Since, problem.Attempts, problem.NextAttempt);

    private static string StateOf(IReadOnlyList<TrackerSync> syncs, IReadOnlyList<ScopeSync> scopes) =>
        syncs.Any(sync => sync.Problem is not null) ? "stopped"
        : !syncs.All(sync => sync.IsConnected) ? "connecting"
        : scopes.Any(s => s.Phase is ScopePhase.Full or ScopePhase.Delta or ScopePhase.Check || s.State is { IsComplete: false, Problem: null }) ? "reading"
        : scopes.All(s => s.Phase == ScopePhase.Stopped) ? "stopped"
        : "waiting";

    private static async Task<SyncWriting> WritingAsync(string tracker, LiveTrackers live, CancellationToken cancellationToken)
    {
        var state = await live.FindWritingAsync(cancellationToken);
        return new(
            state.IsAllowed,
            CanSwitch: true,
            state.ChangedAt == default ? null : state.ChangedAt,
            state.IsAllowed
                ? $"Changes on the board are written to {tracker}."
                : $"Writing to {tracker} is switched off: the board can be looked at, and nothing is changed.");
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
