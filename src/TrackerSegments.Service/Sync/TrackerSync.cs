using System.Diagnostics;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>Keeps the copy of a tracker in step with it: connects, reads every scope on its own, and follows what the tracker tells.</summary>
internal sealed partial class TrackerSync : IDisposable
{
    private readonly SyncParts parts;
    private readonly SyncPace pace;
    private readonly ILogger logger;
    private readonly SemaphoreSlim changing = new(1);
    private volatile ScopeSync[] scopes = [];
    private volatile SyncProblem? problem;
    private volatile ConnectionState? connection;
    private int pending;

    public TrackerSync(SyncParts parts, SyncPace pace, ILogger logger)
    {
        this.parts = parts;
        this.pace = pace;
        this.logger = logger;
    }

    /// <summary>What connecting found, now or at an earlier start; null where it never succeeded.</summary>
    public ConnectionState? Connection => connection;

    public IReadOnlyList<ScopeSync> Scopes => scopes;

    /// <summary>Why the tracker cannot be connected to; null where it can.</summary>
    public SyncProblem? Problem => problem;

    /// <summary>Whether the tracker answered since the start.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>How many events wait to be looked at.</summary>
    public int Pending => pending;

    /// <summary>Hears that something moved on.</summary>
    public Action Moved { get; set; } = () => { };

    /// <summary>Hears what there is to do now, whatever is due: everything, or only to look at what the tracker told of.</summary>
    public Action<bool> Wanted { get; set; } = _ => { };

    /// <summary>Takes up where an earlier start was; asks the tracker nothing.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        connection = await parts.States.FindConnectionAsync(cancellationToken);
        if (parts.States.IsShared)
        {
            problem = await parts.States.FindProblemAsync(cancellationToken);
        }

