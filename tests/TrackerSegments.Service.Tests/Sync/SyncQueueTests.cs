using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>The messages of a program that runs by itself.</summary>
public sealed class SyncQueueTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly MadeTracker tracker = new("A", "B");
    private readonly FixedClock clock = new();
    private readonly List<string> calls = [];
    private readonly SemaphoreSlim moved = new(0);

    public SyncQueueTests()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        for (var i = 1; i <= 9; i++)
        {
            tracker.Add($"{(i % 2 == 0 ? "A" : "B")}-{i}", "Epic", null, i, "SMB");
        }

        tracker.Before = (_, what) =>
        {
            lock (calls)
            {
                calls.Add(what);
            }

            return Task.CompletedTask;
        };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        moved.Dispose();
    }

    [Fact]
    public async Task It_connects_and_reads_every_scope_and_rests_until_something_is_due()
    {
        await using var queue = await StartAsync(store);

        await UntilAsync(() => queue.Live.Sync.Scopes.Count == 2 && queue.Live.Sync.Scopes.All(s => s.State.IsComplete && s.Phase == ScopePhase.Idle));

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        tracker.Tag("A-2", "Enterprise");
        clock.Now += TimeSpan.FromMinutes(1);
        queue.Live.Sync.Hurry();
        await UntilAsync(() => Count("changes A") == 1 && queue.Live.Copy.Items.Any(i => i.Key == "A-2" && i.ValuesOf(Backlogs.Field).Contains("Enterprise", StringComparer.Ordinal)));
        Count("connect").ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_up_while_a_scope_is_read_is_read_once_more_however_often_it_comes_up()
    {
        var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = 0;
        tracker.Before = async (_, what) =>
        {
            lock (calls)
            {
                calls.Add(what);
            }

            if (what == "list A" && Interlocked.Exchange(ref first, 1) == 0)
            {
                isThere.SetResult();
                await goOn.Task;
            }
        };
        await using var queue = await StartAsync(store);
        await isThere.Task.WaitAsync(Cancel);

        for (var i = 0; i < 5; i++)
        {
            queue.Live.Sync.Hurry();
        }

        Count("list A").ShouldBe(1);
        goOn.SetResult();
        await UntilAsync(() => Count("changes A") == 1);
        await UntilAsync(() => queue.Live.Sync.Scopes.All(s => s.Phase == ScopePhase.Idle && s.State.IsComplete));
        Count("list A").ShouldBe(1);
        Count("changes A").ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_stops_nothing_for_good()
    {
        var isFull = true;
        var failing = new FailingStore(store, (_, _) => Volatile.Read(ref isFull));
        await using var queue = await StartAsync(failing);
        await UntilAsync(() => queue.Live.Sync.Problem is not null || queue.Log.Text.Length > 0);

        Volatile.Write(ref isFull, false);
        clock.Now += TimeSpan.FromMinutes(30);
        queue.Live.Sync.Hurry();

        await UntilAsync(() => queue.Live.Sync.Scopes.Count == 2 && queue.Live.Sync.Scopes.All(s => s.State.IsComplete && s.Phase == ScopePhase.Idle));
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        queue.Live.Sync.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Events_of_a_tracker_that_cannot_be_connected_to_do_not_make_it_be_tried_before_its_time()
    {
        tracker.Before = (_, what) =>
        {
            lock (calls)
            {
                calls.Add(what);
            }

            throw new TrackerException(new("refused", "The token is refused.", Blame.Administrator));
        };
        await using var queue = await StartAsync(store);
        await UntilAsync(() => queue.Live.Sync.Problem is not null);

        for (var i = 0; i < 5; i++)
        {
            await queue.Live.Sync.TellAsync($"event {i}", $"{i}", Cancel);
        }

        // Whatever an event would have begun is begun before this.
        queue.Live.Sync.Hurry();
        await UntilAsync(() => Count("connect") == 2);
        queue.Live.Sync.Problem!.Attempts.ShouldBe(2);
        queue.Live.Sync.Pending.ShouldBe(5);
    }

    [Fact]
    public async Task A_queue_that_is_lost_in_the_middle_loses_nothing()
    {
        for (var stop = 1; stop <= 4; stop++)
        {
            var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var off = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var left = stop;
            tracker.Before = async (_, _) =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    isThere.SetResult();
                    await off.Task;
                }
            };
            await using var queue = await StartAsync(store);
            await isThere.Task.WaitAsync(Cancel);
            queue.Stopped = () => off.SetCanceled(Cancel);
        }

        tracker.Before = (_, _) => Task.CompletedTask;
        await using var last = await StartAsync(store);
        await UntilAsync(() => last.Live.Sync.Scopes.Count == 2 && last.Live.Sync.Scopes.All(s => s.State.IsComplete && s.Phase == ScopePhase.Idle));
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    private int Count(string what)
    {
        lock (calls)
        {
            return calls.Count(c => c == what);
        }
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 600 && !isSo(); i++)
        {
            await moved.WaitAsync(TimeSpan.FromMilliseconds(20), Cancel);
        }

        isSo().ShouldBeTrue(string.Join(", ", calls));
    }

    private Task<RunningQueue> StartAsync(IDocumentStore on) => RunningQueue.StartAsync(on, tracker, clock, () => moved.Release());

    private sealed class RunningQueue(LiveTracker live, LogLines log) : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task work = Task.CompletedTask;

        public LiveTracker Live => live;

        public LogLines Log => log;

        public Action Stopped { get; set; } = () => { };

        public static async Task<RunningQueue> StartAsync(IDocumentStore store, MadeTracker tracker, TimeProvider clock, Action moved)
        {
            var log = new LogLines();
            var live = await LiveTracker.OpenAsync(
                store, "w", SyncRun.Settings, new() { Make = (_, _, _, _) => tracker }, clock, log.CreateLogger("sync"), Cancel);
            live.Sync.Moved = moved;
            var queue = new RunningQueue(live, log);
            queue.work = live.RunAsync(queue.stop.Token);
            return queue;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            Stopped();
            await Should.ThrowAsync<OperationCanceledException>(() => work);
            live.Dispose();
            log.Dispose();
            stop.Dispose();
        }
    }
}
