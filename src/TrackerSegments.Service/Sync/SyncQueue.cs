using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// The messages of a program that runs by itself: the same pieces of work as on a shared queue, each done by one at a time, several at once.
/// They live in memory, and nothing is lost with it: what is due stands in the store, and the next start finds it.
/// </summary>
internal sealed partial class SyncQueue : IDisposable
{
    private readonly TrackerSync sync;
    private readonly SyncPace pace;
    private readonly TimeProvider wall;
    private readonly SteadyClock clock;
    private readonly ILogger logger;
    private readonly Wakeup bell = new();
    private readonly Lock gate = new();
    private readonly Dictionary<SyncTask, DateTimeOffset> due = [];
    private readonly HashSet<SyncTask> running = [];

    public SyncQueue(TrackerSync sync, SyncPace pace, TimeProvider clock, ILogger logger)
    {
        this.sync = sync;
        this.pace = pace;
        wall = clock;
        this.clock = new(clock);
        this.logger = logger;
        sync.Wanted = Want;
    }

    private static SyncTask Connecting { get; } = new(Scope: null);

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Want(everything: true);
        List<Task> work = [];
        try
        {
            while (true)
            {
                work.RemoveAll(task => task.IsCompleted);
                work.AddRange(Take().Select(task => Task.Run(() => WorkAsync(task, cancellationToken), cancellationToken)));
                await bell.WaitAsync(Rest(), cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        sync.Wanted = _ => { };
        bell.Dispose();
    }

    private void Want(bool everything)
    {
        // An event is no reason to try a tracker again before its time: it waits, and is looked at once that is connected to.
        if (everything || sync.IsConnected)
        {
            Put([Connecting, .. everything && sync.IsConnected ? sync.Scopes.Select(TaskOf) : []], clock.GetUtcNow());
        }
    }

    private static SyncTask TaskOf(ScopeSync scope) => new(scope.Scope.Key);

    private async Task WorkAsync(SyncTask task, CancellationToken cancellationToken)
    {
        var wasConnected = sync.IsConnected;
        IReadOnlyList<SyncTask> next = [];
        try
        {
            next = await sync.RunAsync(task, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // What could not be kept is done again at its next time.
            Log.WorkFailed(logger, failure, task.Scope ?? "the connection");
        }

        if (!wasConnected && sync.IsConnected)
        {
            next = [.. sync.Scopes.Select(TaskOf)];
        }

        lock (gate)
        {
            running.Remove(task);

            // Whoever works on a scope just now goes on by itself where there is more.
            next = [.. next.Where(follows => !running.Contains(follows))];
        }

        var now = clock.GetUtcNow();
        Put([task], now + (sync.ProblemOf(task)?.Wait(wall.GetUtcNow()) ?? pace.Every));
        Put(next, now);
    }

    /// <summary>A message that is there already comes up at the earlier of both times.</summary>
    private void Put(IReadOnlyList<SyncTask> tasks, DateTimeOffset at)
    {
        lock (gate)
        {
            foreach (var task in tasks)
            {
                due[task] = due.TryGetValue(task, out var known) && known < at ? known : at;
            }
        }

        bell.Ring();
    }

    private List<SyncTask> Take()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            List<SyncTask> ripe = [.. due.Where(d => d.Value <= now && !running.Contains(d.Key)).Select(d => d.Key)];
            foreach (var task in ripe)
            {
                due.Remove(task);
                running.Add(task);
            }

            return ripe;
        }
    }

    private TimeSpan Rest()
    {
        lock (gate)
        {
            DateTimeOffset[] waiting = [.. due.Where(d => !running.Contains(d.Key)).Select(d => d.Value)];
            return waiting.Length == 0 ? pace.Every : waiting.Min() - clock.GetUtcNow();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The work on {Scope} failed; it is done again later.")]
        public static partial void WorkFailed(ILogger logger, Exception failure, string scope);
    }
}