        await TakeScopesAsync(connection?.Scopes ?? [], cancellationToken);
    }

    /// <summary>Connects and reads every scope once.</summary>
    /// <exception cref="TrackerException">The tracker cannot be connected to. What stops a single scope is in its state.</exception>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        await Task.WhenAll(scopes.Select(scope => ReadToEndAsync(scope, cancellationToken)));
        await FollowEventsAsync(cancellationToken);
    }

    /// <summary>Does one piece of work, connecting before it where this process has not yet.</summary>
    /// <returns>The work that follows from it.</returns>
    public async Task<IReadOnlyList<SyncTask>> RunAsync(SyncTask task, CancellationToken cancellationToken)
    {
        if (!IsConnected && !await TryConnectAsync(cancellationToken))
        {
            return [];
        }

        if (task.Scope is not { } key)
        {
            var failed = await FollowEventsAsync(cancellationToken);
            await EndProblemAsync(cancellationToken);
            return [.. scopes.Where(scope => scope.State.Problem is null && (!scope.State.IsComplete || failed.Contains(scope)))
                .Select(scope => new SyncTask(scope.Scope.Key))];
        }

        // A scope that is read no more has nothing to do.
        return Find(key) is { } found && await ReadAsync(found, cancellationToken) == ScopeWork.More ? [task] : [];
    }

    /// <summary>Notes that a piece of work is not tried again by itself.</summary>
    public async Task GiveUpAsync(SyncTask task, TrackerProblem why, CancellationToken cancellationToken)
    {
        ServiceMetrics.GaveUp(parts.Settings.Tracker);
        if (task.Scope is { } key && Find(key) is { } found)
        {
            await found.RestAsync(why, cancellationToken);
        }
        else
        {
            problem = SyncProblem.After(problem, why, parts.Clock.GetUtcNow()) with { NextAttempt = null };
            await parts.States.SaveProblemAsync(problem, cancellationToken);
        }
    }

    /// <summary>Takes over what other processes did since.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await parts.Copy.RefreshAsync(cancellationToken);
        problem = await parts.States.FindProblemAsync(cancellationToken);
        var kept = await parts.States.ListScopesAsync(cancellationToken);
        if (connection is not null && scopes.Length > 0)
        {
            foreach (var scope in scopes)
            {
                if (kept.TryGetValue(DocumentKey.Of(scope.Scope.Key), out var found))
                {
                    scope.Open(found);
                }
            }
        }
        else if (await changing.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            // Whoever is connecting just now knows the scopes better than the store.
            try
            {
                await OpenAsync(cancellationToken);
            }
            finally
            {
                changing.Release();
            }
        }
    }

    /// <summary>Reads now, whatever is waited for.</summary>
    public void Hurry() => Wanted(true);

    /// <summary>Keeps an event of the tracker and returns; it is looked at afterwards.</summary>
    public async Task TellAsync(string delivery, string issueId, CancellationToken cancellationToken)
    {
        await parts.Inbox.AddAsync(delivery, issueId, cancellationToken);
        Interlocked.Increment(ref pending);
        Wanted(false);
    }

    /// <summary>Does what is wanted to the end, or until it is cancelled: for a process that is not there to keep in step all the time.</summary>
    public async Task RunWantedAsync(bool everything, CancellationToken cancellationToken)
    {
        var work = new Queue<SyncTask>([new SyncTask(Scope: null)]);
        while (work.TryDequeue(out var task))
        {
            foreach (var next in await RunAsync(task, cancellationToken))
            {
                work.Enqueue(next);
            }

            if (task.Scope is null && everything)
            {
                work = new(scopes.Select(scope => new SyncTask(scope.Scope.Key)));
            }
        }
    }

    /// <summary>Why a piece of work does not go on; null where it does.</summary>
    public SyncProblem? ProblemOf(SyncTask task) =>
        task.Scope is { } key ? Find(key)?.State.Problem : problem;

    public void Dispose() => changing.Dispose();

    private ScopeSync? Find(string key) => scopes.FirstOrDefault(scope => string.Equals(scope.Scope.Key, key, StringComparison.Ordinal));

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            if (!IsConnected)
            {
                await ConnectAsync(cancellationToken);
            }

            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            problem = SyncProblem.After(problem, Explain(failure), parts.Clock.GetUtcNow());
            Moved();
            await KeepProblemAsync(cancellationToken);
            return false;
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task KeepProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await parts.States.SaveProblemAsync(problem, cancellationToken);
        }
        catch (DataFileException failure)
        {
            Log.ProblemNotKept(logger, failure);
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var report = await parts.Tracker.ConnectAsync(cancellationToken);
        var found = new ConnectionState(
            ConnectionStamp.Of(parts.Settings, report), parts.Tracker.Info.Kind, parts.Tracker.Info.Name, AsBefore(parts.Tracker.Scopes), report);
        if (connection is { } before && !string.Equals(before.Stamp, found.Stamp, StringComparison.Ordinal))
        {
            foreach (var scope in scopes)
            {
                await scope.ForgetCursorAsync(cancellationToken);
            }
        }

        await parts.Copy.KeepScopesAsync([.. found.Scopes.Select(s => s.Key)], cancellationToken);
        await TakeScopesAsync(found.Scopes, cancellationToken);
        await parts.States.SaveConnectionAsync(found, cancellationToken);
        await EndProblemAsync(cancellationToken);
        connection = found;
        IsConnected = true;
        Moved();
    }

    /// <summary>Whatever kept the tracker from being connected to, in this process or in another one, does not any more.</summary>
    private async Task EndProblemAsync(CancellationToken cancellationToken)
    {
        if (problem is not null)
        {
            await parts.States.SaveProblemAsync(null, cancellationToken);
            problem = null;
        }
    }

    /// <summary>A part that the tracker hides now is known by what was typed; it is still the one that it was, and what was read of it stays.</summary>
    private IReadOnlyList<TrackerScope> AsBefore(IReadOnlyList<TrackerScope> found) => [.. found.Select(scope =>
        connection?.Scopes.FirstOrDefault(before => string.Equals(before.Name, scope.Key, StringComparison.OrdinalIgnoreCase)
            && !found.Any(other => string.Equals(other.Key, before.Key, StringComparison.Ordinal))) ?? scope)];

    private async Task TakeScopesAsync(IReadOnlyList<TrackerScope> found, CancellationToken cancellationToken)
    {
        List<ScopeSync> taken = [];
        foreach (var scope in found)
        {
            var turn = new ScopeTurn(scope.Key, parts.States, pace.Lease, parts.Clock);
            var sync = new ScopeSync(scope, parts.Tracker, parts.Copy, turn, parts.Clock) { Moved = () => Moved() };
            await sync.OpenAsync(cancellationToken);
            taken.Add(sync);
        }

        scopes = [.. taken];
    }

    private async Task ReadToEndAsync(ScopeSync scope, CancellationToken cancellationToken)
    {
        while (await ReadAsync(scope, cancellationToken) == ScopeWork.More)
        {
            // What was read is kept: the next pages are another piece of work.
        }
    }

    /// <summary>One scope that cannot be read stops no other one.</summary>
    private async Task<ScopeWork> ReadAsync(ScopeSync scope, CancellationToken cancellationToken)
    {
        using var activity = ServiceMetrics.Work.StartActivity("read scope");
        activity?.SetTag("tracker", parts.Settings.Tracker);
        try
        {
            var work = await scope.ReadAsync(new(pace.PagesAtOnce, pace.CheckEvery), cancellationToken);
            activity?.SetTag("work", work.ToString());
            return work;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await NoteAsync(scope, failure, cancellationToken);
            return ScopeWork.Done;
        }
    }

    /// <returns>The scopes that could not be looked at.</returns>
    private async Task<IReadOnlyList<ScopeSync>> FollowEventsAsync(CancellationToken cancellationToken)
    {
        while (await parts.Inbox.PeekAsync(cancellationToken) is { Count: > 0 } events)
        {
            Interlocked.Exchange(ref pending, events.Count);
            string[] ids = [.. events.Select(e => e.IssueId).Distinct(StringComparer.Ordinal)];
            List<ScopeSync> failed = [];
            foreach (var scope in scopes.Where(s => s.State.IsComplete || s.State.IsReadingAll))
            {
                try
                {
                    await scope.FindAsync(ids, cancellationToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // The scope's own reading runs into the same, says so, and knows when to try again; the events wait until then.
                    failed.Add(scope);
                    _ = Explain(failure);
                }
            }

            if (failed.Count > 0)
            {
                return failed;
            }

            await parts.Inbox.DropAsync(events, cancellationToken);
            Interlocked.Exchange(ref pending, 0);
            Moved();
        }

        return [];
    }

    private async Task NoteAsync(ScopeSync scope, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await scope.StopAsync(Explain(failure), cancellationToken);
        }
        catch (DataFileException again)
        {
            // The store itself is what fails: the next attempt finds the state as it was.
            Log.StoreFailed(logger, again, scope.Scope.Key);
        }
        catch (ConcurrencyException)
        {
            // Another process has taken the scope over, and knows better how it stands.
            await scope.OpenAsync(cancellationToken);
        }
    }

    private TrackerProblem Explain(Exception failure)
    {
        switch (failure)
        {
            case TrackerException tracker:
                return tracker.Problem;
            case DataFileException:
                return new("storageFailed", failure.Message, Blame.Person);
            default:
                Log.SyncFailed(logger, failure);
                return new("unexpected", "The reading stopped because of a fault of the program. The log has the details.", Blame.Us);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The tracker could not be read because of a fault of the program.")]
        public static partial void SyncFailed(ILogger logger, Exception failure);

        [LoggerMessage(2, LogLevel.Error, "Why the scope {Scope} stopped could not be kept.")]
        public static partial void StoreFailed(ILogger logger, Exception failure, string scope);

        [LoggerMessage(3, LogLevel.Error, "Why the tracker cannot be connected to could not be kept.")]
        public static partial void ProblemNotKept(ILogger logger, Exception failure);
    }
}
