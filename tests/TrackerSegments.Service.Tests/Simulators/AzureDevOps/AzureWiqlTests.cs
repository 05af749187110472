using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureWiqlTests
{
    [Theory]
    [InlineData("[System.TeamProject] = @project", "1 2 3 4")]
    [InlineData("[System.TeamProject] <> @project", "5")]
    [InlineData("[System.WorkItemType] IN ('Epic', 'Feature') AND NOT [System.State] = 'Closed'", "1 2 5")]
    [InlineData("[Work Item Type] NOT IN ('Epic')", "2 3 4")]
    [InlineData("[System.WorkItemType] IN GROUP 'Microsoft.RequirementCategory'", "3")]
    [InlineData("[System.AreaPath] UNDER 'Fabrikam\\Web'", "2 3")]
    [InlineData("[System.AreaPath] = 'Fabrikam\\Web'", "2")]
    [InlineData("[System.Tags] CONTAINS 'ask'", "3")]
    [InlineData("[System.Tags] CONTAINS 'as'", "")]
    [InlineData("[System.Title] CONTAINS 'wo'", "2")]
    [InlineData("[System.State] WAS EVER 'Active' AND [System.State] = 'New'", "1")]
    [InlineData("[Microsoft.VSTS.Scheduling.StoryPoints] >= 3", "3")]
    [InlineData("[Microsoft.VSTS.Scheduling.StoryPoints] IS EMPTY AND [System.Id] < 3", "1 2")]
    [InlineData("([System.Id] > 1 AND [System.Id] <= 3) OR [System.Title] = 'O''Neill'", "2 3 4")]
    [InlineData("[System.ChangedDate] >= @today - 1", "1 2 3 4 5")]
    [InlineData("[System.ChangedDate] < @today", "")]
    [InlineData("[System.Id] > 0 ORDER BY [System.Title] DESC", "2 3 5 1 4")]
    public async Task A_query_finds_what_its_conditions_say(string where, string ids)
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var found = await AskAsync(caller, $"SELECT [System.Id] FROM WorkItems WHERE {where}");

        string.Join(' ', found.Ids).ShouldBe(ids);
    }

    [Theory]
    [InlineData("SELECT [System.Id] FROM Items", "FROM")]
    [InlineData("SELECT [System.Nothing] FROM WorkItems", "TF51005")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.State] = 'open", "Expecting end of string")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.State] 'New'", "Expecting operator")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.AreaPath] UNDER 'Nowhere'", "TF51011")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.ChangedDate] > '2026-01-01T10:00:00Z'", "date precision")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.Id] > 1 [System.State]", "The error is caused by «System.State»")]
    public async Task A_query_that_is_wrong_is_refused_and_says_where(string query, string where)
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var refused = await AskAsync(caller, query);

        refused.Status.ShouldBe(400);
        refused.Error.ShouldContain(where);
    }

    [Fact]
    public async Task A_time_can_be_compared_with_where_the_query_is_precise()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var found = await caller.PostAsync("_apis/wit/wiql?timePrecision=true", new { query = "SELECT [System.Id] FROM WorkItems WHERE [System.ChangedDate] > '2001-01-01T10:00:00Z'" });

        found.Ids.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_query_of_links_gives_the_tree_and_the_links_of_one_step()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        const string links = "SELECT [System.Id] FROM WorkItemLinks WHERE [Source].[System.WorkItemType] = 'Epic' AND [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Target].[System.Id] > 0";

        var tree = await AskAsync(caller, $"{links} MODE (Recursive)");
        var step = await AskAsync(caller, $"{links} MODE (MustContain)");

        Rows(tree).ShouldBe([(null, 1), (1, 2), (2, 3), (null, 5)]);
        tree.Json["queryType"]!.GetValue<string>().ShouldBe("tree");
        Rows(step).ShouldBe([(null, 1), (1, 2)]);
    }

    [Fact]
    public async Task More_than_twenty_thousand_are_refused_unless_fewer_are_asked_for()
    {
        await using var azure = await AzureSimulator.StartAsync(new(), TestContext.Current.CancellationToken);
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.Generate(4001, 4);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var all = await AskAsync(caller, "SELECT [System.Id] FROM WorkItems");
        var half = await AskAsync(caller, "SELECT [System.Id] FROM WorkItems WHERE [System.Id] <= 20000");
        var some = await caller.PostAsync("_apis/wit/wiql?$top=19999", new { query = "SELECT [System.Id] FROM WorkItems" });

        (all.Status, all.TypeKey).ShouldBe((400, "WorkItemTrackingQueryResultSizeLimitExceededException"));
        all.Error.ShouldStartWith("VS402337");
        half.Ids.Count.ShouldBe(20_000);
        some.Ids.Count.ShouldBe(19_999);
    }

    [Fact]
    public async Task A_change_is_found_later_by_a_query_than_by_the_feed()
    {
        await using var azure = await StartAsync(new() { SearchLag = TimeSpan.FromHours(1) });
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        (await AskAsync(caller, "SELECT [System.Id] FROM WorkItems")).Ids.ShouldBeEmpty();
        (await caller.GetAsync("_apis/wit/reporting/workitemrevisions?includeLatestOnly=true")).Ids.Count.ShouldBe(5);
        azure.Data.SearchLag = TimeSpan.Zero;
        (await AskAsync(caller, "SELECT [System.Id] FROM WorkItems")).Ids.Count.ShouldBe(5);
    }

    private static Task<AzureReply> AskAsync(AzureCaller caller, string query) => caller.PostAsync("Fabrikam/_apis/wit/wiql", new { query });

    private static IEnumerable<(int? Source, int Target)> Rows(AzureReply reply) => reply.Json["workItemRelations"]!.AsArray()
        .Select(r => (r!["source"]?["id"]!.GetValue<int>(), r["target"]!["id"]!.GetValue<int>()));

    private static async Task<AzureSimulator> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.AddProject("Other");
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.AddArea("Fabrikam", @"Web\Shop");
        var epic = azure.Data.Add("Fabrikam", "Epic", "One");
        var feature = azure.Data.Add("Fabrikam", "Feature", "Two", epic, ("Area Path", @"Fabrikam\Web"));
        azure.Data.Add("Fabrikam", "User Story", "Three", feature, ("Story Points", 3), ("Tags", "Ask"), ("Area Path", @"Fabrikam\Web\Shop"));
        azure.Data.Add("Fabrikam", "Bug", "O'Neill");
        azure.Data.Add("Other", "Epic", "Other one");
        azure.Data.Edit(1, "State", "Active");
        azure.Data.Edit(1, "State", "New");
        azure.Data.Edit(4, "State", "Closed");
        return azure;
    }
}
