using System.Text;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;
using TrackerSegments.Simulators.Jira.Specification;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraSpecificationTests
{
    private const string Types = "com.atlassian.jira.plugin.system.customfieldtypes";

    [Fact]
    public async Task What_the_simulator_takes_and_answers_is_what_the_official_document_has()
    {
        var specification = Specification();
        await using var jira = await StartAsync(new());
        await CallEverythingAsync(jira);

        foreach (var request in jira.Requests)
        {
            specification.ViolationsOfAnswer(request).ShouldBeEmpty(request.Answer);
            if (request.Status < 400)
            {
                specification.ViolationsOfRequest(request).ShouldBeEmpty(request.Body);
            }
        }

        jira.Requests.Select(r => r.Status).Distinct().ShouldContain(400);
        jira.Requests.Count.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("""{"jql":"project = FW","startAt":0}""", "startAt")]
    [InlineData("""{"jql":7}""", "jql")]
    [InlineData("""{"reconcileIssues":["FW-1"]}""", "reconcileIssues")]
    public void A_call_that_is_not_as_the_document_has_it_is_found(string body, string where) =>
        Specification().ViolationsOfRequest(Exchange("POST", "/rest/api/3/search/jql", body, 200, "{}")).ShouldHaveSingleItem().ShouldContain(where);

    [Theory]
    [InlineData(200, """{"issues":[],"total":0}""", "total")]
    [InlineData(200, """{"issues":[{"id":1}]}""", "issues/0/id")]
    [InlineData(418, "{}", "status")]
    [InlineData(200, "<html>", "no JSON")]
    public void An_answer_that_is_not_as_the_document_has_it_is_found(int status, string answer, string where) =>
        Specification().ViolationsOfAnswer(Exchange("POST", "/rest/api/3/search/jql", "{}", status, answer)).ShouldHaveSingleItem().ShouldContain(where);

    [Fact]
    public void An_endpoint_or_query_parameter_that_the_document_does_not_have_is_found()
    {
        var specification = Specification();

        specification.ViolationsOfRequest(Exchange("GET", "/rest/api/3/nothing", "", 200, "{}")).ShouldHaveSingleItem().ShouldContain("has no GET");
        specification.ViolationsOfRequest(Exchange("GET", "/rest/api/3/project/search", "", 200, "{}", ("maxResults", "many"), ("wrong", "1"))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_simulator_that_the_service_called_wrongly_fails_the_test_it_is_used_in()
    {
        Specification();
        var jira = await StartAsync(new());
        using var caller = new JiraCaller(jira, jira.Data.Users[0], agent: "TrackerSegments/0.1");

        await caller.PostAsync("rest/api/3/search/jql", """{"jql":"project = FW","startAt":0}""");

        (await Should.ThrowAsync<InvalidOperationException>(async () => await jira.DisposeAsync())).Message.ShouldContain("startAt");
    }

    private static JiraSpecification Specification()
    {
        var found = JiraSpecification.Find();
        Assert.SkipWhen(found is null, $"{JiraSpecification.Variable} does not name a folder with the official document jira-cloud-v3.json.");
        return found!;
    }

    private static JiraRequest Exchange(string method, string template, string body, int status, string answer, params (string Name, string Value)[] query) => new()
    {
        Number = 1,
        Method = method,
        Path = template,
        Template = template,
        Query = query.ToDictionary(q => q.Name, q => (string[])[q.Value], StringComparer.Ordinal),
        BodyBytes = Encoding.UTF8.GetBytes(body),
        Status = status,
        AnswerBytes = Encoding.UTF8.GetBytes(answer),
    };

    private static async Task CallEverythingAsync(JiraSimulator jira)
    {
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var field = jira.Data.Field("Customer segment");
        var cascade = jira.Data.Field("Region");
        string[] reads =
        [
            "serverInfo", "myself", "mypermissions?permissions=BULK_CHANGE,ADMINISTER", "field", "issuetype", "status", "project/FW", "project/GONE",
            "project/search?maxResults=1&keys=FW", "project/FW/statuses", $"issuetype/project?projectId={jira.Data.Projects[0].Id}", "issue/FW-1",
            "issue/FW-3?fields=parent,summary&expand=changelog", "issue/FW-99", "issue/FW-1/editmeta", "issue/FW-1/changelog?maxResults=1",
            "search?jql=project%3DFW", "search/jql?jql=project%3DFW&fields=summary&maxResults=2", $"field/{field.Id}/context",
            $"field/{field.Id}/context/projectmapping", $"field/{field.Id}/context/{field.Contexts[0].Id}/option", $"field/{field.Id}/context/1/option",
            $"field/{cascade.Id}/context/{cascade.Contexts[0].Id}/option", $"field/{field.Id}/screens", "screens", "screens/1/tabs",
            "screens/1/tabs/10000/fields", "bulk/issues/fields?issueIdsOrKeys=FW-1,FW-2", "bulk/queue/1",
        ];
        foreach (var read in reads)
        {
            await caller.GetAsync($"rest/api/3/{read}");
        }

        string[] searches =
        [
            """{"jql":"project = FW"}""", """{"jql":"project = FW","maxResults":1,"fields":["*all"],"expand":"changelog"}""", """{"jql":"project ="}""",
            """{"jql":""}""", """{"jql":"project = FW","reconcileIssues":[20001],"fields":["summary","labels","issuetype","parent"]}""",
        ];
        foreach (var search in searches)
        {
            await caller.PostAsync("rest/api/3/search/jql", search);
        }

        await caller.PostAsync("rest/api/3/permissions/check", $$"""{"accountId":"{{jira.Data.Users[0].AccountId}}","projectPermissions":[{"permissions":["BROWSE_PROJECTS"],"projects":[{{jira.Data.Projects[0].Id}}]}]}""");
        await caller.PostAsync("rest/api/3/search/approximate-count", """{"jql":"project = FW"}""");
        await caller.PostAsync("rest/api/3/jql/parse?validation=strict", """{"queries":["project = FW","project ="]}""");
        await caller.PostAsync("rest/api/3/issue/bulkfetch", """{"issueIdsOrKeys":["FW-1","FW-2","FW-99"],"fields":["*all"],"expand":["changelog"]}""");
        await caller.PostAsync("rest/api/3/issue/bulkfetch", """{"issueIdsOrKeys":[]}""");
        await caller.PostAsync("rest/api/3/changelog/bulkfetch", """{"issueIdsOrKeys":["FW-1"],"fieldIds":["labels"],"maxResults":1}""");
        await WriteEverythingAsync(jira, caller, field, cascade);
        jira.Data.Permit("Sync", JiraPermissions.Browse);
        await caller.PutAsync("rest/api/3/issue/FW-1", """{"fields":{"labels":[]}}""");
        await caller.GetAsync("rest/api/3/bulk/issues/fields?issueIdsOrKeys=FW-1");
        await caller.PostAsync("rest/api/3/field", $$"""{"name":"Market","type":"{{Types}}:multiselect"}""");
        await caller.GetAsync($"rest/api/3/field/{field.Id}/context");
        using var stranger = new JiraCaller(jira, jira.Data.Users[0] with { Token = "wrong" });
        await stranger.GetAsync("rest/api/3/myself");
    }

    private static async Task WriteEverythingAsync(JiraSimulator jira, JiraCaller caller, JiraField field, JiraField cascade)
    {
        var (option, region) = (field.Contexts[0].Options[0].Id, cascade.Contexts[0].Options);
        string[] edits =
        [
            $$$"""{"update":{"{{{field.Id}}}":[{"add":{"id":"{{{option}}}"}}],"labels":[{"add":"x"}]}}""",
            $$$"""{"fields":{"{{{cascade.Id}}}":{"id":"{{{region[0].Id}}}","child":{"id":"{{{region[1].Id}}}"}},"summary":"Another"}}""",
            """{"fields":{"customfield_1":null}}""",
        ];
        foreach (var edit in edits)
        {
            await caller.PutAsync("rest/api/3/issue/FW-1?notifyUsers=false", edit);
        }

        await caller.GetAsync("rest/api/3/issue/FW-1?fields=*all&expand=changelog");
        await caller.PostAsync("rest/api/3/changelog/bulkfetch", """{"issueIdsOrKeys":["FW-1"]}""");
        var task = await caller.PostAsync("rest/api/3/bulk/issues/fields", $$$"""{"selectedIssueIdsOrKeys":["FW-1","FW-2"],"selectedActions":["{{{field.Id}}}"],"editedFieldsInput":{"multipleSelectFields":[{"fieldId":"{{{field.Id}}}","options":[{"optionId":{{{option}}}}]}]},"sendBulkNotification":false}""");
        for (var poll = 0; poll < 3; poll++)
        {
            await caller.GetAsync($"rest/api/3/bulk/queue/{task.Json["taskId"]!.GetValue<string>()}");
        }

        await caller.PostAsync("rest/api/3/bulk/issues/fields", """{"selectedIssueIdsOrKeys":["FW-1"],"selectedActions":[],"editedFieldsInput":{}}""");
        var made = await caller.PostAsync("rest/api/3/field", $$"""{"name":"Market","type":"{{Types}}:multiselect","searcherKey":"{{Types}}:multiselectsearcher"}""");
        await caller.PostAsync("rest/api/3/field", """{"name":"Market","type":"wrong"}""");
        var context = $"rest/api/3/field/{made.Json["id"]!.GetValue<string>()}/context";
        await caller.PostAsync(context, """{"name":"Again"}""");
        var contexts = await caller.GetAsync(context);
        var options = $"{context}/{contexts.Json["values"]![0]!["id"]!.GetValue<string>()}/option";
        var added = await caller.PostAsync(options, """{"options":[{"value":"North"}]}""");
        await caller.PostAsync(options, """{"options":[{"value":"North"}]}""");
        await caller.PutAsync(options, $$"""{"options":[{"id":"{{added.Json["options"]![0]!["id"]!.GetValue<string>()}}","disabled":true}]}""");
        await caller.PostAsync($"rest/api/3/screens/addToDefault/{made.Json["id"]!.GetValue<string>()}", "{}");
        await caller.PostAsync(context, JiraReply.Body(new { name = "Other", projectIds = new[] { $"{jira.Data.Projects[0].Id}" } }));
    }

    private static async Task<JiraSimulator> StartAsync(JiraOptions options)
    {
        var jira = await JiraSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddUser("Sync", "sync@example.com", "token-1", JiraPermissions.All);
        jira.Data.AddField("Customer segment", JiraFieldType.MultiSelect, "Enterprise", "Public");
        jira.Data.AddField("Region", JiraFieldType.Cascading, "EMEA > DE");
        jira.Data.AddField("Story point estimate", JiraFieldType.StoryPointEstimate);
        jira.Data.AddIssue("FW", "Epic", "One");
        jira.Data.AddIssue("FW", "Epic", "Two", null, ("labels", ["a"]), ("components", ["Core"]), ("Customer segment", ["Public"]));
        jira.Data.AddIssue("FW", "Story", "Child", "FW-1", ("Story point estimate", ["3"]));
        jira.Data.Edit("FW-1", "summary", "First");
        jira.Data.Edit("FW-1", "status", "Done");
        return jira;
    }
}
