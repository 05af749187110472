using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Storage.AzureTables;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The program as it runs on Functions: its own process, the Table service, a Jira, and a host that kills it.</summary>
public sealed class HandlerProcessTests(AzuriteServer azurite) : IDisposable
{
    private const string Tenant = "site-1";

    private static readonly string SecretText = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("the tests"u8));

    private readonly FunctionsHost host = new(Repository.App);
    private readonly TemporaryFolder folder = new();
    private IDocumentStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_tenants_backlog_is_read_however_often_the_handler_is_killed_in_the_middle()
    {
        await using var jira = await JiraSite.StartAsync();
        jira.Fill("A", "B", 40);
        jira.Fill("B", "A", 40);
        var settings = await SettingsAsync(jira);
        await ConnectAsync(jira);
        List<HandlerProcess> handlers = [];
        var random = new Random(7);

        for (var kills = 0; kills < 4; kills++)
        {
            var handler = await StartAsync(settings, handlers);
            await host.TickAsync("sync-tick", Cancel);
            var killer = Task.Delay(random.Next(20, 400), Cancel).ContinueWith(_ => handler.Kill(), Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            for (var i = 0; i < 3; i++)
            {
                await host.DeliverAsync(Cancel);
            }

            await killer;
            await LetTimePassAsync(jira);
        }

        var last = await StartAsync(settings, handlers);
        for (var rounds = 0; rounds < 3; rounds++)
        {
            (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue(last.Said);
            await host.DrainAsync(Cancel);
            await LetTimePassAsync(jira);
        }

        JiraSite.Lines((await CopyAsync(jira)).Items).ShouldBe(jira.There("A", "B"));
        host.Complaints.ShouldBeEmpty();
        (await last.StopAsync(Cancel)).ShouldNotBe(0);
        foreach (var handler in handlers)
        {
            handler.Said.ShouldNotContain(JiraSite.Token);
            handler.Said.ShouldNotContain(SecretText);
            handler.Said.ShouldNotContain(AzuriteServer.Key);
            handler.Dispose();
        }
    }

    [Fact]
    public async Task The_first_answer_waits_for_no_store()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var jira = await JiraSite.StartAsync();
        var settings = new Dictionary<string, string>(await SettingsAsync(jira), StringComparer.Ordinal)
        {
            [TableAccount.Variable] = AzuriteServer.SettingOf(((IPEndPoint)silent.LocalEndpoint).Port),
        };

        // It gives up after half a minute; the store that takes every call and answers none holds a caller up for longer.
        using var handler = HandlerProcess.Start(settings);
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);

        using var client = new HttpClient { BaseAddress = handler.Address };
        (await client.GetStringAsync("/", Cancel)).ShouldBe("TrackerSegments");
        using var live = await client.GetAsync("/api/health/live", Cancel);
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TableAccount.Variable, "")]
    [InlineData(TableAccount.Variable, "nonsense")]
    [InlineData(SecretKey.Variable, "")]
    [InlineData(SecretKey.Variable, "c2hvcnQ=")]
    [InlineData("TRACKERSEGMENTS_ALLOWED_HOSTS", "https://a/b")]
    [InlineData(AccessFile.Variable, "")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "many")]
    public async Task A_start_with_a_wrong_setting_fails_with_one_sentence_that_names_it(string name, string value)
    {
        await using var jira = await JiraSite.StartAsync();
        var settings = new Dictionary<string, string>(await SettingsAsync(jira), StringComparer.Ordinal) { [name] = value };

        using var handler = HandlerProcess.Start(settings);

        (await handler.ExitAsync(Cancel)).ShouldNotBe(0);
        handler.Said.Trim().Split('\n').Where(line => line.Trim().Length > 0).ShouldHaveSingleItem().ShouldContain(name);
    }

    private async Task<HandlerProcess> StartAsync(IReadOnlyDictionary<string, string> settings, List<HandlerProcess> handlers)
    {
        var handler = HandlerProcess.Start(settings);
        handlers.Add(handler);
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        return handler;
    }

    private async Task<IReadOnlyDictionary<string, string>> SettingsAsync(JiraSite jira)
    {
        var access = folder.File("access.json");
        await File.WriteAllTextAsync(access, """{ "tenant": "operator", "sources": [] }""", Cancel);
        var account = await azurite.TableAsync();
        store = new SharedStore(await AzuriteServer.OpenAsync(account));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TableAccount.Variable] = await azurite.SettingAsync(),
            [TableAccount.TableVariable] = account.Table,
            [SecretKey.Variable] = SecretText,
            [AccessFile.Variable] = access,
            ["TRACKERSEGMENTS_ALLOWED_HOSTS"] = $"http://{jira.Jira.Address.Authority}",
        };
    }

    private async Task ConnectAsync(JiraSite jira)
    {
        var services = new ServiceCollection();
        services.AddSingleton(SecretKey.Parse(SecretText));
        services.AddDataProtection().SetApplicationName("TrackerSegments");
        services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new KeptKeys(store);
            keys.XmlEncryptor = new KeyEncryptor(SecretKey.Parse(SecretText));
        });
        await using var provider = services.BuildServiceProvider();
        var tenant = new TenantStore(store, Tenant);
        await new TenantVault(tenant, provider.GetRequiredService<IDataProtectionProvider>(), Tenant).SaveAsync(
            new(new Dictionary<string, string>(StringComparer.Ordinal) { [TenantSecrets.PlaceOf(jira.Settings("A", "B"))] = JiraSite.Token }, null), Cancel);
        await new WorkspaceOpener(tenant, new(), TimeProvider.System, NullLogger.Instance).DecideAsync(
            new() { Files = [], SegmentField = Backlogs.Field }, [jira.Settings("A", "B")], Cancel);
        await new TenantDirectory(store, TimeProvider.System).TouchAsync(Tenant, Cancel);
    }

    /// <summary>What a process that was killed had for itself is free again, and every scope is due.</summary>
    private async Task LetTimePassAsync(JiraSite jira)
    {
        var tenant = new TenantStore(store, Tenant);
        var partition = $"scopes-{SourceIdentity.IdOf(jira.Settings("A", "B"))}";
        List<Document> scopes = [];
        await foreach (var document in tenant.ListAsync(partition, null, null, Cancel))
        {
            scopes.Add(document);
        }

        foreach (var scope in scopes)
        {
            var state = JsonNode.Parse(scope.Body)!;
            foreach (var name in (string[])["ownedUntil", "asOf"])
            {
                if (state[name] is not null)
                {
                    state[name] = "2026-01-01T00:00:00+00:00";
                }
            }

            await tenant.WriteAsync(partition, [new(scope.Key, state.ToJsonString(), WriteCondition.Any)], Cancel);
        }
    }

    private async Task<TrackerCopy> CopyAsync(JiraSite jira) =>
        await TrackerCopy.OpenAsync(new(new TenantStore(store, Tenant), SourceIdentity.IdOf(jira.Settings("A", "B"))), item => item.Type == "Epic", Cancel);
}
