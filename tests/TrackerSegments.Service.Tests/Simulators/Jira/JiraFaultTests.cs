using System.Net.Http.Headers;
using TrackerSegments.Simulators.Jira;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraFaultTests
{
    [Fact]
    public async Task A_fault_meets_the_call_it_was_planned_for_and_no_other()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Faults.AtCall(2, JiraFault.TooMany("jira-quota-tenant-based", 7));

        var replies = new[] { await caller.GetAsync("rest/api/3/myself"), await caller.GetAsync("rest/api/3/myself"), await caller.GetAsync("rest/api/3/myself") };

        replies.Select(r => r.Status).ShouldBe([200, 429, 200]);
        replies[1].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        replies[1].Headers.GetValues("RateLimit-Reason").ShouldBe(["jira-quota-tenant-based"]);
        jira.Requests.Select(r => r.Status).ShouldBe([200, 429, 200]);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_has_taken_effect_and_one_that_was_not_let_in_has_not()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Faults.On(r => r.IsWrite, JiraFault.Reset.AfterApplied);
        await Should.ThrowAsync<HttpRequestException>(() => caller.PutAsync("rest/api/3/issue/FW-1", """{"fields":{"summary":"Lost"}}"""));
        jira.Faults.On(r => r.IsWrite, JiraFault.Status(503));
        await caller.PutAsync("rest/api/3/issue/FW-1", """{"fields":{"summary":"Refused"}}""");

        jira.Data.Issue("FW-1").Summary.ShouldBe("Lost");
    }

    [Fact]
    public async Task A_body_is_cut_or_torn_or_no_JSON()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Faults.AtCall(1, JiraFault.Truncated);
        jira.Faults.AtCall(2, JiraFault.ResetMidBody);
        jira.Faults.AtCall(3, JiraFault.Html(200));

        var cut = await caller.GetAsync("rest/api/3/field");
        await Should.ThrowAsync<HttpRequestException>(() => caller.GetAsync("rest/api/3/field"));
        var html = await caller.GetAsync("rest/api/3/field");

        Should.Throw<System.Text.Json.JsonException>(() => cut.Json);
        html.Text.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task A_page_can_come_again_for_ever_or_be_empty_or_its_token_be_refused()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Faults.AtCall(2, JiraFault.PageTokenRepeated);
        jira.Faults.AtCall(3, JiraFault.PageTokenRejected);
        jira.Faults.AtCall(4, JiraFault.EmptyPage);

        Task<JiraReply> Next(string? token) =>
            caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "project = FW", maxResults = 1, nextPageToken = token }));
        var first = await Next(null);
        var repeated = await Next(first.Token);
        var rejected = await Next(first.Token);
        var empty = await Next(first.Token);

        repeated.Token.ShouldBe(first.Token);
        rejected.Status.ShouldBe(400);
        empty.Ids.ShouldBeEmpty();
        empty.Json["isLast"].ShouldBeNull();
        empty.Token.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_dies_at_a_call_and_a_test_can_step_in_between_two_calls()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Faults.ExpireTokensFromCall(2);
        jira.BeforeHandling = request =>
        {
            jira.Data.Edit("FW-1", "summary", $"Before {request.Number}");
            return Task.CompletedTask;
        };

        var first = await caller.GetAsync("rest/api/3/issue/FW-1");
        var second = await caller.GetAsync("rest/api/3/issue/FW-1");

        first.Json["fields"]!["summary"]!.GetValue<string>().ShouldBe("Before 1");
        second.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Bursts_and_writes_to_one_issue_are_limited_each_with_its_reason()
    {
        await using var jira = await StartAsync(new() { Limits = true });
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var reads = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => caller.GetAsync("rest/api/3/myself")));
        List<JiraReply> writes = [];
        for (var i = 0; i < 25; i++)
        {
            writes.Add(await caller.PutAsync("rest/api/3/issue/FW-1", $$$"""{"fields":{"summary":"{{{i}}}"}}"""));
        }

        ReasonsOf(reads).ShouldBe(["jira-burst-based"]);
        ReasonsOf(writes).ShouldBe(["jira-per-issue-on-write"]);
        writes.Count(w => w.Status == 204).ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task Points_of_an_hour_run_out()
    {
        await using var jira = await StartAsync(new() { PointsPerHour = 3 });
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var fetched = await caller.PostAsync("rest/api/3/issue/bulkfetch", """{"issueIdsOrKeys":["FW-1","FW-2"]}""");
        var refused = await caller.GetAsync("rest/api/3/myself");

        fetched.Status.ShouldBe(200);
        ReasonsOf([refused]).ShouldBe(["jira-quota-tenant-based"]);
        refused.Headers.RetryAfter.ShouldBeOfType<RetryConditionHeaderValue>();
    }

    private static IEnumerable<string> ReasonsOf(IEnumerable<JiraReply> replies) =>
        replies.Where(r => r.Status == 429).SelectMany(r => r.Headers.GetValues("RateLimit-Reason")).Distinct(StringComparer.Ordinal);

    private static async Task<JiraSimulator> StartAsync(JiraOptions? options = null)
    {
        var jira = await JiraSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        jira.Data.AddIssue("FW", "Epic", "One");
        jira.Data.AddIssue("FW", "Epic", "Two");
        return jira;
    }
}
