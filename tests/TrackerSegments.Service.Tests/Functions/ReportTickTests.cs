using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Reports.Schedules;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Simulators.Functions;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The reports of several tenants under a Functions host: once a slot with several handlers, and none that stops another one.</summary>
public sealed class ReportTickTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly Dictionary<string, MadeTracker> trackers = new(StringComparer.Ordinal);
    private SqliteDocumentStore store = null!;
    private WorkflowSimulator teams = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        teams = await WorkflowSimulator.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await teams.DisposeAsync();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task With_two_handlers_each_tenants_report_is_posted_once_at_its_time()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await MakeTenantAsync(first, "one");
        await MakeTenantAsync(first, "two");
        await TickAsync(first, second);
        teams.Calls.ShouldBe(0);

        clock.Now += TimeSpan.FromHours(20);
        await TickAsync(first, second);
        await TickAsync(second, first);

        Words().Count.ShouldBe(2);
        Words().ShouldContain(words => words.Contains("for one", StringComparison.Ordinal));
        Words().ShouldContain(words => words.Contains("for two", StringComparison.Ordinal));
        host.Complaints.ShouldBeEmpty();
        (first.Log.Text + second.Log.Text).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_starts_later_posts_what_was_missed_once_and_late()
    {
        await using (var handler = await StartAsync())
        {
            await MakeTenantAsync(handler, "one");
        }

        clock.Now += TimeSpan.FromDays(3);
        await using var next = await StartAsync();
        await TickAsync(next);
        await TickAsync(next);

        Words().ShouldHaveSingleItem().ShouldContain("Posted late");
    }

    [Fact]
    public async Task A_tenant_whose_documents_are_damaged_stops_no_other_one()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one");
        await MakeTenantAsync(handler, "two");
        await new TenantStore(store, "one").WriteAsync("report-slots-own-leads", [new("2026-01-01T0900", "no JSON", WriteCondition.Any)], Cancel);
        clock.Now += TimeSpan.FromHours(20);

        await TickAsync(handler);

        Words().ShouldHaveSingleItem().ShouldContain("for two");
        handler.Log.Text.ShouldContain("The reports of the tenant one could not be looked at.");
    }

    [Fact]
    public async Task A_tenant_sees_its_own_reports_alone_and_an_address_that_was_copied_to_another_one_opens_nowhere()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one");
        await MakeTenantAsync(handler, "two");
        var (one, two) = (new TenantStore(store, "one"), new TenantStore(store, "two"));
        var theirs = await SecretOfAsync(one);
        theirs.Body.ShouldNotContain(WorkflowSimulator.Signature);
        var own = await SecretOfAsync(two);
        await two.WriteAsync("secrets", [new(own.Key, theirs.Body, WriteCondition.Any)], Cancel);

        (await ReportAsync(handler, "two")).GetProperty("problem").GetProperty("code").GetString().ShouldBe("workflowLost");
        var report = await ReportAsync(handler, "one");
        report.GetProperty("state").GetString().ShouldBe("running");
        report.GetProperty("audience").GetString().ShouldBe("for one");
    }

    [Fact]
    public async Task What_a_tenant_takes_along_has_no_address_and_what_is_erased_is_gone()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one");
        var secret = await SecretOfAsync(new TenantStore(store, "one"));

        var export = await TextAsync(handler, "one", HttpMethod.Get, "/api/tenant/export");
        export.ShouldContain("report-schedules-own");
        export.ShouldNotContain(secret.Body);
        export.ShouldNotContain(WorkflowSimulator.Signature);

        await TextAsync(handler, "one", HttpMethod.Post, "/api/tenant/erasure", """{"confirm":"one"}""");
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync(handler);
        teams.Calls.ShouldBe(0);
        await foreach (var partition in new TenantStore(store, "one").ListPartitionsAsync("", Cancel))
        {
            partition.ShouldBeNull();
        }
    }

    [Fact]
    public async Task While_the_tracker_is_read_for_the_first_time_nothing_is_posted()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", isRead: false);
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync(handler);
        teams.Calls.ShouldBe(0);

        await ReadAsync(handler);
        await TickAsync(handler);

        teams.Calls.ShouldBe(1);
    }

    private async Task<HostedRun> StartAsync()
    {
        var handler = await HostedRun.StartAsync(
            new SharedStore(store), token => trackers[token], clock, guard: OutboundGuard.For($"http://{teams.Address.Authority}"));
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }

    private async Task MakeTenantAsync(HostedRun handler, string tenant, bool isRead = true)
    {
        var tracker = trackers[tenant] = new("A");
        tracker.Add("A-1", "Epic", null, 8, "Enterprise");
        tracker.Add("A-2", "Epic", null, 2, "SMB");
        await handler.ConnectAsync(tenant, "A");
        if (isRead)
        {
            await ReadAsync(handler);
        }

        var wish = ReportCalls.Wish(teams, w => w["audience"] = $"for {tenant}");
        JsonNode.Parse(await TextAsync(handler, tenant, HttpMethod.Put, ReportCalls.Leads, wish.ToJsonString()))!["state"]!.ToString().ShouldBe("running");
    }

    private async Task ReadAsync(HostedRun handler)
    {
        host.Handler = handler.Address;
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        await host.DrainAsync(Cancel);
        clock.Now += TimeSpan.FromSeconds(2);
    }

    private async Task TickAsync(params HostedRun[] handlers)
    {
        foreach (var handler in handlers)
        {
            host.Handler = handler.Address;
            (await host.TickAsync("report-tick", Cancel)).ShouldBeTrue();
        }
    }

    private static async Task<Document> SecretOfAsync(TenantStore of)
    {
        await foreach (var document in of.ListAsync("secrets", "report ", DocumentLimits.EndOf("report "), Cancel))
        {
            return document;
        }

        throw new InvalidOperationException("There is none.");
    }

    private async Task<JsonElement> ReportAsync(HostedRun handler, string tenant) =>
        JsonElement.Parse(await TextAsync(handler, tenant, HttpMethod.Get, ReportCalls.Reports)).GetProperty("reports").EnumerateArray().Single();

    private async Task<string> TextAsync(HostedRun handler, string tenant, HttpMethod method, string path, string? json = null)
    {
        host.Handler = handler.Address;
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", HostedRun.KeyOf(tenant, Role.Admin));
        if (method == HttpMethod.Put)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }

        using var answer = await host.ForwardAsync(request, Cancel);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private IReadOnlyList<string> Words() => [.. teams.Accepted.Select(message => string.Join('\n', Cards.Texts(message)))];
}
