using System.Net;
using System.Net.Http.Json;
using System.Text;
using TrackerSegments.Service.Functions;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The handler under a Functions host: ticks, messages, what is delivered twice, and what fails.</summary>
public sealed class TriggerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDocumentStore store;
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly Dictionary<string, MadeTracker> trackers = new(StringComparer.Ordinal);

    public TriggerTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        host.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_tick_and_the_messages_that_follow_bring_every_tenant_into_step()
    {
        await using var handler = await StartAsync(pages: 1);
        await MakeTenantAsync(handler, "one", "A", "B");
        await MakeTenantAsync(handler, "two", "A");

        await RunAsync();

        (await CopiedAsync("one")).ShouldBe(There("one", "A", "B"));
        (await CopiedAsync("two")).ShouldBe(There("two", "A"));
        trackers["one"].Tag("A-99", "Enterprise");
        await RunAsync();
        (await CopiedAsync("one")).ShouldNotBe(There("one", "A", "B"));
        clock.Now += TimeSpan.FromMinutes(1);
        await RunAsync();
        (await CopiedAsync("one")).ShouldBe(There("one", "A", "B"));
        host.Complaints.ShouldBeEmpty();
        handler.Log.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_tick_keeps_a_snapshot_a_day_of_each_tenant_and_writes_none_where_nothing_changed()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", "A");
        await MakeTenantAsync(handler, "two", "A");
        await RunAsync();

        (await SnapshotsAsync("one")).ShouldBe(["2026-11-21"]);
        (await SnapshotsAsync("two")).ShouldBe(["2026-11-21"]);
        var kept = (await KeptAsync("one")).ToArray();
        clock.Now += TimeSpan.FromMinutes(10);
        await RunAsync();
        (await KeptAsync("one")).ShouldBe(kept);
        trackers["one"].Tag("A-99", "Enterprise");
        clock.Now += TimeSpan.FromMinutes(10);
        await RunAsync();
        (await SnapshotsAsync("one")).ShouldBe(["2026-11-21"]);
        (await KeptAsync("one")).ShouldNotBe(kept);
        clock.Now += TimeSpan.FromDays(1);
        await RunAsync();
        (await SnapshotsAsync("one")).ShouldBe(["2026-11-21", "2026-11-22"]);
        handler.Log.Text.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_are_understood_however_often_they_are_encoded(bool twice)
    {
        host.EncodesTwice = twice;
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", "A");

        await RunAsync();

        (await CopiedAsync("one")).ShouldBe(There("one", "A"));
    }

    [Fact]
    public async Task A_message_that_comes_twice_late_or_for_what_is_no_more_does_no_harm()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", "A", "B");
        await RunAsync();
        var connection = SourceIdentity.IdOf(SyncRun.Settings with { Projects = ["A", "B"] });

        foreach (var message in (SyncMessage[])
            [new("one", connection, "A"), new("one", connection, "A"), new("one", connection, "Z"), new("one", "gone", "A"), new("nobody", connection, "A"), new("one", connection, null)])
        {
            host.Queue("sync-scopes").Add(message.ToJson());
        }

        await host.DrainAsync(Cancel);

        (await CopiedAsync("one")).ShouldBe(There("one", "A", "B"));
        host.Queue("sync-scopes-poison").Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_tick_whose_answer_is_lost_is_the_same_invocation_again_and_does_no_harm()
    {
        await using var handler = await StartAsync(pages: 1);
        await MakeTenantAsync(handler, "one", "A", "B");
        host.LostAnswers["sync-tick"] = 2;
        host.LostAnswers["report-tick"] = 1;
        host.LostAnswers["sync-scope"] = 2;

        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        (await host.TickAsync("report-tick", Cancel)).ShouldBeTrue();
        await host.DrainAsync(Cancel);
        await RunAsync();

        host.Invocations.Take(3).Distinct().ShouldHaveSingleItem().Function.ShouldBe("sync-tick");
        var work = host.Invocations.Where(i => i.Function == "sync-scope").ToArray();
        work.Distinct().Count().ShouldBe(work.Length, "a message that comes again is another invocation");
        (await CopiedAsync("one")).ShouldBe(There("one", "A", "B"));
        host.Queue("sync-scopes-poison").Count.ShouldBe(0);
        handler.Log.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_handlers_that_share_the_messages_end_as_the_tracker_is()
    {
        await using var first = await StartAsync(pages: 1);
        await using var second = await StartAsync(pages: 1);
        await MakeTenantAsync(first, "one", "A", "B");
        for (var round = 0; round < 5; round++)
        {
            host.Handler = first.Address;
            (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
            for (var i = 0; await host.DeliverAsync(Cancel); i++)
            {
                host.Handler = i % 2 == 0 ? second.Address : first.Address;
            }

            (await CopiedAsync("one")).ShouldBe(There("one", "A", "B"));
            trackers["one"].Tag("A-99", $"Round {round}");
            trackers["one"].Add($"B-{100 + round}", "Epic", null, 1, "SMB");
            clock.Now += TimeSpan.FromMinutes(2);
        }

        host.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fails_again_and_again_rests_with_a_finding_until_it_is_asked_for()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", "A", "B");
        await RunAsync();
        var connection = SourceIdentity.IdOf(SyncRun.Settings with { Projects = ["A", "B"] });

        host.Queue("sync-scopes-poison").Add(new SyncMessage("one", connection, "A").ToJson());
        host.Queue("sync-scopes-poison").Add("nonsense");
        await host.DrainAsync(Cancel);
        clock.Now += TimeSpan.FromDays(1);
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();

        host.Queue("sync-scopes").Texts.ShouldBe([new SyncMessage("one", connection, "B").ToJson()]);
        using (var use = await handler.Workspaces.EnterAsync("one", Cancel))
        {
            use!.Open.Sync!.Reading.Findings.ShouldContain(f => f.Code == "scopeNotRead" && f.Text.Contains("again and again", StringComparison.Ordinal));
        }

        host.Queue("sync-scopes").Add(new SyncMessage("one", connection, "A").ToJson());
        await host.DrainAsync(Cancel);
        using var after = await handler.Workspaces.EnterAsync("one", Cancel);
        after!.Open.Sync!.Reading.Findings.ShouldNotContain(f => f.Code == "scopeNotRead");
    }

    [Fact]
    public async Task What_rests_as_a_whole_is_taken_up_again_in_every_process_once_it_is_asked_for()
    {
        await using var first = await StartAsync();
        await MakeTenantAsync(first, "one", "A");
        await RunAsync();
        var connection = SourceIdentity.IdOf(SyncRun.Settings with { Projects = ["A"] });
        host.Queue("sync-scopes-poison").Add(new SyncMessage("one", connection, null).ToJson());
        await host.DrainAsync(Cancel);
        clock.Now += TimeSpan.FromDays(1);
        await host.TickAsync("sync-tick", Cancel);
        host.Queue("sync-scopes").Count.ShouldBe(0);
        await using var second = await StartAsync();
        using (var use = await second.Workspaces.EnterAsync("one", Cancel))
        {
            use!.Open.Sync!.Reading.Findings.ShouldContain(f => f.Code == "trackerNotConnected");
        }

        host.Queue("sync-scopes").Add(new SyncMessage("one", connection, null).ToJson());
        await host.DrainAsync(Cancel);

        clock.Now += TimeSpan.FromSeconds(2);
        using var after = await first.Workspaces.EnterAsync("one", Cancel);
        after!.Open.Sync!.Reading.Findings.ShouldNotContain(f => f.Code == "trackerNotConnected");
        await host.TickAsync("sync-tick", Cancel);
        host.Queue("sync-scopes").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_whose_documents_are_damaged_stops_no_other_one()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "good", "A");
        await MakeTenantAsync(handler, "bad", "A");
        await new TenantStore(store, "bad").WriteAsync("service", [new("last-workspace", "no JSON", WriteCondition.Any)], Cancel);

        await RunAsync();

        (await CopiedAsync("good")).ShouldBe(There("good", "A"));
        handler.Log.Text.ShouldContain("bad");
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_fails_and_ends_among_the_poison()
    {
        await using var handler = await StartAsync();
        host.Queue("sync-scopes").Add("""{"Tenant":""}""");

        await host.DrainAsync(Cancel);

        host.Queue("sync-scopes").Count.ShouldBe(0);
        host.Queue("sync-scopes-poison").Count.ShouldBe(0);
        handler.Log.Text.ShouldContain("could not be read");
    }

    [Fact]
    public async Task A_tenant_whose_tracker_cannot_be_connected_to_is_tried_again_later_and_later_and_stops_nobody()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "good", "A");
        await MakeTenantAsync(handler, "bad", "A");
        trackers["bad"].Before = (_, _) => throw new TrackerException(new("notAuthenticated", "The token is not good any more.", Blame.Person));

        for (var minute = 0; minute < 10; minute++)
        {
            await RunAsync();
            clock.Now += TimeSpan.FromMinutes(1);
        }

        // At once, and then after 15 seconds, and twice as long each time: in the minutes 0, 1, 2, 3, 5 and 9.
        trackers["bad"].Calls.ShouldBe(6);
        (await CopiedAsync("good")).ShouldBe(There("good", "A"));
        using var use = await handler.Workspaces.EnterAsync("bad", Cancel);
        use!.Open.Sync!.Reading.Findings.ShouldContain(f => f.Text == "The token is not good any more.");
    }

    [Fact]
    public async Task A_tenants_work_reaches_no_other_tenants_documents_and_its_secrets_open_nowhere_else()
    {
        await using var handler = await StartAsync();
        await MakeTenantAsync(handler, "one", "A");
        await MakeTenantAsync(handler, "two", "A");
        await RunAsync();

        (await CopiedAsync("one")).ShouldBe(There("one", "A"));
        (await CopiedAsync("two")).ShouldBe(There("two", "A"));
        var theirs = await new TenantStore(store, "one").FindAsync("secrets", "connections", Cancel);
        theirs!.Body.ShouldNotContain("one");
        await new TenantStore(store, "two").WriteAsync("secrets", [new("connections", theirs.Body, WriteCondition.Any)], Cancel);
        (await Should.ThrowAsync<DataFileException>(
            () => new TenantVault(new TenantStore(store, "two"), handler.Parts.Protection, "two").FindAsync(Cancel))).Message.ShouldContain("cannot be decrypted");
        (await new TenantVault(new TenantStore(store, "one"), handler.Parts.Protection, "one").FindAsync(Cancel)).TokenOf(SyncRun.Settings).ShouldBe("one");
    }

    [Fact]
    public async Task A_handler_with_another_key_opens_no_secret_and_says_what_to_do()
    {
        await using (var handler = await StartAsync())
        {
            await MakeTenantAsync(handler, "one", "A");
        }

        var other = new KeyDecryptor(new OtherKey());
        var kept = new KeptKeys(store).GetAllElements();

        kept.Single().ToString().ShouldNotContain("masterKey");
        Should.Throw<System.Security.Cryptography.CryptographicException>(
            () => other.Decrypt(kept.Single().Descendants().Single(e => e.Name.LocalName == "encrypted")));
    }

    [Fact]
    public async Task The_functions_and_the_addresses_of_triggers_are_the_same_both_ways()
    {
        await using var handler = await StartAsync();
        var called = Repository.App.Functions.Where(f => f.Trigger.Type != "httpTrigger").Select(f => $"/{f.Name}").Order(StringComparer.Ordinal).ToArray();

        (Repository.App.WorkingDirectory, Repository.App.Executable).ShouldBe(("app", "app/TrackerSegments.Service"));
        called.ShouldBe(new[] { TriggerEndpoints.Tick, TriggerEndpoints.Work, TriggerEndpoints.Poison, TriggerEndpoints.Reports }.Order(StringComparer.Ordinal));
        Repository.App.Functions.Single(f => f.Trigger.Type == "httpTrigger").Trigger.AuthLevel.ShouldBe("anonymous");
        foreach (var queue in Repository.App.Functions.SelectMany(f => f.Bindings).Where(b => b.Direction == "out" && b.Queue is not null))
        {
            Repository.App.Functions.ShouldContain(f => f.Trigger.Queue == queue.Queue);
        }

        foreach (var path in called)
        {
            using var forwarded = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            (await host.ForwardAsync(forwarded, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            using var below = new HttpRequestMessage(HttpMethod.Post, $"/api{path}") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            host.Handler = handler.Address;
            (await host.ForwardAsync(below, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_trigger_without_the_hosts_mark_or_with_the_mark_of_somebody_elses_request_is_unknown()
    {
        await using var handler = await StartAsync();
        using var client = new HttpClient { BaseAddress = handler.Address };

        using var bare = await client.PostAsJsonAsync(TriggerEndpoints.Tick, new { }, Cancel);
        bare.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Post, TriggerEndpoints.Tick) { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var forwarded = await client.SendAsync(request, Cancel);
        forwarded.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HostedRun> StartAsync(int pages = 50)
    {
        var handler = await HostedRun.StartAsync(new SharedStore(store), token => trackers[token], clock, new() { PagesAtOnce = pages });
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }

    private async Task MakeTenantAsync(HostedRun handler, string tenant, params string[] projects)
    {
        var tracker = trackers[tenant] = new(projects);
        for (var i = 1; i <= 8; i++)
        {
            var project = projects[i % projects.Length];
            tracker.Add($"{project}-{i}", "Epic", null, i, tenant);
            tracker.Add($"{project}-{i}0", "Story", $"{project}-{i}", i);
        }

        tracker.Add("A-99", "Epic", null, 3, "SMB");
        await handler.ConnectAsync(tenant, projects);
    }

    private async Task RunAsync()
    {
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        await host.DrainAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> CopiedAsync(string tenant)
    {
        var settings = await new WorkspaceCatalog(new TenantStore(store, tenant)).FindLastAsync(Cancel);
        using var copy = await TrackerCopy.OpenAsync(
            new(new TenantStore(new SharedStore(store), tenant), SourceIdentity.IdOf(settings!.Connections[0])), item => item.Type == "Epic", Cancel);
        return [.. copy.Items.Select(i => $"{i.Key} [{string.Join(", ", i.ValuesOf(Backlogs.Field))}]").Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> SnapshotsAsync(string tenant) => [.. (await KeptAsync(tenant)).Select(document => document.Key)];

    private async Task<IReadOnlyList<Document>> KeptAsync(string tenant)
    {
        var documents = new TenantStore(store, tenant);
        List<Document> all = [];
        await foreach (var partition in documents.ListPartitionsAsync("snapshots-", Cancel))
        {
            await foreach (var document in documents.ListAsync(partition, null, null, Cancel))
            {
                all.Add(document);
            }
        }

        return all;
    }

    private IReadOnlyList<string> There(string tenant, params string[] scopes) =>
        [.. scopes.SelectMany(trackers[tenant].In).Select(i => $"{i.Key} [{string.Join(", ", i.ValuesOf(Backlogs.Field))}]").Order(StringComparer.Ordinal)];

    private sealed class OtherKey : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SecretKey) ? SecretKey.Parse(Convert.ToBase64String(new byte[32])) : null;
    }
}
