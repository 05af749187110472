using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraJqlTests
{
    private static readonly string[] OnlyKeys = ["key"];

    [Theory]
    [InlineData("project = FW", "FW-1 FW-2 FW-3 FW-4")]
    [InlineData("project in (FW, 'Other') and issuetype = Epic", "FW-1 FW-2 OT-1")]
    [InlineData("project = FW AND type != Epic", "FW-3 FW-4")]
    [InlineData("parent = FW-1", "FW-3 FW-4")]
    [InlineData("parent in (FW-1, FW-2) and status = Done", "FW-4")]
    [InlineData("parent is EMPTY and project = FW", "FW-1 FW-2")]
    [InlineData("parent is not empty", "FW-3 FW-4")]
    [InlineData("key in (FW-1,FW-4)", "FW-1 FW-4")]
    [InlineData("key > FW-2", "FW-3 FW-4")]
    [InlineData("labels = urgent", "FW-3")]
    [InlineData("labels is EMPTY and project = FW", "FW-1 FW-2 FW-4")]
    [InlineData("labels != other and project = FW", "FW-3")]
    [InlineData("statusCategory = Done", "FW-4")]
    [InlineData("statusCategory != Done and project = FW", "FW-1 FW-2 FW-3")]
    [InlineData("summary ~ 'child' and not status = Done", "FW-3")]
    [InlineData("'Customer segment' = Enterprise", "FW-1")]
    [InlineData("\"Customer segment\" in (Enterprise, 'Public')", "FW-1 FW-2")]
    [InlineData("\"Customer segment\" is empty and type = Epic", "OT-1")]
    [InlineData("(project = OT or status = Done) and summary is not empty", "FW-4 OT-1")]
    [InlineData("updated >= -2d", "FW-2")]
    [InlineData("updated >= '2026-11-20 12:00'", "FW-2")]
    [InlineData("project = FW order by key", "FW-1 FW-2 FW-3 FW-4")]
    public async Task A_query_finds_what_it_means(string jql, string keys)
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var found = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql, fields = OnlyKeys }));

        found.Status.ShouldBe(200, found.Text);
        found.Json["issues"]!.AsArray().Select(i => i!["key"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(keys.Split(' '));
    }

    [Theory]
    [InlineData("project", "Error in the JQL Query: Expecting operator before the end of the query. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.")]
    [InlineData("project = ", "Error in the JQL Query: Expecting either a value, list or function before the end of the query.")]
    [InlineData("project = FW AND", "Error in the JQL Query: Expecting a field name before the end of the query.")]
    [InlineData("project = FW x", "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'x'. (line 1, character 14)")]
    [InlineData("(project = FW", "Error in the JQL Query: Expecting ')' before the end of the query.")]
    [InlineData("project = AS", "Error in the JQL Query: 'AS' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character 11)")]
    [InlineData("project = GONE", "The value 'GONE' does not exist for the field 'project'.")]
    [InlineData("key = FW-99", "An issue with key 'FW-99' does not exist for field 'key'.")]
    [InlineData("id = 99", "A value with ID '99' does not exist for the field 'id'.")]
    [InlineData("colour = red", "Field 'colour' does not exist or you do not have permission to view it.")]
    [InlineData("'Customer segment' = Nobody", "The option 'Nobody' for field 'Customer segment' does not exist.")]
    [InlineData("project = FW order by colour", "Not able to sort using field 'colour'.")]
    public async Task A_query_that_is_wrong_is_refused_as_Jira_refuses_it(string jql, string error)
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.Users[0]);

        var reply = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql }));

        reply.Status.ShouldBe(400);
        reply.Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("Etc/UTC", true)]
    [InlineData("Pacific/Kiritimati", true)]
    [InlineData("Pacific/Pago_Pago", false)]
    public async Task A_wall_clock_date_is_read_in_the_time_zone_of_the_account(string timeZone, bool isFound)
    {
        await using var jira = await StartAsync();
        using var caller = new JiraCaller(jira, jira.Data.AddUser("Far", "far@example.com", "token-far", timeZone: timeZone));

        var found = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "updated >= '2026-11-21 06:00'" }));
        var relative = await caller.PostAsync("rest/api/3/search/jql", JiraReply.Body(new { jql = "updated >= -7h" }));

        found.Ids.Count.ShouldBe(isFound ? 1 : 0);
        relative.Ids.Count.ShouldBe(1);
    }

    /// <summary>Two epics, two children and an epic elsewhere; FW-2 was changed six hours before noon, everything else long ago.</summary>
    private static async Task<JiraSimulator> StartAsync()
    {
        var clock = new FixedClock();
        var jira = await JiraSimulator.StartAsync(new() { Clock = clock }, TestContext.Current.CancellationToken);
        var data = jira.Data;
        data.AddProject("FW", "Firework");
        data.AddProject("OT", "Other");
        data.AddUser("Sync", "sync@example.com", "token-1");
        data.AddField("Customer segment", JiraFieldType.MultiSelect, "Enterprise", "Public");
        var created = clock.Now.AddDays(-30);
        data.AddIssue(new JiraNewIssue("FW", "Epic", "One") { Created = created, Fields = { ["Customer segment"] = ["Enterprise"] } });
        data.AddIssue(new JiraNewIssue("FW", "Epic", "Two") { Created = created, Updated = clock.Now.AddHours(-6), Fields = { ["Customer segment"] = ["Public"] } });
        data.AddIssue(new JiraNewIssue("FW", "Story", "First child") { Created = created, Parent = "FW-1", Fields = { ["labels"] = ["urgent"] } });
        data.AddIssue(new JiraNewIssue("FW", "Story", "Second child") { Created = created, Parent = "FW-1", Status = "Done" });
        data.AddIssue(new JiraNewIssue("OT", "Epic", "Elsewhere") { Created = created });
        return jira;
    }
}
