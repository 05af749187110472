using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>A real backlog, read where TRACKER_DATA says that real backlogs are; none comes with the project.</summary>
public sealed class JiraRealInputTests : IDisposable
{
    private static readonly string[] Segments = ["Enterprise", "Mid-market", "SMB"];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(JiraKind.Cloud, "story-points")]
    [InlineData(JiraKind.Cloud, "count")]
    [InlineData(JiraKind.DataCenter, "story-points")]
    public async Task Every_figure_of_a_synced_backlog_is_that_of_the_file_it_was_loaded_from(JiraKind kind, string measure)
    {
        var file = Backlog();
        await using var jira = await LoadAsync(file, kind);
        using var run = new CommandRun();
        (await run.Run("analyze", file, "--segment-field", "components", "--measure", measure, "--format", "json")).ShouldBe(0, run.Error);
        using var expected = JsonDocument.Parse(run.Output);

        await using var service = await StartAsync(jira, "components", new() { Measure = measure == "count" ? Core.Measure.Count : Core.Measure.StoryPoints });
        await SyncedAsync(service);
        var actual = await service.GetAsync("/api/alignment");

        foreach (var part in (string[])["totals", "alignment", "headline", "measure", "unit"])
        {
            JsonSerializer.Serialize(actual.GetProperty(part)).ShouldBe(JsonSerializer.Serialize(expected.RootElement.GetProperty(part)), part);
        }

        Figures(actual).ShouldBe(Figures(expected.RootElement));
        actual.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(120);
    }

    [Fact]
    public async Task All_epics_are_tagged_in_one_call_and_what_others_change_afterwards_is_taken_over_item_by_item()
    {
        await using var jira = await LoadAsync(Backlog(), JiraKind.Cloud);
        jira.Data.AddField(Backlogs.Field, JiraFieldType.MultiSelect, Segments);
        await using var service = await StartAsync(jira, Backlogs.Field, new() { RemovedResolutions = [] }, isWriting: true);
        await SyncedAsync(service);
        var board = await service.GetAsync("/api/board");
        var epics = board.GetProperty("epics").EnumerateArray().ToArray();
        epics.Length.ShouldBe(134);
        jira.ForgetRequests();

        var written = await service.WriteManyAsync(JsonSerializer.Serialize(new
        {
            lens = Backlogs.Lens,
            add = (IReadOnlyList<string>)["smb"],
            epics = epics.Select(e => new { key = e.GetProperty("key").GetString(), expectedRevision = e.GetProperty("revision").GetString() }),
            idempotencyKey = "tag them all",
        }));

        written.Status.ShouldBe(200, written.Text);
        written.Json.GetProperty("results").EnumerateArray().ShouldAllBe(r => r.GetProperty("outcome").GetString() == "written");
        jira.Requests.Count(r => r.IsWrite).ShouldBe(1, string.Join('\n', jira.Requests));
        var field = jira.Data.Field(Backlogs.Field).Id;
        Epics(jira).ShouldAllBe(e => e.TextsOf(field).Count == 1 && e.TextsOf(field)[0] == "SMB");

        var random = new Random(7);
        foreach (var epic in Epics(jira).Where((_, i) => i % 2 == 0))
        {
            jira.Data.Edit(epic.Key, Backlogs.Field, [.. Segments.Where(_ => random.Next(2) == 0)]);
        }

        var edited = TimeProvider.System.GetUtcNow();
        await service.SyncAsync();
        await SyncedAsync(service, s => s.GetProperty("asOf").GetDateTimeOffset() >= edited);
        var now = (await service.GetAsync("/api/board")).GetProperty("epics").EnumerateArray().ToDictionary(
            e => e.GetProperty("key").GetString()!, e => string.Join(", ", e.GetProperty("segments").EnumerateArray().Select(s => s.GetString())), StringComparer.Ordinal);
        foreach (var epic in Epics(jira))
        {
            now[epic.Key].ShouldBe(string.Join(", ", epic.TextsOf(field).Order(StringComparer.Ordinal).Select(t => t.ToLowerInvariant())), epic.Key);
        }
    }

    private static string Backlog()
    {
        var data = Environment.GetEnvironmentVariable("TRACKER_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "TRACKER_DATA does not say where real backlogs are.");
        return Path.Combine(data!, "jira-titanium", "epic-families.jsonl");
    }

    private static async Task<JiraSimulator> LoadAsync(string file, JiraKind kind)
    {
        var jira = await JiraSimulator.StartAsync(new() { Kind = kind, Limits = true }, Cancel);
        jira.Data.LoadJsonLines(file).ShouldBe(1_120);
        jira.Data.AddUser("Ada", JiraSite.Email, JiraSite.Token);
        return jira;
    }

    private static IEnumerable<JiraIssue> Epics(JiraSimulator jira) => jira.Data.Issues.Where(i => i.Type.Name == "Epic");

    private static IEnumerable<string> Figures(JsonElement document) => document.GetProperty("segments").EnumerateArray().Select(segment => string.Join(
        ' ',
        segment.EnumerateObject().Where(p => p.Name != "color").Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value.GetRawText()}"))));

    private static async Task SyncedAsync(RunningService service, Func<JsonElement, bool>? isSo = null)
    {
        isSo ??= s => s.GetProperty("isComplete").GetBoolean();
        var sync = await service.GetAsync("/api/sync");
        for (var i = 0; i < 600 && !isSo(sync); i++)
        {
            await Task.Delay(50, Cancel);
            sync = await service.GetAsync("/api/sync");
        }

        isSo(sync).ShouldBeTrue(sync.GetRawText());
    }

    private Task<RunningService> StartAsync(JiraSimulator jira, string field, Core.EffortPolicy policy, bool isWriting = false) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest
        {
            Files = [],
            SegmentField = field,
            Policy = policy,
            Segments = field == Backlogs.Field ? [.. Segments.Select(s => (s, (IReadOnlyList<string>)[s]))] : null,
        })
        {
            Connections =
            [
                new ConnectionSettings
                {
                    Tracker = "jira",
                    Address = jira.Address.AbsoluteUri.TrimEnd('/'),
                    Email = jira.Options.Kind == JiraKind.Cloud ? JiraSite.Email : null,
                    Projects = [.. jira.Data.Projects.Select(p => p.Key)],
                    SegmentField = field,
                    Measure = policy.Measure,
                },
            ],
        },
        TimeProvider.System,
        access: new() { Secrets = new(new(JiraSite.Token), null), SwitchWriting = isWriting, Pace = new() { Every = TimeSpan.FromHours(1) } });
}
