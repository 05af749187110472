using System.Net.Http.Headers;
using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Tests.Functions;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>How many calls of the Table service each thing costs: the figures of docs/scale.md. Where one of them changes, both are to be looked at.</summary>
public sealed class TableCostTests(AzuriteServer azurite) : IDisposable
{
    private const int Epics = 2_000;

    private readonly FunctionsHost host = new(Repository.App);
    private readonly MadeTracker tracker = new("A") { PageSize = 100 };
    private readonly FixedClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_a_tenant_costs_in_calls_of_the_store()
    {
        var account = await azurite.TableAsync();
        using var wire = new TableWire();
        IDocumentStore store = await AzuriteServer.OpenAsync(account, wire.Transport);
        for (var i = 1; i <= Epics; i++)
        {
            tracker.Add($"A-{i}", "Epic", null, i % 40, i % 3 == 0 ? "SMB" : "Enterprise");
        }

        IReadOnlyList<string> calls = [];
        Dictionary<string, int> costs = new(StringComparer.Ordinal);
        await using (var handler = await StartAsync(store))
        {
            await handler.ConnectAsync("one", "A");
            await CountAsync("the first reading of 2,000 epics", async () =>
            {
                await host.TickAsync("sync-tick", Cancel);
                await host.DrainAsync(Cancel);
                await host.TickAsync("sync-tick", Cancel);
                await host.DrainAsync(Cancel);
            });
            await CountAsync("a tick where nothing is due", () => host.TickAsync("sync-tick", Cancel));
            await CountAsync("a look for reports where there are none", () => host.TickAsync("report-tick", Cancel));
            clock.Now += TimeSpan.FromMinutes(6);
            await CountAsync("a reading where nothing changed", TurnAsync);
            for (var i = 1; i <= 50; i++)
            {
                tracker.Tag($"A-{i}", "SMB");
            }

            clock.Now += TimeSpan.FromMinutes(6);
            await CountAsync("a reading of 50 changes", TurnAsync);
            await GetAsync(handler, "/api/alignment");
            clock.Now += TimeSpan.FromSeconds(2);
            await CountAsync("the panel of a tenant that is open", () => GetAsync(handler, "/api/alignment"));
        }

        await using (var other = await StartAsync(store))
        {
            var before = await GetAsync(other, "/api/alignment");
            await CountAsync("the alignment of a tenant that this process has not opened", () => GetAsync(other, "/api/alignment"));
            await CountAsync("the board of a tenant that this process has not opened", () => GetAsync(other, "/api/board"));
            (await GetAsync(other, "/api/alignment")).GetProperty("hash").GetString().ShouldBe(before.GetProperty("hash").GetString());
        }

        costs["the first reading of 2,000 epics"].ShouldBe(107);
        costs["a tick where nothing is due"].ShouldBe(7);
        costs["a look for reports where there are none"].ShouldBe(2);
        costs["a reading where nothing changed"].ShouldBe(22);
        costs["a reading of 50 changes"].ShouldBe(28);
        costs["the panel of a tenant that is open"].ShouldBe(6);
        costs["the alignment of a tenant that this process has not opened"].ShouldBe(5);
        costs["the board of a tenant that this process has not opened"].ShouldBe((Epics / 1_000) + 13, string.Join('\n', calls));

        async Task CountAsync(string what, Func<Task> work)
        {
            wire.Forget();
            await work();
            calls = wire.Calls;
            costs[what] = calls.Count;
        }
    }

    private async Task TurnAsync()
    {
        await host.TickAsync("sync-tick", Cancel);
        await host.DrainAsync(Cancel);
    }

    private static async Task<JsonElement> GetAsync(HostedRun handler, string path)
    {
        using var client = new HttpClient { BaseAddress = handler.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostedRun.KeyOf("one", Role.Viewer));
        using var answer = await client.GetAsync(path, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonElement.Parse(text);
    }

    private async Task<HostedRun> StartAsync(IDocumentStore store)
    {
        var handler = await HostedRun.StartAsync(store, _ => tracker, clock, new() { Every = TimeSpan.FromMinutes(5), PagesAtOnce = 50 });
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }
}
