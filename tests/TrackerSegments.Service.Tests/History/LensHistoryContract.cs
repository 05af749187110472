using TrackerSegments.Core;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.History;

/// <summary>Keeping and finding snapshots, whatever the store.</summary>
public abstract class LensHistoryContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Day = new(2026, 3, 2);

    private IDocumentStore store = null!;
    private LensHistory history = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract Task<IDocumentStore> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        store = await OpenAsync();
        history = new(store, "w", Backlogs.Lens);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        (store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_snapshot_is_found_as_it_was_kept()
    {
        var state = State(Start, Epic("A-1", 30, "SMB"), Epic("A-2", null), Epic("A-3", 7.125m, "SMB", "Enterprise"));

        (await history.KeepAsync(state, new(), Cancel)).ShouldBeTrue();

        Text((await FindAsync(Day))!).ShouldBe(Text(new(state.ToSnapshot(), "")));
        Text((await FindAsync(Day.AddDays(300)))!).ShouldBe(Text(new(state.ToSnapshot(), "")));
        (await FindAsync(Day.AddDays(-1))).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_larger_than_a_document_is_kept_in_several()
    {
        var random = new Random(7);
        var state = State(Start, [.. Enumerable.Range(0, 30_000).Select(i => Epic(
            $"P{random.Next(1000)}-{i}", random.Next(1, 9_000_000) / 1000m, random.Next(2) == 0 ? "SMB" : "Enterprise") with { Id = Guid.NewGuid().ToString() })]);

        await history.KeepAsync(state, new(), Cancel);

        (await KeysAsync("snapshot-parts-")).Count.ShouldBeGreaterThan(1);
        Text((await FindAsync(Day))!).ShouldBe(Text(new(state.ToSnapshot(), "")));
    }

    [Fact]
    public async Task Of_several_on_one_day_the_last_one_stands_and_leaves_nothing_of_the_others()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        await history.KeepAsync(State(Start.AddHours(3), Epic("A-1", 40, "SMB")), new(), Cancel);
        await history.KeepAsync(State(Start.AddHours(1), Epic("A-1", 50, "SMB")), new(), Cancel);

        (await FindAsync(Day))!.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(40));
        (await TrendAsync()).Single().Split.TaggedEffort.ShouldBe(Effort.FromUnits(40));
        (await KeysAsync("snapshots-")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_changed_since_the_days_last()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        var counting = new FailingStore(store, (_, _) => false);

        (await new LensHistory(counting, "w", Backlogs.Lens).KeepAsync(State(Start.AddHours(5), Epic("A-1", 30, "SMB")), new(), Cancel)).ShouldBeFalse();

        counting.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Days_on_which_nothing_changed_share_what_they_have_and_keep_it_for_each_other()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        await history.KeepAsync(State(Start.AddDays(1), Epic("A-1", 30, "SMB")), new(), Cancel);
        (await KeysAsync("snapshot-parts-")).Count.ShouldBe(1);

        await history.KeepAsync(State(Start.AddHours(9), Epic("A-1", 31, "SMB")), new(), Cancel);

        (await FindAsync(Day))!.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(31));
        var second = (await FindAsync(Day.AddDays(1)))!;
        second.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(30));
        second.Snapshot.Summary.Day.ShouldBe(Day.AddDays(1));
        (await TrendAsync()).Select(s => s.Day).ShouldBe([Day, Day.AddDays(1)]);
    }

    [Fact]
    public async Task A_program_killed_at_any_write_leaves_the_day_before_and_the_next_turn_makes_good()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        var later = State(Start.AddDays(1), Epic("A-1", 99, "SMB"));
        var broken = 0;
        for (var stop = 1; ; stop++)
        {
            var failing = new FailingStore(store, (_, write) => write >= stop);
            try
            {
                await new LensHistory(failing, "w", Backlogs.Lens).KeepAsync(later, new(), Cancel);
                break;
            }
            catch (DataFileException)
            {
                broken++;
                if (await FindAsync(Day.AddDays(1)) is { } found && found.Snapshot.Summary.Day != Day)
                {
                    // Only after the head: then it is whole, and what was left undone is tidying.
                    found.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(99));
                }
            }
        }

        broken.ShouldBeGreaterThanOrEqualTo(3);
        (await FindAsync(Day.AddDays(1)))!.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(99));
        (await FindAsync(Day))!.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(30));
        (await TrendAsync()).Select(s => s.Split.TaggedEffort.Units).ShouldBe([30m, 99m]);
    }

    [Fact]
    public async Task Killed_between_the_parts_and_the_head_there_is_no_snapshot()
    {
        var failing = new FailingStore(store, (partition, _) => partition.StartsWith("snapshots-", StringComparison.Ordinal));

        await Should.ThrowAsync<DataFileException>(
            () => new LensHistory(failing, "w", Backlogs.Lens).KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel));

        (await KeysAsync("snapshot-parts-")).Count.ShouldBe(1);
        (await FindAsync(Day)).ShouldBeNull();
        (await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel)).ShouldBeTrue();
        (await FindAsync(Day)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_killed_program_left_is_dropped_with_a_later_days_snapshot()
    {
        var failing = new FailingStore(store, (partition, _) => partition.StartsWith("snapshots-", StringComparison.Ordinal));
        await Should.ThrowAsync<DataFileException>(
            () => new LensHistory(failing, "w", Backlogs.Lens).KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel));

        await history.KeepAsync(State(Start.AddDays(3), Epic("A-1", 31, "SMB")), new(), Cancel);

        (await KeysAsync("snapshot-parts-")).ShouldAllBe(key => key.StartsWith("2026-03-05"));
    }

    [Fact]
    public async Task A_snapshot_of_a_newer_program_is_refused_and_left_untouched()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        var partition = await PartitionAsync("snapshots-");
        const string Newer = """{"schema":2,"anything":{"else":[1]}}""";
        await store.WriteAsync(partition, [new("2026-03-02", Newer, WriteCondition.Any)], Cancel);

        var read = await Should.ThrowAsync<NewerSnapshotException>(() => FindAsync(Day));
        var kept = await Should.ThrowAsync<NewerSnapshotException>(
            () => history.KeepAsync(State(Start.AddHours(2), Epic("A-1", 31, "SMB")), new(), Cancel));
        await history.KeepAsync(State(Start.AddDays(500), Epic("A-1", 32, "SMB")), new(), Cancel);

        read.Message.ShouldBe("The snapshot of 2026-03-02 was kept by a newer TrackerSegments (shape 2; this one reads shape 1), and was left as it is. Use the newer program, or ask for other days.");
        kept.Message.ShouldBe(read.Message);
        (await store.FindAsync(partition, "2026-03-02", Cancel))!.Body.ShouldBe(Newer);
        (await KeysAsync("snapshot-parts-")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Figures_of_a_newer_program_are_refused_and_left_untouched()
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        var partition = await PartitionAsync("trend-");
        const string Newer = """{"schema":2}""";
        await store.WriteAsync(partition, [new("2026-03", Newer, WriteCondition.Any)], Cancel);

        await Should.ThrowAsync<NewerSnapshotException>(TrendAsync);
        await Should.ThrowAsync<NewerSnapshotException>(() => history.KeepAsync(State(Start.AddDays(1), Epic("A-1", 31, "SMB")), new(), Cancel));

        (await store.FindAsync(partition, "2026-03", Cancel))!.Body.ShouldBe(Newer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not Base64")]
    [InlineData("AAAA")]
    [InlineData(null)]
    public async Task A_damaged_snapshot_is_told_and_nothing_of_it_is_used(string? body)
    {
        await history.KeepAsync(State(Start, Epic("A-1", 30, "SMB")), new(), Cancel);
        var partition = await PartitionAsync("snapshot-parts-");
        await store.WriteAsync(partition, [new((await KeysAsync("snapshot-parts-")).Single(), body, WriteCondition.Any)], Cancel);

        (await Should.ThrowAsync<DataFileException>(() => FindAsync(Day))).Message
            .ShouldBe("The snapshot of 2026-03-02 is not as it was written. Take the data from a backup, or ask for other days.");
    }

    [Fact]
    public async Task After_the_daily_months_the_last_day_of_each_week_is_kept_and_the_figures_of_every_day()
    {
        for (var day = 0; day < 60; day++)
        {
            await history.KeepAsync(State(Start.AddDays(day), Epic("A-1", 30 + day, "SMB")), new(DailyMonths: 1), Cancel);
        }

        // The 60th day is 30 April: every day from 30 March on, before that Sundays, and of the week that both share what is there anyway.
        (await KeysAsync("snapshots-")).ShouldBe(
        [
            "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29",
            .. Enumerable.Range(0, 32).Select(i => $"{new DateOnly(2026, 3, 30).AddDays(i):yyyy-MM-dd}"),
        ]);
        (await KeysAsync("snapshot-parts-")).Count.ShouldBe(36);
        (await TrendAsync()).Count.ShouldBe(60);
        (await FindAsync(new(2026, 3, 20)))!.Snapshot.Summary.Day.ShouldBe(new DateOnly(2026, 3, 15));
    }

    [Fact]
    public async Task Two_programs_that_keep_the_same_day_end_with_the_later_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            new LensHistory(store, "w", Backlogs.Lens).KeepAsync(State(Start.AddMinutes(i), Epic("A-1", 30 + i, "SMB")), new(), Cancel))));

        (await FindAsync(Day))!.Snapshot.Epics.Single().Effort.ShouldBe(Effort.FromUnits(37));
        (await TrendAsync()).Single().Split.TaggedEffort.ShouldBe(Effort.FromUnits(37));
    }

    private static WorkItem Epic(string key, decimal? points, params string[] segments) => MadeReports.Epic(key, points, segments);

    private static LensState State(DateTimeOffset at, params WorkItem[] epics)
    {
        var backlog = Backlog.Build(epics);
        var policy = new EffortPolicy();
        Lens lens = new(Backlogs.Field, Backlogs.Field, LensBuilder.Segments([("Enterprise", ["Enterprise"]), ("SMB", ["SMB"])]));
        Strategy strategy = new([new(30, 5), new(70, 5)]);
        return new(OpenBacklog.Of(backlog, RollUp.Compute(backlog, policy), policy, lens, strategy, [], at), at, IsComplete: true, "", null);
    }

    private static string Text(KeptSnapshot kept) =>
        System.Text.Json.JsonSerializer.Serialize(SnapshotDocuments.Of(kept.Snapshot), SnapshotJson.Default.SnapshotDocument);

    /// <summary>As a lens sees it that is not all read, so that the present stands in for nothing.</summary>
    private Task<KeptSnapshot?> FindAsync(DateOnly day) => history.FindAsync(State(Start) with { IsComplete = false }, day, Cancel);

    private Task<IReadOnlyList<SnapshotSummary>> TrendAsync() =>
        history.TrendAsync(State(Start) with { IsComplete = false }, new(2000, 1, 1), new(2100, 1, 1), Cancel);

    private async Task<string> PartitionAsync(string prefix)
    {
        await foreach (var partition in store.ListPartitionsAsync(prefix, Cancel))
        {
            return partition;
        }

        throw new InvalidOperationException($"There is no partition that begins with {prefix}.");
    }

    private async Task<List<string>> KeysAsync(string prefix)
    {
        List<string> keys = [];
        await foreach (var document in store.ListAsync(await PartitionAsync(prefix), null, null, Cancel))
        {
            keys.Add(document.Key);
        }

        return keys;
    }
}
