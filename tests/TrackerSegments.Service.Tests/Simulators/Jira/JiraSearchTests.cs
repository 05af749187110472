using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraSearchTests
{
    [Fact]
    public async Task A_search_gives_ids_alone_unless_fields_are_asked_for()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var bare = await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW"}""");
        var whole = await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW","fields":["summary"]}""");

        bare.Json["issues"]![0]!.AsObject().Select(m => m.Key).ShouldBe(["id"]);
        bare.Json["isLast"]!.GetValue<bool>().ShouldBeTrue();
        whole.Json["issues"]![0]!["fields"]!["summary"]!.GetValue<string>().ShouldBe("Epic 3");
    }

    [Fact]
    public async Task Pages_follow_each_other_by_token_and_end_with_the_last()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var first = await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW order by key","maxResults":2}""");
        var second = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "project = FW order by key", maxResults = 2, nextPageToken = first.Token }));

        first.Ids.Concat(second.Ids).ShouldBe(jira.Data.Issues.Select(i => $"{i.Id}"));
        first.Json["isLast"]!.GetValue<bool>().ShouldBeFalse();
        second.Token.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_token_of_another_search_or_too_old_is_refused()
    {
        var clock = new FixedClock();
        await using var jira = await StartAsync(new() { Clock = clock });
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var first = await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW","maxResults":2}""");

        var other = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "key = FW-1", nextPageToken = first.Token }));
        clock.Now += TimeSpan.FromDays(8);
        var old = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "project = FW", nextPageToken = first.Token }));

        other.Status.ShouldBe(400);
        old.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_lagging_index_finds_a_change_late_and_a_reconciled_issue_at_once()
    {
        var clock = new FixedClock();
        await using var jira = await StartAsync(new() { Clock = clock, SearchLag = TimeSpan.FromMinutes(2) });
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Data.CatchUp();
        jira.Data.Edit("FW-1", "summary", "Another");

        const string Query = "summary ~ Another";
        var late = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = Query }));
        var reconciled = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = Query, reconcileIssues = new[] { jira.Data.Issue("FW-1").Id } }));
        clock.Now += TimeSpan.FromMinutes(2);
        var found = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = Query }));

        late.Ids.ShouldBeEmpty();
        reconciled.Ids.ShouldBe([$"{jira.Data.Issue("FW-1").Id}"]);
        found.Ids.ShouldBe(reconciled.Ids);
    }

    [Fact]
    public async Task The_old_search_is_gone()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        (await caller.GetAsync("rest/api/3/search?jql=project%3DFW")).Status.ShouldBe(410);
    }

    [Theory]
    [InlineData("""{"jql":"project = FW","fields":"summary"}""")]
    [InlineData("""{"jql":"project = FW","startAt":0}""")]
    [InlineData("""{"jql":""")]
    [InlineData("""{"jql":""}""")]
    [InlineData("""{"jql":"order by key"}""")]
    [InlineData("""{"jql":"project = FW","maxResults":5001}""")]
    public async Task A_body_that_Jira_does_not_understand_is_refused(string body)
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        (await caller.PostAsync("rest/api/3/search/jql", body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_project_that_may_not_be_seen_looks_as_if_it_were_not_there()
    {
        await using var jira = await StartAsync();
        jira.Data.Permit("Sync", JiraPermissions.None, "FW");
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var search = await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW"}""");

        search.Error.ShouldBe("The value 'FW' does not exist for the field 'project'.");
        (await caller.GetAsync("rest/api/3/project/FW")).Status.ShouldBe(404);
        (await caller.GetAsync("rest/api/3/issue/FW-1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_wrong_token_is_told_from_a_wrong_path()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0] with { Token = "wrong" });

        (await caller.GetAsync("rest/api/3/myself")).Status.ShouldBe(401);
        (await caller.GetAsync("rest/api/3/nothing")).Status.ShouldBe(404);
    }

    private static async Task<JiraSimulator> StartAsync(JiraOptions? options = null)
    {
        var jira = await JiraSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        foreach (var number in Enumerable.Range(1, 3))
        {
            jira.Data.AddIssue("FW", "Epic", $"Epic {number}");
        }

        return jira;
    }
}
