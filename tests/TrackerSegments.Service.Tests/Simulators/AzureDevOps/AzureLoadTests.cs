using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureLoadTests
{
    private const string Answer = """
        {"count":3,"value":[
        {"id":12,"rev":4,"fields":{"System.TeamProject":"Shop","System.AreaPath":"Shop\\Web","System.IterationPath":"Shop","System.WorkItemType":"Epic","System.State":"Ideas","System.Title":"Above",
        "System.CreatedDate":"2021-09-13T07:11:00.597Z","System.ChangedDate":"2021-09-22T11:37:15.103Z","System.AssignedTo":{"displayName":"Ann"},"Microsoft.VSTS.Scheduling.Effort":30.0,"System.Tags":null},
        "relations":[{"rel":"System.LinkTypes.Hierarchy-Forward","url":"workItems/7"}]},
        {"id":7,"rev":1,"fields":{"System.TeamProject":"Shop","System.AreaPath":"Shop","System.IterationPath":"Shop","System.WorkItemType":"Product Backlog Item","System.State":"Done","System.Title":"Below"}},
        {"id":8,"rev":1,"fields":{"System.TeamProject":"Shop","System.AreaPath":"Shop","System.IterationPath":"Shop","System.WorkItemType":"Task","System.State":"To Do","System.Title":"Last"},
        "relations":[{"rel":"System.LinkTypes.Hierarchy-Reverse","url":"workItems/7"}]}]}
        """;

    [Fact]
    public async Task A_file_is_loaded_with_its_ids_links_values_and_people_and_with_types_and_states_the_process_lacks()
    {
        await using var azure = await AzureSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, Answer, TestContext.Current.CancellationToken);
        try
        {
            azure.Data.LoadTemplate(path).ShouldBe(3);
        }
        finally
        {
            File.Delete(path);
        }

        var epic = azure.Data.Item(12);
        (epic.Latest.State, epic.Text("System.AreaPath"), epic.Text("Microsoft.VSTS.Scheduling.Effort")).ShouldBe(("Ideas", @"Shop\Web", "30"));
        epic.Text("System.CreatedDate").ShouldBe("2021-09-13T07:11:00.597Z");
        epic.Text("System.ChangedDate").ShouldBe("2021-09-22T11:37:15.103Z");
        epic.Text("System.AssignedTo").ShouldBe("Ann <Ann@example.com>");
        (azure.Data.Item(7).Text("System.Parent"), azure.Data.Item(8).Text("System.Parent")).ShouldBe(("12", "7"));
        azure.Data.Item(7).Latest.Type.State("Done").Category.ShouldBe("Completed");
        azure.Data.Item(8).Latest.Type.State("To Do").Category.ShouldBe("Proposed");
    }

    [Fact]
    public async Task Every_real_file_is_loaded_whole()
    {
        var folder = Environment.GetEnvironmentVariable("TRACKER_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "TRACKER_DATA does not name a folder with real work items.");
        var files = Directory.GetFiles(Path.Combine(folder, "ado-templates"), "*.json");
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            await using var azure = await AzureSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
            azure.Data.AddUser("Sync", "sync@example.com", "token-1");
            var count = azure.Data.LoadTemplate(file);
            using var caller = new AzureCaller(azure, azure.Data.Users.First(u => u.Token == "token-1"));

            var feed = await caller.GetAsync("_apis/wit/reporting/workitemrevisions?includeLatestOnly=true");

            feed.Values.Count.ShouldBe(count, file);
            azure.Data.Items.Count(i => i.Latest.Parent is not null).ShouldBe((await caller.GetAsync("_apis/wit/reporting/workitemlinks")).Values.Count, file);
        }
    }
}
