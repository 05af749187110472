using TrackerSegments.Simulators.Jira;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraDataCenterTests
{
    [Fact]
    public async Task Children_are_found_by_their_epic_link_and_sub_tasks_by_their_parent()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var link = jira.Data.EpicLink!;

        var byName = await caller.PostAsync("rest/api/2/search", """{"jql":"\"Epic Link\" = FW-1","fields":["*all"]}""");
        var byNumber = await caller.PostAsync("rest/api/2/search", JiraReply.Body(new { jql = $"cf[{link.CustomId}] in (FW-1)" }));
        var below = await caller.PostAsync("rest/api/2/search", """{"jql":"parent = FW-2"}""");

        var fields = byName.Json["issues"]!.AsArray().ShouldHaveSingleItem()!["fields"]!;
        fields[link.Id]!.GetValue<string>().ShouldBe("FW-1");
        fields["parent"].ShouldBeNull();
        fields["issuetype"]!["hierarchyLevel"].ShouldBeNull();
        byNumber.Ids.ShouldBe(byName.Ids);
        below.Json["issues"]![0]!["fields"]!["parent"]!["key"]!.GetValue<string>().ShouldBe("FW-2");
    }

    [Fact]
    public async Task Rows_beyond_the_window_are_not_served_and_a_page_has_no_more_than_a_thousand()
    {
        await using var jira = await StartAsync();
        jira.Data.Generate(10_100, 0, seed: 1);
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        Task<JiraReply> Page(int startAt) => caller.PostAsync(
            "rest/api/2/search", JiraReply.Body(new { jql = "project = FW and type = Epic order by key", startAt, maxResults = 5000, fields = OnlyKeys }));
        var first = await Page(0);
        var last = await Page(9_500);
        var beyond = await Page(10_000);

        first.Ids.Count.ShouldBe(1000);
        last.Ids.Count.ShouldBe(500);
        beyond.Ids.ShouldBeEmpty();
        beyond.Json["total"]!.GetValue<int>().ShouldBe(10_101);
    }

    [Fact]
    public async Task A_query_may_have_no_restriction_and_a_wrong_one_may_be_let_pass()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var unbounded = await caller.GetAsync("rest/api/2/search?jql=order%20by%20key");
        var wrong = await caller.GetAsync("rest/api/2/search?jql=project%20%3D%20GONE");
        var unchecked_ = await caller.GetAsync("rest/api/2/search?jql=project%20%3D%20GONE&validateQuery=false");

        unbounded.Ids.Count.ShouldBe(3);
        wrong.Status.ShouldBe(400);
        unchecked_.Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_is_read_with_its_history_and_edited_and_what_only_Cloud_has_is_not_there()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var edit = await caller.PutAsync("rest/api/2/issue/FW-1", """{"update":{"labels":[{"add":"x"}]}}""");
        var read = await caller.GetAsync("rest/api/2/issue/FW-1?expand=changelog");

        edit.Status.ShouldBe(204);
        read.Json["fields"]!["labels"]![0]!.GetValue<string>().ShouldBe("x");
        read.Json["changelog"]!["histories"]![0]!["author"]!["name"]!.GetValue<string>().ShouldBe("Sync");
        (await caller.PostAsync("rest/api/2/issue/bulkfetch", "{}")).Status.ShouldBe(405);
        (await caller.GetAsync("rest/api/3/myself")).Status.ShouldBe(404);
        (await caller.GetAsync("rest/api/2/serverInfo")).Json["deploymentType"]!.GetValue<string>().ShouldBe("Server");
    }

    [Fact]
    public async Task Too_many_calls_are_answered_with_a_page_for_people()
    {
        await using var jira = await JiraSimulator.StartAsync(new() { Kind = JiraKind.DataCenter, Limits = true }, TestContext.Current.CancellationToken);
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => caller.GetAsync("rest/api/2/myself")));

        replies.First(r => r.Status == 429).Text.ShouldStartWith("<html>");
    }

    private static readonly string[] OnlyKeys = ["key"];

    private static async Task<JiraSimulator> StartAsync()
    {
        var jira = await JiraSimulator.StartAsync(new() { Kind = JiraKind.DataCenter, ContextPath = "/jira" }, TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        jira.Data.AddIssue("FW", "Epic", "One");
        jira.Data.AddIssue("FW", "Story", "Child", "FW-1");
        jira.Data.AddIssue("FW", "Sub-task", "Part", "FW-2");
        return jira;
    }
}
