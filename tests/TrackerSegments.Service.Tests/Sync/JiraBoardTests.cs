using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>The board of a simulated Jira, over HTTP on both sides.</summary>
public sealed class JiraBoardTests : IDisposable
{
    private const string Tier = "Tier";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_somebody_else_added_in_the_meantime_stays_beside_what_is_added_here()
    {
        await using var site = await JiraSite.StartAsync();
        var epic = site.Data.AddIssue("A", "Epic", "Sign in", null, (Backlogs.Field, ["SMB"]));
        await using var service = await StartAsync(site, Backlogs.Field);
        var revision = await RevisionAsync(service, epic.Key);
        site.Data.EditBy(site.Bob, epic.Key, Backlogs.Field, "SMB", "Legacy");

        var written = await service.WriteAsync(epic.Key, revision, "k1", ["enterprise"], []);

        written.Status.ShouldBe(200, written.Text);
        site.Data.Issue(epic.Key).TextsOf(site.Data.Field(Backlogs.Field).Id).Order(StringComparer.Ordinal).ShouldBe(["Enterprise", "Legacy", "SMB"]);
    }

    [Fact]
    public async Task Where_both_cannot_be_had_nothing_is_written_and_both_are_named()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.AddField(Tier, JiraFieldType.Select, "Enterprise", "SMB", "Legacy");
        var epic = site.Data.AddIssue("A", "Epic", "Sign in", null, (Tier, ["Enterprise"]));
        await using var service = await StartAsync(site, Tier);
        var revision = await RevisionAsync(service, epic.Key);
        site.Data.EditBy(site.Bob, epic.Key, Tier, "SMB");

        var body = $$"""{"lens":"tier","add":["legacy"],"remove":["enterprise"],"expectedRevision":"{{revision}}","idempotencyKey":"k1"}""";
        var refused = await service.SendAsync(epic.Key, body);

        refused.ShouldBeProblem(409, "staleRevision").ShouldContain("Bob");
        refused.Json.GetProperty("conflict").GetProperty("by").GetString().ShouldBe("Bob");
        refused.Json.GetProperty("conflict").GetProperty("theirs").GetProperty("add")[0].GetString().ShouldBe("SMB");
        site.Data.Issue(epic.Key).TextsOf(site.Data.Field(Tier).Id).ShouldBe(["SMB"]);
        (await service.EpicAsync(epic.Key)).GetProperty("segments")[0].GetString().ShouldBe("smb");
    }

    [Fact]
    public async Task An_answer_that_was_lost_writes_once_however_often_it_is_asked_for()
    {
        await using var site = await JiraSite.StartAsync();
        var epic = site.Data.AddIssue("A", "Epic", "Sign in", null, (Backlogs.Field, ["SMB"]));
        await using var service = await StartAsync(site, Backlogs.Field);
        var revision = await RevisionAsync(service, epic.Key);
        site.Jira.Faults.On(r => r.Method == "PUT", JiraFault.Reset.AfterApplied);

        for (var i = 0; i < 10; i++)
        {
            var written = await service.WriteAsync(epic.Key, revision, "the same key", ["enterprise"], []);
            written.Status.ShouldBe(200, written.Text);
        }

        site.Jira.Requests.Count(r => r.Method == "PUT").ShouldBe(1);
        site.Data.Issue(epic.Key).History.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_person_who_may_not_edit_is_refused_although_the_account_of_the_connection_may()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.Permit("Bob", JiraPermissions.Browse);
        var epic = site.Data.AddIssue("A", "Epic", "Sign in", null, (Backlogs.Field, ["SMB"]));
        await using var service = await StartAsync(site, Backlogs.Field, email: null);
        var revision = await RevisionAsync(service, epic.Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/epics/{epic.Key}/segments")
        {
            Content = new StringContent(
                $$"""{"lens":"{{Backlogs.Lens}}","add":["enterprise"],"expectedRevision":"{{revision}}","idempotencyKey":"k1"}""",
                System.Text.Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Add("x-forge-oauth-user", site.Bob.Token);

        using var response = await service.Client.SendAsync(request, Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(403, "mayNotEdit");
        site.Data.Issue(epic.Key).History.ShouldBeEmpty();
        service.Log.Text.ShouldNotContain(site.Bob.Token);
    }

    private static async Task<string> RevisionAsync(RunningService service, string key)
    {
        for (var i = 0; i < 400; i++)
        {
            var sync = await service.GetAsync("/api/sync");
            if (sync.GetProperty("isComplete").GetBoolean() && sync.GetProperty("state").ValueEquals("waiting"))
            {
                break;
            }

            await Task.Delay(25, Cancel);
        }

        return (await service.EpicAsync(key)).GetProperty("revision").GetString()!;
    }

    private Task<RunningService> StartAsync(JiraSite site, string field, string? email = JiraSite.Email) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest
        {
            Files = [],
            SegmentField = field,
            Segments = [.. ((string[])["Enterprise", "SMB", "Legacy"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
        })
        {
            Connections = [site.Settings("A") with { SegmentField = field, Email = email }],
        },
        TimeProvider.System,
        access: new() { Secrets = new(new(JiraSite.Token), null), SwitchWriting = true, Pace = new() { Every = TimeSpan.FromHours(1) } });
}
