using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>Several processes that keep the same tracker's copy in one store, as on a platform that starts as many as it needs.</summary>
public sealed class SeveralProcessesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly MadeTracker tracker = new("A", "B");
    private readonly FixedClock clock = new();

    public SeveralProcessesTests()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        for (var i = 1; i <= 8; i++)
        {
            var project = i % 2 == 0 ? "A" : "B";
            tracker.Add($"{project}-{i}", "Epic", null, i, "SMB");
            tracker.Add($"A-{i}0", "Story", $"{project}-{i}", i);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task One_piece_of_work_reads_so_many_pages_and_says_what_is_next()
    {
        using var run = await OpenAsync(pages: 1);

        var next = await run.Live.Sync.RunAsync(new(Scope: null), Cancel);
        next.ShouldBe([new("A"), new("B")]);
        var pieces = 0;
        for (var work = new Queue<SyncTask>(next); work.TryDequeue(out var task); pieces++)
        {
            var calls = tracker.Calls;
            foreach (var more in await run.Live.Sync.RunAsync(task, Cancel))
            {
                work.Enqueue(more);
            }

            (tracker.Calls - calls).ShouldBeLessThanOrEqualTo(3);
        }

        pieces.ShouldBe(8);
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task Each_piece_may_be_done_by_another_process()
    {
        for (var work = new Queue<SyncTask>([new SyncTask(null)]); work.TryDequeue(out var task);)
        {
            using var run = await OpenAsync(pages: 1);
            foreach (var more in (await run.Live.Sync.RunAsync(task, Cancel)).Except(work))
            {
                work.Enqueue(more);
            }
        }

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task Two_processes_read_two_scopes_of_one_tracker_at_the_same_time_and_neither_loses_what_the_other_wrote()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();

        await Task.WhenAll(first.Live.Sync.RunAsync(new(null), Cancel), second.Live.Sync.RunAsync(new(null), Cancel));
        await Task.WhenAll(first.Live.Sync.RunAsync(new("A"), Cancel), second.Live.Sync.RunAsync(new("B"), Cancel));

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        await first.Live.Sync.RefreshAsync(Cancel);
        await second.Live.Sync.RefreshAsync(Cancel);
        first.Live.Copy.Count.ShouldBe(16);
        second.Live.Copy.Count.ShouldBe(16);
        SyncReading.Of(second.Live.Sync).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_scope_is_worked_on_by_one_process_at_a_time()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        await first.Live.Sync.RunAsync(new(null), Cancel);
        await second.Live.Sync.RunAsync(new(null), Cancel);
        var (isThere, goOn) = Pause("list A");

        var reading = first.Live.Sync.RunAsync(new("A"), Cancel);
        await isThere;
        var calls = tracker.Calls;
        (await second.Live.Sync.RunAsync(new("A"), Cancel)).ShouldBeEmpty();
        (await first.Live.Sync.RunAsync(new("A"), Cancel)).ShouldBeEmpty();

        tracker.Calls.ShouldBe(calls);
        second.Live.Sync.Scopes.Single(s => s.Scope.Key == "A").Phase.ShouldBe(ScopePhase.Full);
        goOn();
        await reading;
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A"));
    }

    [Fact]
    public async Task The_scope_of_a_process_that_died_is_taken_over_when_its_time_is_over()
    {
        using var dead = await OpenAsync();
        await dead.Live.Sync.RunAsync(new(null), Cancel);
        var (isThere, _) = Pause("page A");
        _ = dead.Live.Sync.RunAsync(new("A"), Cancel);
        await isThere;
        tracker.Before = (_, _) => Task.CompletedTask;
        using var heir = await OpenAsync();

        await heir.Live.Sync.RunAsync(new("A"), Cancel);
        (await SyncRun.KeptAsync(store)).ShouldBeEmpty();
        clock.Now += new SyncPace().Lease;
        await heir.Live.Sync.RunAsync(new("A"), Cancel);

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A"));
    }

    [Fact]
    public async Task A_connection_that_is_read_otherwise_takes_its_scopes_from_whoever_reads_them_and_keeps_them_for_nobody()
    {
        using (var run = await OpenAsync())
        {
            await ReadAllAsync(run);
        }

        tracker.Report = tracker.Report with { Fields = [.. tracker.Report.Fields, new("team", "f2", "Team", "text", CanWrite: false)] };
        using var next = await OpenAsync();
        await next.Live.Sync.RunAsync(new(null), Cancel);

        next.Live.Sync.Scopes.ShouldAllBe(scope => scope.State.Cursor == null && scope.State.Owner == null);
        var calls = tracker.Calls;
        await ReadAllAsync(next);
        tracker.Calls.ShouldBeGreaterThan(calls);
        next.Live.Sync.Scopes.ShouldAllBe(scope => scope.State.Cursor != null);
    }

    [Fact]
    public async Task A_process_that_cannot_read_on_what_another_has_taken_over_notes_nothing_and_goes_on()
    {
        using var late = await OpenAsync();
        await late.Live.Sync.RunAsync(new(null), Cancel);
        var (isThere, goOn) = Pause("list A");
        var reading = late.Live.Sync.RunAsync(new("A"), Cancel);
        await isThere;
        clock.Now += new SyncPace().Lease;
        tracker.Before = (_, _) => Task.CompletedTask;
        using var other = await OpenAsync();
        await other.Live.Sync.RunAsync(new("A"), Cancel);
        tracker.Before = (_, call) => call == "page A" ? throw new TrackerException(new("gone", "It is gone.", Blame.Tracker)) : Task.CompletedTask;

        goOn();
        (await reading).ShouldBeEmpty();

        late.Live.Sync.Scopes.Single(s => s.Scope.Key == "A").State.ShouldSatisfyAllConditions(s => s.Problem.ShouldBeNull(), s => s.IsComplete.ShouldBeTrue());
    }

    [Fact]
    public async Task A_process_that_comes_back_after_its_time_changes_nothing_any_more()
    {
        using var late = await OpenAsync();
        await late.Live.Sync.RunAsync(new(null), Cancel);
        await late.Live.Sync.RunAsync(new("A"), Cancel);
        tracker.Move("A-2", "B-90");
        var (isThere, goOn) = Pause("changes A", after: true);
        var reading = late.Live.Sync.RunAsync(new("A"), Cancel);
        await isThere;

        // It is about to say that the epic left the project. Before it does, the epic is back, and somebody else has seen that.
        tracker.Before = (_, _) => Task.CompletedTask;
        tracker.Move("B-90", "A-2");
        clock.Now += new SyncPace().Lease;
        using var other = await OpenAsync();
        await other.Live.Sync.RunAsync(new("A"), Cancel);
        tracker.Tag("A-2", "Enterprise");
        await other.Live.Sync.RunAsync(new("A"), Cancel);
        goOn();
        (await reading).ShouldBeEmpty();

        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A"));
        (await SyncRun.KeptAsync(store)).ShouldContain(line => line.Contains("A-2 below -", StringComparison.Ordinal) && line.Contains("Enterprise", StringComparison.Ordinal));
        late.Live.Sync.Scopes.Single(s => s.Scope.Key == "A").State.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_person_writes_in_one_process_shows_in_another_and_is_not_undone_by_its_readings()
    {
        using var board = await OpenAsync();
        using var reader = await OpenAsync();
        await ReadAllAsync(board);
        await ReadAllAsync(reader);
        List<string> heard = [];
        reader.Live.Copy.Changed = (changed, _) => heard.AddRange(changed.Select(c => c.Key));

        var item = tracker.Get("B-1");
        await board.Live.Writer.WriteAsync(
            new(item.Id!, item.Key, Backlogs.Field, item.Revision, item.ValuesOf(Backlogs.Field), ["Enterprise"], []), Actor.Connection, Cancel);
        await reader.Live.Sync.RefreshAsync(Cancel);

        heard.ShouldBe(["B-1"]);
        await ReadAllAsync(reader);
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
    }

    [Fact]
    public async Task What_three_processes_do_in_any_order_ends_as_the_tracker_is()
    {
        var random = new Random(20261128);
        SyncRun[] runs = [await OpenAsync(pages: 1), await OpenAsync(pages: 2), await OpenAsync()];
        SyncTask[] tasks = [new(null), new("A"), new("B")];
        for (var step = 0; step < 300; step++)
        {
            Edit(random);
            await Task.WhenAll(runs.Where(_ => random.Next(2) == 0).Select(run => Task.Run(() => run.Live.Sync.RunAsync(tasks[random.Next(3)], Cancel), Cancel)));
            if (random.Next(20) == 0)
            {
                var again = random.Next(runs.Length);
                runs[again].Dispose();
                runs[again] = await OpenAsync(pages: random.Next(1, 4));
            }
        }

        using var last = await OpenAsync();
        await ReadAllAsync(last);
        (await SyncRun.KeptAsync(store)).ShouldBe(SyncRun.There(tracker, "A", "B"));
        foreach (var run in runs)
        {
            await run.Live.Sync.RefreshAsync(Cancel);
            run.Live.Copy.Items.Select(i => $"{i.Id} {i.Revision}").Order(StringComparer.Ordinal)
                .ShouldBe(last.Live.Copy.Items.Select(i => $"{i.Id} {i.Revision}").Order(StringComparer.Ordinal));
            run.Dispose();
        }
    }

    private static async Task ReadAllAsync(SyncRun run)
    {
        foreach (var scope in (string?[])[null, "A", "B"])
        {
            for (var more = new SyncTask(scope); more is not null;)
            {
                more = (await run.Live.Sync.RunAsync(more, Cancel)).FirstOrDefault(next => next.Scope == scope);
            }
        }
    }

    private void Edit(Random random)
    {
        var keys = SyncRun.There(tracker, "A", "B").Select(line => line.Split(' ')[1]).ToArray();
        var key = keys[random.Next(keys.Length)];
        switch (random.Next(6))
        {
            case 0 or 1:
                tracker.Tag(key, $"S{random.Next(3)}");
                break;
            case 2:
                tracker.Add($"A-{1_000 + random.Next(1_000_000)}", "Story", key, 1);
                break;
            case 3:
                tracker.Move(key, $"{(random.Next(2) == 0 ? "A" : "B")}-{1_000 + random.Next(1_000_000)}");
                break;
            case 4:
                tracker.Add($"B-{1_000 + random.Next(1_000_000)}", "Epic", null, 2, "SMB");
                break;
        }
    }

    private async Task<SyncRun> OpenAsync(int pages = 50) =>
        await SyncRun.OpenAsync(new SharedStore(store), tracker, clock, new() { PagesAtOnce = pages });

    /// <summary>Stops the first call of a kind until it is told to go on.</summary>
    private (Task IsThere, Action GoOn) Pause(string what, bool after = false)
    {
        TaskCompletionSource there = new();
        TaskCompletionSource gate = new();
        var isFirst = true;
        Task Stop(int number, string call)
        {
            if (!isFirst || call != what)
            {
                return Task.CompletedTask;
            }

            isFirst = false;
            there.SetResult();
            return gate.Task;
        }

        if (after)
        {
            tracker.After = Stop;
        }
        else
        {
            tracker.Before = Stop;
        }

        return (there.Task, gate.SetResult);
    }
}
