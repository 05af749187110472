using System.Net.Http.Headers;
using System.Text;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Functions;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Storage.AzureTables;
using TrackerSegments.Service.Tests.Sync;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Schemes of tenants, which several processes change at the same time.</summary>
public sealed class SharedSchemeTests : IDisposable
{
    private readonly AzuriteServer azurite;
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private readonly SqliteDocumentStore store;

    public SharedSchemeTests(AzuriteServer azurite)
    {
        this.azurite = azurite;
        store = SqliteDocumentStore.Open(folder.File("data.db"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Who_may_plan_changes_schemes_and_who_may_look_only_looks()
    {
        await using var run = await StartAsync(new(store));
        await run.ConnectAsync("one", "A");
        var tag = (await CallAsync(run, HttpMethod.Get, SchemeCalls.Scheme, Role.Viewer)).Tag;

        (await CallAsync(run, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", Role.Editor, Add("Enterprise"), tag)).Answer.ShouldBeProblem(403, "roleTooLow");
        (await CallAsync(run, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", Role.Strategist, Add("Enterprise"), tag)).Answer.ShouldBeDone();

        (await CallAsync(run, HttpMethod.Get, SchemeCalls.Scheme, Role.Viewer)).Answer.Json.GetProperty("history")[0].GetProperty("author").GetString()
            .ShouldBe("one Strategist");
    }

    [Fact]
    public async Task What_one_process_changed_the_other_one_knows_and_an_old_version_is_refused_everywhere()
    {
        await using var first = await StartAsync(new(store));
        await using var second = await StartAsync(new(store));
        await first.ConnectAsync("one", "A");
        var tag = (await CallAsync(second, HttpMethod.Get, SchemeCalls.Scheme)).Tag;
        (await CallAsync(first, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("Enterprise"), match: tag)).Answer.ShouldBeDone();

        var (refused, now) = await CallAsync(second, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("SMB"), match: tag);

        refused.ShouldBeProblem(409, "changedMeanwhile");
        refused.Json.GetProperty("theirs").Names().ShouldBe(["Enterprise"]);
        (await CallAsync(second, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("SMB"), match: now)).Answer.ShouldBeDone();
        clock.Now += TimeSpan.FromSeconds(2);
        (await CallAsync(first, HttpMethod.Get, "/api/alignment")).Answer.Json.GetProperty("segments").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task Of_two_changes_in_the_same_moment_one_is_kept_and_the_other_is_told_of_it(string kind)
    {
        var shared = await StoreAsync(kind);
        var slow = new SharedStore(shared);
        await using var first = await StartAsync(slow);
        await using var second = await StartAsync(new(shared));
        await first.ConnectAsync("one", "A");
        var tag = (await CallAsync(first, HttpMethod.Get, SchemeCalls.Scheme)).Tag;
        var isTold = false;
        slow.Before = async (partition, isWrite) =>
        {
            if (isWrite && !isTold && partition.EndsWith("workspaces", StringComparison.Ordinal))
            {
                isTold = true;
                (await CallAsync(second, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("Enterprise"), match: tag)).Answer.ShouldBeDone();
            }
        };

        var (answer, _) = await CallAsync(first, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("SMB"), match: tag);

        isTold.ShouldBeTrue();
        answer.ShouldBeProblem(409, "changedMeanwhile");
        (await CallAsync(first, HttpMethod.Get, SchemeCalls.Scheme)).Answer.Json.Names().ShouldBe(["Enterprise"]);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task A_scheme_and_a_strategy_changed_in_the_same_moment_are_both_kept(string kind)
    {
        var shared = await StoreAsync(kind);
        var slow = new SharedStore(shared);
        await using var first = await StartAsync(slow);
        await using var second = await StartAsync(new(shared));
        await first.ConnectAsync("one", "A");
        (await CallAsync(first, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("Enterprise"), match: (await CallAsync(first, HttpMethod.Get, SchemeCalls.Scheme)).Tag)).Answer.ShouldBeDone();
        var (scheme, strategy) = ((await CallAsync(first, HttpMethod.Get, SchemeCalls.Scheme)).Tag, (await CallAsync(first, HttpMethod.Get, SchemeCalls.Strategy)).Tag);
        var isTold = false;
        slow.Before = async (partition, isWrite) =>
        {
            if (isWrite && !isTold && partition.EndsWith("workspaces", StringComparison.Ordinal))
            {
                isTold = true;
                (await CallAsync(second, HttpMethod.Put, SchemeCalls.Strategy, json: """{"publish":true,"targets":[{"segment":"enterprise","target":100}]}""", match: strategy)).Answer.ShouldBeDone();
            }
        };

        (await CallAsync(first, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("SMB"), match: scheme)).Answer.ShouldBeDone();

        isTold.ShouldBeTrue();
        (await CallAsync(first, HttpMethod.Get, SchemeCalls.Scheme)).Answer.Json.Names().ShouldBe(["Enterprise", "SMB"]);
        (await CallAsync(first, HttpMethod.Get, SchemeCalls.Strategy)).Answer.Json.GetProperty("inForce").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_lenses_go_along_when_the_connections_change()
    {
        await using var run = await StartAsync(new(store));
        await run.ConnectAsync("one", "A");
        (await CallAsync(run, HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", json: Add("Enterprise"), match: (await CallAsync(run, HttpMethod.Get, SchemeCalls.Scheme)).Tag)).Answer.ShouldBeDone();
        var before = (await CallAsync(run, HttpMethod.Get, SchemeCalls.Scheme)).Answer.Text;

        (await CallAsync(run, HttpMethod.Put, "/api/connections", Role.Admin, """
            {"segmentField":"Customer segment","connections":[{"tracker":"jira","address":"https://made.example","projects":["A","B"],"token":"t"}]}
            """)).Answer.ShouldBeDone();

        (await CallAsync(run, HttpMethod.Get, SchemeCalls.Scheme)).Answer.Text.ShouldBe(before);
    }

    private async Task<IDocumentStore> StoreAsync(string kind) => kind is "file" ? store : await AzuriteServer.OpenAsync(await azurite.TableAsync());

    private static string Add(string name) => $$"""{"changes":[{"kind":"add","name":"{{name}}"}]}""";

    private Task<HostedRun> StartAsync(SharedStore shared) => HostedRun.StartAsync(shared, _ => new MadeTracker("A"), clock);

    private static async Task<(Answer Answer, string? Tag)> CallAsync(
        HostedRun run, HttpMethod method, string path, Role role = Role.Strategist, string? json = null, string? match = null)
    {
        using var client = new HttpClient { BaseAddress = run.Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", HostedRun.KeyOf("one", role));
        request.Content = method == HttpMethod.Get ? null : new StringContent(json ?? "{}", Encoding.UTF8, "application/json");
        if (match is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(match));
        }

        using var response = await client.SendAsync(request, Cancel);
        return (await Answer.OfAsync(response), response.Headers.ETag?.ToString());
    }
}
