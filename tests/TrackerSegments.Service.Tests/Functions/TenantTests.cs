using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>Several tenants of one service: what each connects, sees and changes, and that none reaches another.</summary>
public sealed class TenantTests : IDisposable
{
    private const string Secret = "planted-token-of-one";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly Dictionary<string, MadeTracker> trackers = new(StringComparer.Ordinal);

    public TenantTests()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        foreach (var tenant in (string[])["one", "two"])
        {
            var tracker = trackers[$"planted-token-of-{tenant}"] = new("A");
            tracker.Add("A-1", "Epic", null, 8, "Enterprise");
            tracker.Add("A-2", "Epic", null, 2, tenant);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        host.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_tenant_that_has_connected_nothing_is_told_who_can_do_what()
    {
        await using var handler = await StartAsync();

        var (status, problem) = await SendAsync(HttpMethod.Get, "/api/alignment", "one", Role.Viewer);

        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("code").GetString().ShouldBe("notConnected");
        (await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin)).Answer.GetProperty("connections").GetArrayLength().ShouldBe(0);
        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Strategist, Wish("one"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Get, "/api/alignment", null, Role.Viewer)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_tenant_sees_its_own_backlog_as_soon_as_it_is_connected_and_no_other()
    {
        await using var handler = await StartAsync();
        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"))).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Put, "/api/connections", "two", Role.Admin, Wish("two"))).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var tenant in (string[])["one", "two"])
        {
            var alignment = await UntilAsync(tenant, a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);
            alignment.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["Enterprise", tenant]);
        }

        (await SendAsync(HttpMethod.Get, "/api/alignment?tenant=two", "one", Role.Viewer)).Answer.GetRawText().ShouldNotContain("\"two\"");
        var audit = (await SendAsync(HttpMethod.Get, "/api/audit", "one", Role.Admin)).Answer.GetRawText();
        audit.ShouldContain("connect trackers");
        audit.ShouldContain("one Admin");
        audit.ShouldNotContain("two Admin");
        audit.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_secret_is_never_given_out_stays_where_it_is_left_out_and_goes_to_no_other_address()
    {
        await using var handler = await StartAsync();
        await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"));

        var (status, document) = await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin);
        status.ShouldBe(HttpStatusCode.OK);
        document.GetRawText().ShouldNotContain(Secret);
        document.GetRawText().ShouldNotContain("hook-secret");
        document.GetProperty("connections")[0].GetProperty("hasToken").GetBoolean().ShouldBeTrue();
        document.GetProperty("hasWebhookSecret").GetBoolean().ShouldBeTrue();

        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one", w => w["connections"]![0]!.AsObject().Remove("token")))).Status
            .ShouldBe(HttpStatusCode.OK);
        var moved = await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one", w =>
        {
            w["connections"]![0]!.AsObject().Remove("token");
            w["connections"]![0]!["address"] = "https://evil.example";
        }));
        moved.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        moved.Answer.GetProperty("code").GetString().ShouldBe("notAuthenticated");
        (await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin)).Answer.GetProperty("connections")[0].GetProperty("address").GetString()
            .ShouldBe("https://made.example");
        handler.Log.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_tenant_whose_secrets_cannot_be_decrypted_any_more_connects_again()
    {
        await using (var handler = await StartAsync())
        {
            await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"));
        }

        await using var other = await StartAsync(SecretKey.Parse(Convert.ToBase64String(new byte[32])));
        var (status, problem) = await SendAsync(HttpMethod.Get, "/api/alignment", "one", Role.Viewer);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable, problem.GetRawText());
        (await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin)).Answer.GetProperty("connections")[0].GetProperty("hasToken").GetBoolean().ShouldBeFalse();

        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"))).Status.ShouldBe(HttpStatusCode.OK);

        await UntilAsync("one", a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);
    }

    [Theory]
    [InlineData("connections", "[]", "one Jira")]
    [InlineData("segmentField", "\" \"", "segmentField")]
    [InlineData("measure", "\"bananas\"", "bananas")]
    [InlineData("epicTypes", "[]", "epicTypes")]
    public async Task A_wish_that_cannot_be_used_is_refused_with_what_is_wrong_and_changes_nothing(string member, string value, string says)
    {
        await using var handler = await StartAsync();

        var (status, problem) = await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one", w => w[member] = JsonNode.Parse(value)));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
        (await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin)).Answer.GetProperty("connections").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_event_of_a_tracker_reaches_the_tenant_that_its_address_names_where_its_signature_fits()
    {
        await using var handler = await StartAsync();
        await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"));
        await SendAsync(HttpMethod.Put, "/api/connections", "two", Role.Admin, Wish("two"));
        await UntilAsync("one", a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);
        var address = (await SendAsync(HttpMethod.Get, "/api/connections", "one", Role.Admin)).Answer.GetProperty("webhooks")[0].GetString()!;
        trackers[Secret].Tag("A-2", "Enterprise");

        (await TellAsync(address, "hook-secret of two")).ShouldBe(HttpStatusCode.Forbidden);
        (await TellAsync(address.Replace(TenantStore.KeyOf("one"), TenantStore.KeyOf("nobody"), StringComparison.Ordinal), "hook-secret of one")).ShouldBe(HttpStatusCode.NotFound);
        (await TellAsync($"{address}0", "hook-secret of one")).ShouldBe(HttpStatusCode.NotFound);
        (await TellAsync(address, "hook-secret of one")).ShouldBe(HttpStatusCode.Accepted);

        var alignment = await UntilAsync("one", a => a.GetProperty("segments")[0].GetProperty("epics").GetInt32() == 2);
        alignment.GetProperty("segments")[0].GetProperty("name").GetString().ShouldBe("Enterprise");
    }

    [Fact]
    public async Task What_one_process_changes_shows_in_another()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        host.Handler = first.Address;
        await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"));
        await UntilAsync("one", a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);
        host.Handler = second.Address;
        (await SendAsync(HttpMethod.Get, "/api/alignment", "one", Role.Viewer)).Answer.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(2);

        host.Handler = first.Address;
        (await SendAsync(HttpMethod.Put, "/api/sync/writing", "one", Role.Admin, new JsonObject { ["allowed"] = true })).Status.ShouldBe(HttpStatusCode.OK);
        var epic = (await SendAsync(HttpMethod.Get, "/api/board", "one", Role.Viewer)).Answer.GetProperty("epics").EnumerateArray().Single(e => e.GetProperty("key").ValueEquals("A-2"));
        var written = await SendAsync(HttpMethod.Post, "/api/epics/A-2/segments", "one", Role.Editor, new JsonObject
        {
            ["lens"] = "customer-segment",
            ["add"] = new JsonArray("enterprise"),
            ["remove"] = new JsonArray("one"),
            ["expectedRevision"] = epic.GetProperty("revision").GetString(),
            ["idempotencyKey"] = "k1",
        });
        written.Status.ShouldBe(HttpStatusCode.OK, written.Answer.GetRawText());

        host.Handler = second.Address;
        clock.Now += TimeSpan.FromSeconds(2);
        (await SendAsync(HttpMethod.Get, "/api/alignment", "one", Role.Viewer)).Answer.GetProperty("segments")[0].GetProperty("epics").GetInt32().ShouldBe(2);
        (await SendAsync(HttpMethod.Get, "/api/sync", "one", Role.Viewer)).Answer.GetProperty("writing").GetProperty("allowed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_kept_of_a_tenant_can_be_taken_along_without_its_secrets_and_is_erased_whole_with_what_late_processes_write()
    {
        await using var handler = await StartAsync();
        await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"));
        await SendAsync(HttpMethod.Put, "/api/connections", "two", Role.Admin, Wish("two"));
        await UntilAsync("one", a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);
        await UntilAsync("two", a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2);

        var export = await TextAsync(HttpMethod.Get, "/api/tenant/export");
        export.ShouldContain("Title of A-2");
        export.ShouldContain("connect trackers");
        export.ShouldNotContain(Secret);
        export.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => JsonNode.Parse(line)!["partition"]!.GetValue<string>() != "secrets");

        (await EraseAsync("two")).ShouldContain("notConfirmed");
        (await EraseAsync("one")).ShouldBeEmpty();

        (await CountAsync("one")).ShouldBe(0);
        (await CountAsync("two")).ShouldBeGreaterThan(0);
        clock.Now += TimeSpan.FromSeconds(2);
        (await SendAsync(HttpMethod.Get, "/api/alignment", "one", Role.Viewer)).Answer.GetProperty("code").GetString().ShouldBe("notConnected");
        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"))).Answer.GetProperty("code").GetString().ShouldBe("beingErased");

        await new TenantStore(store, "one").WriteAsync("copy-late", [new("k", "v", WriteCondition.Any)], Cancel);
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        (await CountAsync("one")).ShouldBe(0);
        clock.Now += TenantErasure.Closed;
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        (await SendAsync(HttpMethod.Put, "/api/connections", "one", Role.Admin, Wish("one"))).Status.ShouldBe(HttpStatusCode.OK);
        (await TextAsync(HttpMethod.Get, "/api/audit")).ShouldContain("connect trackers");
    }

    private Task<string> EraseAsync(string confirm) =>
        TextAsync(HttpMethod.Post, "/api/tenant/erasure", JsonContent.Create(new JsonObject { ["confirm"] = confirm }));

    private async Task<string> TextAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HostedRun.KeyOf("one", Role.Admin));
        using var answer = await host.ForwardAsync(request, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<int> CountAsync(string tenant)
    {
        var count = 0;
        await foreach (var partition in new TenantStore(store, tenant).ListPartitionsAsync("", Cancel))
        {
            count++;
        }

        return count;
    }

    private static JsonObject Wish(string tenant, Action<JsonObject>? change = null)
    {
        var wish = new JsonObject
        {
            ["connections"] = new JsonArray(new JsonObject
            {
                ["tracker"] = "jira",
                ["address"] = "https://made.example",
                ["projects"] = new JsonArray("A"),
                ["token"] = $"planted-token-of-{tenant}",
            }),
            ["segmentField"] = Backlogs.Field,
            ["webhookSecret"] = $"hook-secret of {tenant}",
        };
        change?.Invoke(wish);
        return wish;
    }

    private async Task<HttpStatusCode> TellAsync(string address, string secret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { webhookEvent = "jira:issue_updated", issue = new { id = trackers[Secret].Get("A-2").Id } });
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        using var answer = await host.ForwardAsync(request, Cancel);
        return answer.StatusCode;
    }

    private async Task<JsonElement> UntilAsync(string tenant, Func<JsonElement, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            clock.Now += TimeSpan.FromSeconds(2);
            var (status, alignment) = await SendAsync(HttpMethod.Get, "/api/alignment", tenant, Role.Viewer);
            status.ShouldBe(HttpStatusCode.OK, alignment.GetRawText());
            if (isSo(alignment) || tries > 200)
            {
                isSo(alignment).ShouldBeTrue(alignment.GetRawText());
                return alignment;
            }

            await Task.Delay(25, Cancel);
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpMethod method, string path, string? tenant, Role role, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (tenant is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HostedRun.KeyOf(tenant, role));
        }

        using var answer = await host.ForwardAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private async Task<HostedRun> StartAsync(SecretKey? key = null)
    {
        var handler = await HostedRun.StartAsync(
            new SharedStore(store),
            token => trackers.TryGetValue(token, out var known) ? known : new MadeTracker { Before = (_, _) => throw new TrackerException(new("notAuthenticated", "Nobody is known by this token.", Blame.Person)) },
            clock,
            key: key);
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }
}
