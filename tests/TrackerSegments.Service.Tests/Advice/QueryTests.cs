using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Advice;

/// <summary>What a tracker finds by the queries is what is behind the figures.</summary>
public sealed class QueryTests : IDisposable
{
    private static readonly string[] Fields = ["summary"];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("todo")]
    public async Task Jira_finds_by_each_query_the_epics_of_its_column(string? status)
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "B", 12);
        site.Data.AddIssue("A", "Epic", "Of nobody", null, (Backlogs.Field, ["Legacy"]));
        site.Data.AddIssue("A", "Epic", "Of two", null, (Backlogs.Field, ["SMB", "Enterprise", "Legacy"]));
        site.Data.AddIssue("C", "Epic", "Elsewhere", null, (Backlogs.Field, ["SMB"]));
        await using var service = await StartAsync(site.Settings("A", "B"), JiraSite.Token, status);

        var tracker = await TrackerAsync(service);

        tracker.GetProperty("language").GetString().ShouldBe("jql");
        await ShouldFindTheColumnsAsync(service, tracker, async query =>
        {
            using var request = Request(new(site.Jira.Address, "rest/api/3/search/jql"), $"{JiraSite.Email}:{JiraSite.Token}");
            request.Content = JsonContent.Create(new { jql = query, fields = Fields, maxResults = 100 });
            return [.. (await SendAsync(request)).GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("key").GetString()!)];
        });
        var address = tracker.GetProperty("unassigned").GetProperty("url").GetString()!;
        address.ShouldContain("/issues/?jql=");
        Uri.UnescapeDataString(address[(address.IndexOf("jql=", StringComparison.Ordinal) + 4)..])
            .ShouldBe(tracker.GetProperty("unassigned").GetProperty("query").GetString());
    }

    [Fact]
    public async Task A_field_of_text_is_searched_by_the_words_next_to_each_other()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.AddField("Tier", JiraFieldType.Text);
        site.Data.AddIssue("A", "Epic", "One", null, ("Tier", ["SMB"]));
        site.Data.AddIssue("A", "Epic", "Two", null);
        await using var service = await StartAsync(site.Settings("A") with { SegmentField = "Tier" }, JiraSite.Token, status: null);

        (await TrackerAsync(service)).GetProperty("segments")[1].GetProperty("query").GetString()!.ShouldContain(" ~ \"\\\"SMB\\\"\"");
    }

    [Fact]
    public async Task Azure_DevOps_finds_by_each_query_the_epics_of_its_column()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 12);
        site.Data.Add("Apple", "Epic", "Of nobody", null, (Backlogs.Field, "Legacy"));
        site.Data.Add("Cedar", "Epic", "Elsewhere", null, (Backlogs.Field, "SMB"));
        await using var service = await StartAsync(site.Settings("Apple", "Birch wood"), AzureOrganization.Token, status: null);

        var tracker = await TrackerAsync(service);

        tracker.GetProperty("language").GetString().ShouldBe("wiql");
        await ShouldFindTheColumnsAsync(service, tracker, async query =>
        {
            using var request = Request(new($"{site.Settings().Address}/_apis/wit/wiql?api-version=7.1"), $":{AzureOrganization.Token}");
            request.Content = JsonContent.Create(new { query });
            return [.. (await SendAsync(request)).GetProperty("workItems").EnumerateArray().Select(i => $"{i.GetProperty("id").GetInt32()}")];
        });
    }

    private static async Task ShouldFindTheColumnsAsync(RunningService service, JsonElement tracker, Func<string, Task<string[]>> find)
    {
        var board = await service.GetAsync("/api/board");
        var columns = board.GetProperty("columns").EnumerateArray().ToArray();
        JsonElement[] queries = [.. tracker.GetProperty("segments").EnumerateArray(), tracker.GetProperty("unassigned")];
        queries.Length.ShouldBe(columns.Length);
        foreach (var (column, query) in columns.Zip(queries))
        {
            var keys = column.GetProperty("epics").EnumerateArray().Select(k => k.GetString()!).Order(StringComparer.Ordinal);
            (await find(query.GetProperty("query").GetString()!)).Order(StringComparer.Ordinal).ShouldBe(keys, query.GetProperty("query").GetString());
        }

        (await find(tracker.GetProperty("all").GetProperty("query").GetString()!)).Length.ShouldBe(board.GetProperty("epics").GetArrayLength());
    }

    private static HttpRequestMessage Request(Uri address, string account)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
        return request;
    }

    private static async Task<JsonElement> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient();
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        response.IsSuccessStatusCode.ShouldBeTrue($"{await request.Content!.ReadAsStringAsync(Cancel)} {text}");
        return JsonElement.Parse(text);
    }

    private async Task<RunningService> StartAsync(ConnectionSettings settings, string token, string? status)
    {
        var service = await RunningService.StartAsync(
            folder.File("data"),
            new WorkspaceSource(new BacklogRequest
            {
                Files = [],
                SegmentField = settings.SegmentField,
                Segments = [.. ((string[])["Enterprise", "SMB"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
                Policy = new() { Statuses = status is null ? null : [StatusCategory.ToDo] },
            })
            {
                Connections = [settings],
            },
            TimeProvider.System,
            access: new() { Secrets = new(new(token), null), Pace = new() { Every = TimeSpan.FromHours(1) } });
        for (var i = 0; i < 400 && !(await service.GetAsync("/api/sync")).GetProperty("isComplete").GetBoolean(); i++)
        {
            await Task.Delay(25, Cancel);
        }

        return service;
    }

    private static async Task<JsonElement> TrackerAsync(RunningService service) =>
        (await service.GetAsync("/api/queries")).GetProperty("trackers").EnumerateArray().Single();
}
