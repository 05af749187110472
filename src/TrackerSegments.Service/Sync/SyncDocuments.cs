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
            ? Of(tracker, live.Sync, await WritingAsync(info.Name, live.Writing, cancellationToken))
            : OfFile(tracker, open.Workspace.Current.Document);
    }

    private static SyncDocument Of(WorkspaceTracker tracker, TrackerSync sync, SyncWriting writing)
    {
        var scopes = sync.Scopes;
        var (read, total) = SyncReading.Progress(scopes);
        return new(
            Schema: 1,
            tracker,
            StateOf(sync, scopes),
            read,
            total,
            scopes.Count > 0 && scopes.All(s => s.State.IsComplete),
            SyncReading.AsOf(scopes),
            [.. scopes.Select(Of)],
            Of(sync.Problem),
            [.. (sync.Connection?.Report.Fields ?? []).Select(f => new SyncField(f.Role, f.Id, f.Name, f.Kind, f.CanWrite))],
            sync.Connection?.Report.Findings ?? [],
            writing,
            sync.Pending);
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

    private static SyncScope Of(ScopeSync scope) => new(
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

    private static string StateOf(TrackerSync sync, IReadOnlyList<ScopeSync> scopes) =>
        sync.Problem is not null ? "stopped"
        : !sync.IsConnected ? "connecting"
        : scopes.Any(s => s.Phase is ScopePhase.Full or ScopePhase.Delta or ScopePhase.Check) ? "reading"
        : scopes.All(s => s.Phase == ScopePhase.Stopped) ? "stopped"
        : "waiting";

    private static async Task<SyncWriting> WritingAsync(string tracker, WriteSwitch writing, CancellationToken cancellationToken)
    {
        var state = await writing.FindAsync(cancellationToken);
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
