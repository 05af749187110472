using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class JsonTests : IDisposable
{
    private const string Issue = """
        {"id":"101","key":"FW-1","self":"https://jira.invalid/rest/api/3/issue/101","fields":{"summary":"Import","issuetype":{"name":"Epic"},
        "status":{"name":"Brewing","statusCategory":{"key":"new","name":"To Do"}},"resolution":null,"project":{"key":"FW","name":"Fernway"},
        "assignee":{"displayName":"Ana","emailAddress":"ana@example.org"},"created":"2024-03-21T15:05:00.000+0200","components":[{"name":"Web"},{"name":"Mobile"}],
        "customfield_10016":5.0,"customfield_10050":[{"value":"SMB"},{"value":"smb"},{"value":" Enterprise "}],
        "customfield_10051":{"value":"Europe","child":{"value":"North"}},"customfield_10052":"plain","customfield_10053":null,"labels":["x","y"]}}
        """;

    private const string Story = """
        {"id":"102","key":"FW-2","fields":{"summary":"Map","issuetype":{"name":"Story"},"status":{"name":"Done","statusCategory":{"key":"done"}},
        "resolution":{"name":"Done"},"parent":{"id":"101","key":"FW-1"},"timeoriginalestimate":5400,"customfield_10016":null,"resolutiondate":"2024-03-22T00:00:00.000+0000"}}
        """;

    private const string Names = """
        "names":{"customfield_10016":"Story Points","customfield_10050":"Customer segment","customfield_10051":"Region","customfield_10052":"Need","customfield_10053":"Empty one"}
        """;

    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_page_of_issues_is_read_with_the_names_that_follow_it()
    {
        var backlog = files.Read(
            $$"""{"expand":"names","startAt":0,"total":2,"issues":[{{Issue}},{{Story}}],{{Names}}}""",
            ["Customer segment", "Region", "Need", "Empty one", "components", "labels", "customfield_10050"],
            Measure.StoryPoints);

        backlog.Findings.ShouldBeEmpty();
        var epic = backlog.Items[0];
        epic.ValuesOf("Customer segment").ShouldBe(["SMB", "Enterprise"]);
        epic.ValuesOf("customfield_10050").ShouldBe(["SMB", "Enterprise"]);
        epic.ValuesOf("Region").ShouldBe(["Europe / North"]);
        epic.ValuesOf("Need").ShouldBe(["plain"]);
        epic.ValuesOf("Empty one").ShouldBeEmpty();
        epic.ValuesOf("components").ShouldBe(["Web", "Mobile"]);
        epic.ValuesOf("labels").ShouldBe(["x", "y"]);
        (epic.Project, epic.Assignee, epic.StatusCategory, epic.Status).ShouldBe(("FW", "Ana", StatusCategory.ToDo, "Brewing"));
        epic.Created.ShouldBe(new DateTimeOffset(2024, 3, 21, 13, 5, 0, TimeSpan.Zero));
        epic.Estimate.ShouldBe(Effort.FromUnits(5));
        epic.Url.ShouldBeNull();
        (backlog.Items[1].ParentKey, backlog.Items[1].Resolution, backlog.Items[1].Estimate).ShouldBe(("FW-1", "Done", null));
    }

    [Fact]
    public void Lines_arrays_and_pages_give_the_same_items()
    {
        var page = files.Read($$"""{"issues":[{{Issue}},{{Story}}]}""", ["labels"]).Items;

        files.Read(Issue.ReplaceLineEndings(" ") + "\n" + Story.ReplaceLineEndings(" ") + "\n", ["labels"]).Items.ShouldBe(page, WorkItems.Alike);
        files.Read($"[{Issue},{Story}]", ["labels"]).Items.ShouldBe(page, WorkItems.Alike);
        files.Read($$"""{"issues":[{{Issue}}]}{"issues":[{{Story}}]}""", ["labels"]).Items.ShouldBe(page, WorkItems.Alike);
    }

    [Fact]
    public void An_issue_may_bring_the_names_itself() =>
        files.Read(Issue.Replace("\"key\":", Names + ",\"key\":", StringComparison.Ordinal), ["Region"]).Items[0].ValuesOf("Region").ShouldBe(["Europe / North"]);

    [Fact]
    public void A_number_of_any_size_in_another_field_is_no_matter() =>
        files.Read("""{"key":"A-1","issuetype":"Epic","rank":1e40,"other":-1e400,"small":1e-400,"storyPoints":5.125}""", measure: Measure.StoryPoints)
            .Items[0].Estimate.ShouldBe(Effort.FromUnits(5.125m));

    [Theory]
    [InlineData("0.1")]
    [InlineData("1.0005")]
    [InlineData("999999999.999")]
    [InlineData("1e-7")]
    [InlineData("1.5e3")]
    public void An_estimate_is_read_to_the_digit(string number) =>
        files.Read($$"""{"key":"A-1","issuetype":"Epic","storyPoints":{{number}}}""", measure: Measure.StoryPoints)
            .Items[0].Estimate.ShouldBe(Effort.FromUnits(decimal.Parse(number, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Times_come_from_their_fields_or_from_time_tracking()
    {
        files.Read(Story, measure: Measure.OriginalEstimate).Items[0].Estimate.ShouldBe(Effort.FromUnits(1.5m));
        files.Read("""{"key":"A-1","fields":{"issuetype":{"name":"Epic"},"timetracking":{"timeSpentSeconds":1800}}}""", measure: Measure.TimeSpent)
            .Items[0].Estimate.ShouldBe(Effort.FromUnits(0.5m));
    }

    [Fact]
    public void Only_a_link_that_is_given_becomes_the_address()
    {
        const string Linked = """{"key":"A-1","_links":{"html":{"href":"HREF"}},"fields":{"issuetype":{"name":"Epic"}}}""";

        files.Read(Linked.Replace("HREF", "https://tracker.invalid/A-1", StringComparison.Ordinal)).Items[0].Url.ShouldBe(new Uri("https://tracker.invalid/A-1"));
        files.Read(Linked.Replace("HREF", "javascript:alert(1)", StringComparison.Ordinal)).Items[0].Url.ShouldBeNull();
    }

    [Fact]
    public void Agile_issues_name_their_epic() =>
        files.Read("""{"key":"A-2","fields":{"issuetype":{"name":"Story"},"epic":{"id":7,"key":"A-1"}}}""").Items[0].ParentKey.ShouldBe("A-1");

    [Fact]
    public void Work_items_find_their_parents_by_any_of_the_three_ways()
    {
        var backlog = files.Read(
            """
            {"count":4,"value":[
            {"id":1,"rev":4,"fields":{"System.WorkItemType":"Epic","System.Title":"Portal","System.State":"New","System.TeamProject":"Fernway","System.AreaPath":"Fernway\\Web",
              "System.Tags":"smb; Enterprise","Custom.CustomerNeed":"speed;price","Microsoft.VSTS.Scheduling.Effort":13.0,"System.AssignedTo":{"displayName":"Ana","uniqueName":"ana@example.org"}},
              "relations":[{"rel":"System.LinkTypes.Hierarchy-Forward","url":"https://ado.invalid/_apis/wit/workItems/2"}],"_links":{"html":{"href":"https://ado.invalid/1"}}},
            {"id":2,"rev":1,"fields":{"System.WorkItemType":"Feature","System.AssignedTo":"Bo <bo@example.org>"}},
            {"id":3,"rev":1,"fields":{"System.WorkItemType":"Feature"},"relations":[{"rel":"System.LinkTypes.Related","url":"workItems/9"},{"rel":"System.LinkTypes.Hierarchy-Reverse","url":"workItems/1"}]},
            {"id":4,"rev":1,"fields":{"System.WorkItemType":"Feature","System.Parent":1}}]}
            """,
            ["Tags", "Customer need", "System.AreaPath"],
            Measure.StoryPoints);

        backlog.Items.Select(item => (item.Key, item.ParentKey)).ShouldBe([("1", null), ("2", "1"), ("3", "1"), ("4", "1")]);
        var epic = backlog.Items[0];
        (epic.Revision, epic.Project, epic.Team, epic.Assignee).ShouldBe(("4", "Fernway", "Web", "Ana"));
        epic.Url.ShouldBe(new Uri("https://ado.invalid/1"));
        epic.ValuesOf("Tags").ShouldBe(["smb", "Enterprise"]);
        epic.ValuesOf("Customer need").ShouldBe(["speed", "price"]);
        epic.ValuesOf("System.AreaPath").ShouldBe(["Fernway\\Web"]);
        epic.Estimate.ShouldBe(Effort.FromUnits(13));
        backlog.Items[1].Assignee.ShouldBe("Bo");
    }

    [Fact]
    public void Tags_are_a_field_even_where_no_work_item_has_one() =>
        files.Read("""{"value":[{"id":1,"fields":{"System.WorkItemType":"Epic"}}]}""", ["Tags"]).Items[0].Fields.ShouldBeEmpty();

    [Fact]
    public void Flat_records_are_read_line_by_line()
    {
        var backlog = files.Read(
            """
            {"key":"A-1","issuetype":"Epic","summary":"One","status":"Open","statusCategory":"indeterminate","storyPoints":2.5,"components":["Web","Mobile"],"value":["x"],"resolutiondate":"2024-01-02"}
            {"key":"A-2","issuetype":"Story","summary":"Two","status":"Open","epicKey":"A-1","parentKey":null,"storyPoints":null,"components":[]}

            {"key":"A-3","issuetype":"Sub-task","summary":"Three","status":"Open","epicKey":"A-1","parentKey":"A-2"}
            """,
            ["components", "value"],
            Measure.StoryPoints);

        backlog.Items.Select(item => item.ParentKey).ShouldBe([null, "A-1", "A-2"]);
        backlog.Items.Select(item => item.Estimate?.Units).ShouldBe([2.5m, null, null]);
        backlog.Items[0].StatusCategory.ShouldBe(StatusCategory.InProgress);
        backlog.Items[0].ValuesOf("components").ShouldBe(["Web", "Mobile"]);
        backlog.Items[0].ValuesOf("value").ShouldBe(["x"]);
        backlog.Items[0].Resolved.ShouldBe(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero));
    }
}
