using System.Net.Http.Headers;
using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The alignment that one process keeps for the others: used while it is true, and not a moment longer.</summary>
public sealed class KeptAlignmentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly MadeTracker tracker = new("A");

    public KeptAlignmentTests()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        tracker.Add("A-1", "Epic", null, 5, "SMB");
        tracker.Add("A-2", "Epic", null, 3, "Enterprise");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        host.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Another_process_answers_with_the_same_bytes()
    {
        await using var first = await StartAsync();
        await first.ConnectAsync("one", "A");
        await ReadAsync();
        var worked = await GetAsync(first);

        await using var second = await StartAsync();
        (await GetAsync(second)).GetRawText().ShouldBe(worked.GetRawText());
        (await GetAsync(second, "?lens=customer-segment")).GetRawText().ShouldBe(worked.GetRawText());
    }

    [Fact]
    public async Task It_is_not_used_once_an_item_was_written_the_day_is_over_or_it_is_old()
    {
        await using var first = await StartAsync();
        await first.ConnectAsync("one", "A");
        await ReadAsync();
        await GetAsync(first);
        tracker.Tag("A-2", "SMB");
        clock.Now += TimeSpan.FromMinutes(6);
        await host.TickAsync("sync-tick", Cancel);
        await host.DrainAsync(Cancel);

        await using (var second = await StartAsync())
        {
            (await GetAsync(second)).GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("key").ValueEquals("smb")).GetProperty("effort").GetDecimal().ShouldBe(8);
        }

        clock.Now += TimeSpan.FromMinutes(16);
        await using var third = await StartAsync();
        (await GetAsync(third)).GetProperty("totals").GetProperty("effort").GetDecimal().ShouldBe(8);
    }

    [Fact]
    public async Task Another_tenant_gets_nothing_of_it_and_another_lens_is_unknown_all_the_same()
    {
        await using var first = await StartAsync();
        await first.ConnectAsync("one", "A");
        await ReadAsync();
        await GetAsync(first);

        await using var second = await StartAsync();
        using var client = Client(second, "two");
        using var other = await client.GetAsync("/api/alignment", Cancel);
        (await Answer.OfAsync(other)).ShouldBeProblem(409, "notConnected");
        using var mine = Client(second, "one");
        using var lens = await mine.GetAsync("/api/alignment?lens=nothing", Cancel);
        (await Answer.OfAsync(lens)).ShouldBeProblem(404, "unknownLens");
    }

    private static HttpClient Client(HostedRun handler, string tenant) => new()
    {
        BaseAddress = handler.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostedRun.KeyOf(tenant, Role.Viewer)) },
    };

    private static async Task<JsonElement> GetAsync(HostedRun handler, string query = "")
    {
        using var client = Client(handler, "one");
        using var answer = await client.GetAsync($"/api/alignment{query}", Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonElement.Parse(text);
    }

    private async Task ReadAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            await host.TickAsync("sync-tick", Cancel);
            await host.DrainAsync(Cancel);
        }

        clock.Now += TimeSpan.FromSeconds(2);
    }

    private async Task<HostedRun> StartAsync()
    {
        var handler = await HostedRun.StartAsync(new SharedStore(store), _ => tracker, clock, new() { Every = TimeSpan.FromMinutes(5), PagesAtOnce = 50 });
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }
}
