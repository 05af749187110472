using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class TrackerSyncTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly MadeTracker tracker = new("A", "B");

    public TrackerSyncTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_reading_brings_every_epic_with_all_that_hangs_below_it_in_whatever_project()
    {
        MakeBacklog();

        await SyncRun.OnceAsync(store, tracker);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        (await SyncRun.KeptAsync(store)).ShouldContain(line => line.Contains("B-3 below A-2", StringComparison.Ordinal));
        (await SyncRun.KeptAsync(store)).ShouldNotContain(line => line.Contains("A-9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Later_readings_bring_what_changed_and_write_nothing_where_nothing_did()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);
        tracker.Tag("A-1", "SMB");
        tracker.Add("A-20", "Story", "A-1", 5);
        await SyncRun.OnceAsync(store, tracker);
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));

        List<string> writes = [];
        var seen = new FailingStore(store, (partition, _) =>
        {
            writes.Add(partition);
            return false;
        });
        await SyncRun.OnceAsync(seen, tracker);

        writes.ShouldNotContain(p => p == "copy-w");
        writes.ShouldContain(p => p == "scopes-w");
    }

    [Fact]
    public async Task A_story_that_leaves_its_epic_takes_what_hangs_below_it_along()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);

        tracker.Put(tracker.Get("A-2") with { ParentKey = null });
        await SyncRun.OnceAsync(store, tracker);

        var kept = await SyncRun.KeptAsync(store);
        kept.ShouldBe(SyncRun.There(tracker, "A", "B"));
        kept.ShouldNotContain(line => line.Contains("B-3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_story_that_comes_below_an_epic_brings_what_hangs_below_it()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);
        tracker.Add("A-10", "Sub-task", "A-9", 1);

        tracker.Put(tracker.Get("A-9") with { ParentKey = "B-1" });
        await SyncRun.OnceAsync(store, tracker);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        (await SyncRun.KeptAsync(store)).ShouldContain(line => line.Contains("A-10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_epic_that_moves_to_another_project_keeps_its_children()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);

        tracker.Move("A-1", "B-50");
        await SyncRun.OnceAsync(store, tracker);

        var kept = await SyncRun.KeptAsync(store);
        kept.ShouldBe(SyncRun.There(tracker, "A", "B"));
        kept.ShouldContain(line => line.Contains("A-2 below B-50", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_deleted_is_found_by_comparing_which_items_there_are()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);

        tracker.Delete("A-2");
        tracker.Delete("B-1");
        await SyncRun.OnceAsync(store, tracker, new() { CheckEvery = TimeSpan.Zero });

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task A_project_that_cannot_be_read_stops_no_other_one_and_says_why_and_when_it_is_tried_again()
    {
        MakeBacklog();
        var clock = new FixedClock();
        tracker.Before = (_, what) => what == "list B"
            ? throw new TrackerException(new("projectGone", "The project B is gone.", Blame.Administrator))
            : Task.CompletedTask;

        using var run = await SyncRun.OpenAsync(store, tracker, clock);
        await run.Live.Sync.RunOnceAsync(Cancel);
        await run.Live.Sync.RunOnceAsync(Cancel);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A"));
        var stopped = run.Live.Sync.Scopes.Single(s => s.Scope.Key == "B");
        stopped.Phase.ShouldBe(ScopePhase.Stopped);
        stopped.State.Problem.ShouldBe(new("projectGone", "The project B is gone.", Blame.Administrator, clock.Now, 2, clock.Now.AddSeconds(30)));
        var reading = SyncReading.Of(run.Live.Sync);
        reading.IsComplete.ShouldBeFalse();
        reading.Findings.ShouldContain(f => f.Code == "scopeNotRead" && f.Text.Contains("B cannot be read since 12:00 UTC: The project B is gone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_tracker_asks_to_wait_is_waited()
    {
        var clock = new FixedClock();
        var busy = new TrackerProblem("tooManyRequests", "Jira asks to wait.", Blame.Tracker) { RetryAfter = TimeSpan.FromMinutes(40), IsPassing = true };
        tracker.Before = (_, what) => what.StartsWith("list", StringComparison.Ordinal) ? throw new TrackerException(busy) : Task.CompletedTask;

        using var run = await SyncRun.OpenAsync(store, tracker, clock);
        await run.Live.Sync.RunOnceAsync(Cancel);

        run.Live.Sync.Scopes.ShouldAllBe(s => s.State.Problem!.NextAttempt == clock.Now.AddMinutes(40));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_call_and_started_again_it_ends_in_the_same_state(bool isLater)
    {
        MakeBacklog();
        if (isLater)
        {
            await SyncRun.OnceAsync(store, tracker);
            Change();
        }

        var calls = await CountCallsAsync(isLater);
        calls.ShouldBeGreaterThanOrEqualTo(3);
        for (var n = 1; n <= calls; n++)
        {
            var fresh = await StartAsync($"killed-{n}", isLater);
            var (made, kept) = (fresh.Tracker, fresh.Store);
            var end = made.Calls + n;
            made.Before = (call, _) => call == end ? throw new OperationCanceledException() : Task.CompletedTask;
            await Should.ThrowAsync<OperationCanceledException>(SyncRun.OnceAsync(kept, made));
            made.Before = (_, _) => Task.CompletedTask;
            await SyncRun.OnceAsync(kept, made);
            (await SyncRun.KeptAsync(kept)).ShouldBe(SyncRun.There(made, "A", "B"), $"Killed at call {n}.");
            kept.Dispose();
        }
    }

    [Fact]
    public async Task Killed_at_any_write_of_the_store_and_started_again_it_ends_in_the_same_state()
    {
        for (var n = 1; n < 40; n++)
        {
            var made = new MadeTracker("A", "B");
            Fill(made);
            using var inner = SqliteDocumentStore.Open(folder.File($"write-{n}.db"));
            var failed = false;
            var failing = new FailingStore(inner, (_, write) =>
            {
                failed |= write == n;
                return write == n;
            });
            try
            {
                await SyncRun.OnceAsync(failing, made);
            }
            catch (DataFileException)
            {
                // That is what a full disk looks like.
            }

            await SyncRun.OnceAsync(inner, made, new() { CheckEvery = TimeSpan.Zero });
            (await SyncRun.KeptAsync(inner)).ShouldBe(SyncRun.There(made, "A", "B"), $"Failed at write {n}.");
            if (!failed)
            {
                n.ShouldBeGreaterThan(8);
                return;
            }
        }
    }

    [Fact]
    public async Task A_reading_that_was_broken_off_does_not_fetch_again_what_it_has()
    {
        MakeBacklog();
        tracker.Before = (_, what) => what == "page A" && tracker.Calls > 6 ? throw new OperationCanceledException() : Task.CompletedTask;
        await Should.ThrowAsync<OperationCanceledException>(SyncRun.OnceAsync(store, tracker));
        var kept = (await SyncRun.KeptAsync(store)).Count;
        kept.ShouldBeGreaterThan(0);

        List<string> calls = [];
        tracker.Before = (_, what) =>
        {
            calls.Add(what);
            return Task.CompletedTask;
        };
        await SyncRun.OnceAsync(store, tracker);

        (calls.Count(c => c.StartsWith("page", StringComparison.Ordinal)) * 3).ShouldBeLessThan(SyncRun.There(tracker, "A", "B").Count + 6 - kept + 3);
    }

    [Fact]
    public async Task Another_meaning_of_effort_reads_everything_again_and_keeps_what_is_there_until_then()
    {
        MakeBacklog();
        await SyncRun.OnceAsync(store, tracker);
        tracker.Report = tracker.Report with { Fields = [.. tracker.Report.Fields, new("effort", "f2", "Story Points", "number", CanWrite: false)] };
        List<string> calls = [];
        tracker.Before = (_, what) =>
        {
            calls.Add(what);
            return Task.CompletedTask;
        };

        await SyncRun.OnceAsync(store, tracker);

        calls.ShouldContain(c => c == "list A");
        calls.ShouldContain(c => c == "list B");
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task Events_are_looked_at_once_however_often_and_in_whatever_order_they_come()
    {
        MakeBacklog();
        using var run = await SyncRun.OpenAsync(store, tracker);
        await run.Live.Sync.RunOnceAsync(Cancel);
        tracker.Tag("A-1", "SMB");
        tracker.Tag("A-1", "Enterprise");
        var (first, gone) = (tracker.Get("A-1").Id!, tracker.Get("B-4").Id!);
        tracker.Delete("B-4");
        (string Delivery, string Id)[] events = [("2", first), ("1", first), ("2", first), ("3", gone), ("3", gone), ("9", "no such item")];
        foreach (var (delivery, id) in events)
        {
            await run.Live.Sync.TellAsync(delivery, id, Cancel);
        }

        List<string> calls = [];
        tracker.Before = (_, what) =>
        {
            calls.Add(what);
            return what.StartsWith("changes", StringComparison.Ordinal) ? throw new TrackerException(new("x", "Not now.", Blame.Tracker)) : Task.CompletedTask;
        };
        await run.Live.Sync.RunOnceAsync(Cancel);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        calls.Count(c => c.StartsWith("find", StringComparison.Ordinal)).ShouldBe(2);
        run.Live.Sync.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_waits_while_the_tracker_cannot_be_read_and_survives_a_restart()
    {
        MakeBacklog();
        using (var run = await SyncRun.OpenAsync(store, tracker))
        {
            await run.Live.Sync.RunOnceAsync(Cancel);
            tracker.Delete("A-2");
            await run.Live.Sync.TellAsync("1", "2", Cancel);
            tracker.Before = (_, what) => what.StartsWith("find", StringComparison.Ordinal)
                ? throw new TrackerException(new("down", "Jira is down.", Blame.Tracker))
                : Task.CompletedTask;
            await run.Live.Sync.RunOnceAsync(Cancel);
            run.Live.Sync.Pending.ShouldBe(1);
        }

        tracker.Before = (_, _) => Task.CompletedTask;
        await SyncRun.OnceAsync(store, tracker);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task A_reading_that_looked_before_a_write_does_not_undo_it()
    {
        MakeBacklog();
        using var run = await SyncRun.OpenAsync(store, tracker);
        await run.Live.Sync.RunOnceAsync(Cancel);
        var before = tracker.Get("A-1");
        await run.Live.Writer.WriteAsync(
            new(before.Id!, before.Key, Backlogs.Field, before.Revision, ["Enterprise"], ["SMB"], []), Actor.Connection, Cancel);

        await run.Live.Copy.StoreAsync("A", 1, [before], [], _ => Task.CompletedTask, Cancel);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        tracker.Get("A-1").ValuesOf(Backlogs.Field).ShouldBe(["Enterprise", "SMB"]);
    }

    [Fact]
    public async Task Own_writes_are_no_changes_for_the_next_reading()
    {
        MakeBacklog();
        using var run = await SyncRun.OpenAsync(store, tracker);
        await run.Live.Sync.RunOnceAsync(Cancel);
        for (var i = 0; i < 50; i++)
        {
            var item = tracker.Get("A-1");
            await run.Live.Writer.WriteAsync(
                new(item.Id!, item.Key, Backlogs.Field, item.Revision, item.ValuesOf(Backlogs.Field), [$"S{i}"], []), Actor.Connection, Cancel);
        }

        List<string> heard = [];
        run.Live.Copy.Changed = (changed, _) => heard.AddRange(changed.Select(c => c.Key));
        await run.Live.Sync.RunOnceAsync(Cancel);

        heard.ShouldBeEmpty();
        tracker.Written.Count.ShouldBe(50);
    }

    private void MakeBacklog() => Fill(tracker);

    private static void Fill(MadeTracker made)
    {
        made.Add("A-1", "Epic", null, 8, "Enterprise");
        made.Add("A-2", "Story", "A-1", 3);
        made.Add("B-3", "Sub-task", "A-2", 2);
        made.Add("B-1", "Epic", null, 5, "SMB");
        made.Add("B-2", "Story", "B-1", 5);
        made.Add("B-4", "Story", "B-1");
        made.Add("A-9", "Story");
        for (var i = 30; i < 40; i++)
        {
            made.Add($"A-{i}", "Story", "A-1", i);
        }
    }

    private void Change() => Change(tracker);

    private static void Change(MadeTracker made)
    {
        made.Tag("A-1", "SMB", "Enterprise");
        made.Put(made.Get("A-2") with { ParentKey = "B-1" });
        made.Add("A-60", "Epic", null, 1, "Mid-market");
        made.Add("A-61", "Story", "A-60", 2);
        made.Move("A-30", "B-70");
    }

    private async Task<int> CountCallsAsync(bool isLater)
    {
        var fresh = await StartAsync("counted", isLater);
        var before = fresh.Tracker.Calls;
        await SyncRun.OnceAsync(fresh.Store, fresh.Tracker);
        fresh.Store.Dispose();
        return fresh.Tracker.Calls - before;
    }

    private async Task<(MadeTracker Tracker, SqliteDocumentStore Store)> StartAsync(string name, bool isLater)
    {
        var made = new MadeTracker("A", "B");
        Fill(made);
        var kept = SqliteDocumentStore.Open(folder.File($"{name}-{isLater}.db"));
        if (isLater)
        {
            await SyncRun.OnceAsync(kept, made);
            Change(made);
        }

        return (made, kept);
    }
}
