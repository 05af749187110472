using System.Globalization;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraDataTests
{
    private const string Lines = """
        {"id":"11","key":"T-1","project":"T","projectName":"Titan","issuetype":"Epic","subtask":false,"summary":"Epic","status":"Open","statusCategory":"new","created":"2020-01-02T03:04:05.000+0000","updated":"2020-02-02T03:04:05.000+0000","labels":["a","b"],"components":["Core"]}
        {"id":"12","key":"T-2","project":"T","projectName":"Titan","issuetype":"Story","subtask":false,"summary":"Child","status":"Closed","statusCategory":"done","resolution":"Fixed","resolutiondate":"2020-03-02T03:04:05.000+0000","created":"2020-01-02T03:04:05.000+0000","updated":"2020-02-02T03:04:05.000+0000","labels":[],"components":[],"epicKey":"T-1","storyPoints":5.0}
        {"id":"13","key":"T-3","project":"T","projectName":"Titan","issuetype":"Sub-task","subtask":true,"summary":"Part","status":"Open","statusCategory":"new","created":"2020-01-02T03:04:05.000+0000","updated":"2020-02-02T03:04:05.000+0000","labels":[],"components":[],"parentKey":"T-2"}
        {"id":"14","key":"T-4","project":"T","projectName":"Titan","issuetype":"Bug","subtask":false,"summary":"Lost","status":"Open","statusCategory":"new","created":"2020-01-02T03:04:05.000+0000","updated":"2020-02-02T03:04:05.000+0000","labels":[],"components":[],"epicKey":"T-99"}
        """;

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task A_file_is_loaded_with_its_families_values_and_dates(JiraKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var jira = await JiraSimulator.StartAsync(new() { Kind = kind }, TestContext.Current.CancellationToken);

        jira.Data.LoadJsonLines(folder.Write("issues.jsonl", Lines)).ShouldBe(4);

        var (epic, child, part, lost) = (jira.Data.Issue("T-1"), jira.Data.Issue("T-2"), jira.Data.Issue("T-3"), jira.Data.Issue("T-4"));
        (epic.Id, epic.Labels.Count, epic.Components[0].Name).ShouldBe((11, 2, "Core"));
        (child.Status.Category, child.Resolution, child.TextsOf(jira.Data.Field(JiraData.StoryPoints).Id)[0]).ShouldBe(("done", "Fixed", "5.0"));
        child.Resolved.ShouldBe(DateTimeOffset.Parse("2020-03-02T03:04:05Z", CultureInfo.InvariantCulture));
        jira.Data.ChildrenOf(epic.Id).ShouldHaveSingleItem().Key.ShouldBe("T-2");
        part.ParentId.ShouldBe(child.Id);
        (lost.ParentId, lost.Values.Values.OfType<JiraEpicLink>().FirstOrDefault()?.Key).ShouldBe((null, kind == JiraKind.Cloud ? null : "T-99"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_data()
    {
        await using var one = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var other = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        one.Data.Generate(20, 3, seed: 7);
        other.Data.Generate(20, 3, seed: 7);

        one.Data.Issues.Select(Text).ShouldBe(other.Data.Issues.Select(Text));
        one.Data.Issues.Count.ShouldBe(80);

        static string Text(JiraIssue issue) => $"{issue.Key} {issue.Summary} {issue.Status} {string.Join(',', issue.Values.Keys.SelectMany(issue.TextsOf))}";
    }

    [Fact]
    public async Task A_deleted_issue_is_gone_with_its_sub_tasks_and_its_children_lose_their_parent()
    {
        await using var jira = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddIssue("FW", "Epic", "One");
        jira.Data.AddIssue("FW", "Story", "Child", "FW-1");
        jira.Data.AddIssue("FW", "Sub-task", "Part", "FW-2");

        jira.Data.Delete("FW-1");
        jira.Data.Find("FW-1").ShouldBeNull();
        jira.Data.Issue("FW-2").ParentId.ShouldBeNull();
        jira.Data.Delete("FW-2");

        jira.Data.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_can_be_read_while_it_is_changed_from_many_threads()
    {
        await using var jira = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        jira.Data.Generate(50, 2, seed: 1);
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var edits = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            foreach (var number in Enumerable.Range(1, 100))
            {
                jira.Data.Edit($"FW-{number}", "summary", $"By {worker}");
            }
        })));
        var reads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW and updated >= -1d","fields":["summary"],"expand":"changelog"}""")));
        await edits;

        reads.ShouldAllBe(r => r.Status == 200);
        jira.Data.Issue("FW-1").History.Count.ShouldBe(jira.Data.Issue("FW-1").History.Select(h => h.Id).Distinct().Count());
    }
}
