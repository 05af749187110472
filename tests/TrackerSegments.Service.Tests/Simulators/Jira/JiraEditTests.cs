using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraEditTests
{
    private static readonly string[] Selected = ["FW-1", "OT-1", "FW-99"];

    [Fact]
    public async Task Adding_and_removing_leaves_every_other_value_alone()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var field = jira.Data.Field("Customer segment").Id;
        jira.Data.Edit("FW-1", field, "Enterprise", "Public");

        var reply = await caller.PutAsync("rest/api/3/issue/FW-1", $$$"""{"update":{"{{{field}}}":[{"add":{"value":"Small"}},{"remove":{"value":"Public"}}]}}""");

        reply.Status.ShouldBe(204);
        jira.Data.Issue("FW-1").TextsOf(field).ShouldBe(["Enterprise", "Small"]);
        var change = jira.Data.Issue("FW-1").History[^1];
        change.Author.Name.ShouldBe("Sync");
        (change.Items[0].FromText, change.Items[0].ToText).ShouldBe(("Enterprise,Public", "Enterprise,Small"));
    }

    [Theory]
    [InlineData("""{"update":{"SEG":[{"add":{"value":"Nobody"}}]}}""", "SEG: Option value 'Nobody' is not valid")]
    [InlineData("""{"update":{"SEG":[{"add":{"id":"1"}}]}}""", "SEG: Option id '1' is not valid")]
    [InlineData("""{"update":{"SEG":[{"add":{"value":"Old"}}]}}""", "SEG: Option value 'Old' is not valid")]
    [InlineData("""{"fields":{"SEG":"Enterprise"}}""", "SEG: data was not an array")]
    [InlineData("""{"fields":{"customfield_1":1}}""", "customfield_1: Field 'customfield_1' cannot be set. It is not on the appropriate screen, or unknown.")]
    [InlineData("""{"fields":{"labels":["a b"]}}""", "labels: The label 'a b' contains spaces which is invalid.")]
    [InlineData("""{"fields":{"SEG":[]},"update":{"SEG":[{"set":[]}]}}""", "SEG: Field 'SEG' cannot appear in both 'fields' and 'update'")]
    [InlineData("""{"wrong":{}}""", "Invalid request payload. Refer to the REST API documentation and try again.")]
    public async Task A_value_that_Jira_does_not_take_is_refused_and_nothing_changes(string body, string error)
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var field = jira.Data.Field("Customer segment").Id;

        var reply = await caller.PutAsync("rest/api/3/issue/FW-1", body.Replace("SEG", field, StringComparison.Ordinal));

        reply.Status.ShouldBe(400);
        reply.Error.ShouldBe(error.Replace("SEG", field, StringComparison.Ordinal));
        jira.Data.Issue("FW-1").History.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_is_not_on_the_screen_cannot_be_set_and_is_not_in_the_edit_metadata()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var field = jira.Data.Field("Customer segment").Id;
        (await caller.GetAsync("rest/api/3/issue/FW-1/editmeta")).Json["fields"]![field].ShouldNotBeNull();
        jira.Data.RemoveFromScreen("Customer segment", "FW");

        var reply = await caller.PutAsync("rest/api/3/issue/FW-1", $$$"""{"fields":{"{{{field}}}":[]}}""");

        reply.Error.ShouldEndWith("It is not on the appropriate screen, or unknown.");
        (await caller.GetAsync("rest/api/3/issue/FW-1/editmeta")).Json["fields"]![field].ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_edit_is_told_so()
    {
        await using var jira = await StartAsync();
        jira.Data.Permit("Sync", JiraPermissions.Browse);
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var reply = await caller.PutAsync("rest/api/3/issue/FW-1", """{"fields":{"labels":[]}}""");

        (reply.Status, reply.Error).ShouldBe((403, "You do not have permission to edit issues in this project."));
    }

    [Fact]
    public async Task A_bulk_edit_replaces_the_set_of_every_issue_and_tells_what_failed()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var field = jira.Data.Field("Customer segment");
        var option = field.Contexts[0].Options[0];
        jira.Data.Edit("FW-1", field.Id, "Public");
        jira.Data.RemoveFromScreen(field.Id, "OT");

        var started = await caller.PostAsync(
            "rest/api/3/bulk/issues/fields",
            JiraReply.Body(new
            {
                selectedIssueIdsOrKeys = Selected,
                selectedActions = new[] { field.Id },
                editedFieldsInput = new { multipleSelectFields = new[] { new { fieldId = field.Id, options = new[] { new { optionId = option.Id } } } } },
                sendBulkNotification = false,
            }));
        List<JsonNode> polls = [];
        for (var poll = 0; poll < 3; poll++)
        {
            polls.Add((await caller.GetAsync($"rest/api/3/bulk/queue/{started.Json["taskId"]!.GetValue<string>()}")).Json);
        }

        started.Status.ShouldBe(201);
        polls.Select(p => p["status"]!.GetValue<string>()).ShouldBe(["ENQUEUED", "RUNNING", "COMPLETE"]);
        polls[2]["processedAccessibleIssues"]!.AsArray().Select(i => i!.GetValue<long>()).ShouldBe([jira.Data.Issue("FW-1").Id]);
        polls[2]["failedAccessibleIssues"]!.AsObject().Select(f => f.Key).ShouldBe([$"{jira.Data.Issue("OT-1").Id}"]);
        polls[2]["invalidOrInaccessibleIssueCount"]!.GetValue<int>().ShouldBe(1);
        jira.Data.Issue("FW-1").TextsOf(field.Id).ShouldBe(["Enterprise"]);
    }

    [Fact]
    public async Task A_bulk_edit_adds_labels_and_clears_a_select()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var select = jira.Data.AddField("Tier", JiraFieldType.Select, "Gold").Id;
        jira.Data.Edit("FW-1", select, "Gold");
        jira.Data.Edit("FW-1", "labels", "a");

        var body = """{"selectedIssueIdsOrKeys":["FW-1"],"selectedActions":["labels","TIER"],"editedFieldsInput":{"labelsFields":[{"fieldId":"labels","bulkEditMultiSelectFieldOption":"ADD","labels":[{"name":"b"}]}],"singleSelectFields":[{"fieldId":"TIER","option":{"optionId":-1}}]}}""";
        var started = await caller.PostAsync("rest/api/3/bulk/issues/fields", body.Replace("TIER", select, StringComparison.Ordinal));

        started.Status.ShouldBe(201, started.Text);
        jira.Data.Issue("FW-1").Labels.ShouldBe(["a", "b"]);
        jira.Data.Issue("FW-1").ValueOf(select).ShouldBeNull();
    }

    [Fact]
    public async Task A_bulk_edit_needs_its_permission_and_names_fields_it_was_not_told_of()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        const string Body = """{"selectedIssueIdsOrKeys":["FW-1"],"selectedActions":["components"],"editedFieldsInput":{"labelsFields":[{"fieldId":"labels","bulkEditMultiSelectFieldOption":"REMOVE_ALL","labels":[]}]}}""";

        var unlisted = await caller.PostAsync("rest/api/3/bulk/issues/fields", Body);
        jira.Data.Permit("Sync", JiraPermissions.Browse | JiraPermissions.Edit);
        var denied = await caller.PostAsync("rest/api/3/bulk/issues/fields", Body);

        unlisted.Error.ShouldBe("The following editedFieldInput values are not listed as selectedActions : labels");
        denied.Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_history_has_one_entry_an_edit_and_bulk_histories_have_milliseconds()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        jira.Data.Edit("FW-1", "summary", "Another");
        jira.Data.Edit("FW-1", "labels", "x");

        var one = await caller.GetAsync("rest/api/3/issue/FW-1/changelog?maxResults=1");
        var many = await caller.PostAsync("rest/api/3/changelog/bulkfetch", """{"issueIdsOrKeys":["FW-1"],"fieldIds":["labels"]}""");

        one.Json["total"]!.GetValue<int>().ShouldBe(2);
        one.Json["values"]![0]!["items"]![0]!["toString"]!.GetValue<string>().ShouldBe("Another");
        var change = many.Json["issueChangeLogs"]![0]!["changeHistories"]!.AsArray().ShouldHaveSingleItem();
        change!["created"]!.GetValue<long>().ShouldBe(jira.Data.Issue("FW-1").Updated.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_moved_issue_keeps_its_id_and_is_found_by_its_old_key()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        var id = jira.Data.Issue("FW-1").Id;

        jira.Data.Move("FW-1", "OT").Key.ShouldBe("OT-2");

        var reply = await caller.GetAsync("rest/api/3/issue/FW-1?fields=summary");
        (reply.Json["id"]!.GetValue<string>(), reply.Json["key"]!.GetValue<string>()).ShouldBe(($"{id}", "OT-2"));
    }

    [Fact]
    public async Task A_field_is_made_with_context_and_options_and_put_on_a_screen()
    {
        await using var jira = await StartAsync();
        jira.Data.Permit("Sync", JiraPermissions.All);
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);
        const string Types = "com.atlassian.jira.plugin.system.customfieldtypes";

        var made = await caller.PostAsync("rest/api/3/field", JiraReply.Body(new { name = "Market", type = $"{Types}:multiselect", searcherKey = $"{Types}:multiselectsearcher" }));
        var id = made.Json["id"]!.GetValue<string>();
        var contexts = await caller.GetAsync($"rest/api/3/field/{id}/context");
        var options = $"rest/api/3/field/{id}/context/{contexts.Json["values"]![0]!["id"]}/option";
        var added = await caller.PostAsync(options, """{"options":[{"value":"North"},{"value":"South"}]}""");
        var again = await caller.PostAsync(options, """{"options":[{"value":"north"}]}""");
        var refused = await caller.PutAsync("rest/api/3/issue/FW-1", $$$"""{"update":{"{{{id}}}":[{"add":{"value":"North"}}]}}""");
        await caller.PostAsync($"rest/api/3/screens/addToDefault/{id}", "{}");
        var taken = await caller.PutAsync("rest/api/3/issue/FW-1", $$$"""{"update":{"{{{id}}}":[{"add":{"value":"North"}}]}}""");

        (made.Status, added.Status, again.Status, refused.Status, taken.Status).ShouldBe((201, 200, 400, 400, 204));
        jira.Data.Issue("FW-1").TextsOf(id).ShouldBe(["North"]);
    }

    [Fact]
    public async Task Only_an_administrator_makes_a_field()
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        (await caller.PostAsync("rest/api/3/field", """{"name":"Market","type":"com.atlassian.jira.plugin.system.customfieldtypes:multiselect"}""")).Status.ShouldBe(400);
        (await caller.GetAsync($"rest/api/3/field/{jira.Data.Field("Customer segment").Id}/context")).Status.ShouldBe(403);
    }

    private static async Task<JiraSimulator> StartAsync()
    {
        var jira = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddProject("OT", "Other");
        jira.Data.AddUser("Sync", "sync@example.com", "token-1");
        jira.Data.AddField("Customer segment", JiraFieldType.MultiSelect, "Enterprise", "Public", "Small", "Old");
        jira.Data.DisableOption("Customer segment", "Old");
        jira.Data.AddIssue("FW", "Epic", "One");
        jira.Data.AddIssue("OT", "Epic", "Elsewhere");
        return jira;
    }
}
