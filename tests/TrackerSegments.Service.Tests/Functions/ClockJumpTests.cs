using System.Net.Http.Headers;
using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>A machine whose clock was wrong for a while: what it noted then keeps nobody waiting once the clock is right.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore sqlite;
    private readonly IDocumentStore store;
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly MadeTracker tracker = new("A");

    public ClockJumpTests()
    {
        sqlite = SqliteDocumentStore.Open(folder.File("data.db"));
        store = new SharedStore(sqlite);
        for (var i = 1; i <= 7; i++)
        {
            tracker.Add($"A-{i}", "Epic", null, 3, "SMB");
        }
    }

    public static TheoryData<int> Hours => new(1, 30, 24 * 400, -1, -30, -24 * 400);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        host.Dispose();
        sqlite.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task The_copy_and_what_people_see_are_in_step_a_minute_after_any_jump(int hours)
    {
        await using var handler = await StartAsync();
        await handler.ConnectAsync("one", "A");
        await TurnAsync();
        foreach (var (wrong, segment) in ((TimeSpan, string)[])[(TimeSpan.FromHours(hours), "enterprise"), (TimeSpan.Zero, "smb")])
        {
            clock.Set = wrong;
            tracker.Tag("A-3", segment == "smb" ? "SMB" : "Enterprise");

            await TurnAsync();

            (await SegmentsAsync(handler, "A-3")).ShouldBe(segment);
        }

        handler.Log.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_a_turn_nor_a_pause_from_the_future_holds_a_scope_up()
    {
        await using (var ahead = await StartAsync())
        {
            await ahead.ConnectAsync("one", "A");
            await TurnAsync();
            clock.Set = TimeSpan.FromDays(400);
            tracker.Before = (_, _) => throw new TrackerException(new("unreachable", "made.example does not answer.", Blame.Tracker));
            await TurnAsync();
            (await StateAsync()).Problem.ShouldNotBeNull().NextAttempt.ShouldNotBeNull().ShouldBeGreaterThan(clock.Now.AddDays(300));
        }

        clock.Set = TimeSpan.Zero;
        tracker.Before = (_, _) => Task.CompletedTask;
        tracker.Tag("A-3", "Enterprise");
        await using var handler = await StartAsync();

        await TurnAsync();

        (await StateAsync()).Problem.ShouldBeNull();
        (await SegmentsAsync(handler, "A-3")).ShouldBe("enterprise");
    }

    [Fact]
    public void A_turn_that_was_given_by_a_clock_that_ran_ahead_is_over()
    {
        var state = new ScopeState { Owner = "somebody", OwnedUntil = clock.Now.AddMinutes(5) };

        state.IsOwned(clock.Now).ShouldBeTrue();
        state.IsOwned(clock.Now.AddMinutes(5)).ShouldBeFalse();
        state.IsOwned(clock.Now.AddDays(-400)).ShouldBeFalse();
    }

    [Fact]
    public void A_steady_clock_counts_what_passes_and_is_not_set()
    {
        var steady = new SteadyClock(clock);
        var begun = steady.GetUtcNow();

        clock.Set = TimeSpan.FromDays(-400);
        clock.Now += TimeSpan.FromSeconds(90);

        (steady.GetUtcNow() - begun).ShouldBe(TimeSpan.FromSeconds(90));
    }

    private async Task<HostedRun> StartAsync()
    {
        var handler = await HostedRun.StartAsync(store, _ => tracker, clock);
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }

    /// <summary>A minute passes, and the host does what comes of it.</summary>
    private async Task TurnAsync()
    {
        clock.Now += TimeSpan.FromMinutes(1);
        await host.TickAsync("sync-tick", Cancel);
        await host.DrainAsync(Cancel);
    }

    private async Task<ScopeState> StateAsync() =>
        (await new SyncStates(new TenantStore(store, "one"), SourceIdentity.IdOf(SyncRun.Settings with { Projects = ["A"] })).FindScopeAsync("A", Cancel)).State;

    private static async Task<string?> SegmentsAsync(HostedRun handler, string key)
    {
        using var client = new HttpClient { BaseAddress = handler.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostedRun.KeyOf("one", Role.Viewer));
        using var answer = await client.GetAsync("/api/board", Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonElement.Parse(text).GetProperty("epics").EnumerateArray()
            .Single(e => e.GetProperty("key").ValueEquals(key)).GetProperty("segments").EnumerateArray().Single().GetString();
    }
}
