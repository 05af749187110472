using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureProcessTests
{
    private const string Processes = "_apis/work/processes";

    [Fact]
    public async Task A_field_with_a_picklist_is_made_and_put_on_a_type_and_its_form()
    {
        await using var azure = await StartAsync(AzurePermissions.All);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        var types = $"{Processes}/{azure.Data.Process("Fabrikam Agile").Id}/workItemTypes";

        var list = await caller.PostAsync($"{Processes}/lists", """{"name":"Segments","type":"String","items":["Enterprise","Public"],"isSuggested":true}""");
        var field = await caller.PostAsync("_apis/wit/fields", $$"""{"name":"Segment","referenceName":"Custom.Segment","type":"string","usage":"workItem","isPicklist":true,"isPicklistSuggested":true,"picklistId":"{{list.Json["id"]}}"}""");
        var tooEarly = await caller.PostAsync($"{types}/Microsoft.VSTS.WorkItemTypes.Epic/fields", """{"referenceName":"Custom.Segment"}""");
        var type = await caller.PostAsync(types, """{"name":"Epic","inheritsFrom":"Microsoft.VSTS.WorkItemTypes.Epic","color":"FF7B00","icon":"icon_crown","isDisabled":false}""");
        var own = $"{types}/{type.Json["referenceName"]}";
        var added = await caller.PostAsync($"{own}/fields", """{"referenceName":"Custom.Segment"}""");
        var group = await caller.PostAsync($"{own}/layout/pages/Microsoft.VSTS.Details/sections/Section3/groups", """{"label":"Segments","visible":true}""");
        var control = await caller.PutAsync($"{own}/layout/groups/{group.Json["id"]}/controls/Custom.Segment", """{"id":"Custom.Segment","label":"Segment","visible":true}""");
        await caller.PutAsync($"{Processes}/lists/{list.Json["id"]}", """{"name":"Segments","type":"String","items":["Enterprise","Public","Small"],"isSuggested":true}""");

        tooEarly.Error.ShouldStartWith("VS402805");
        (list.Status, field.Status, type.Status, added.Status, group.Status, control.Status).ShouldBe((201, 201, 201, 201, 201, 200));
        (await caller.GetAsync($"{own}/layout")).Text.ShouldContain("Custom.Segment");
        (await caller.GetAsync($"Fabrikam/_apis/wit/workitemtypes/Epic/fields/Custom.Segment?$expand=allowedValues")).Json["allowedValues"]!.AsArray().Count.ShouldBe(3);
        (await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/Custom.Segment", "Public;Small"))).Status.ShouldBe(200);
        (await caller.GetAsync($"{types}?$expand=states")).Values.First(t => t!["name"]!.GetValue<string>() == "Epic")!["customization"]!.GetValue<string>().ShouldBe("inherited");
    }

    [Theory]
    [InlineData("Agile", AzurePermissions.All)]
    [InlineData("Fabrikam Agile", AzurePermissions.Member)]
    public async Task A_system_process_is_changed_by_nobody_and_another_one_only_by_who_may(string process, AzurePermissions permissions)
    {
        await using var azure = await StartAsync(permissions);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var refused = await caller.PostAsync($"{Processes}/{azure.Data.Process(process).Id}/workItemTypes", """{"name":"Epic","inheritsFrom":"Microsoft.VSTS.WorkItemTypes.Epic"}""");

        (refused.Status, refused.Error[..8]).ShouldBe((403, "VS402356"));
    }

    [Fact]
    public async Task Who_is_no_administrator_makes_no_field_and_nobody_makes_one_twice()
    {
        await using var azure = await StartAsync(AzurePermissions.Member);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        var denied = await caller.PostAsync("_apis/wit/fields", """{"name":"Segment","type":"string"}""");
        azure.Data.Permit("Sync", AzurePermissions.All);
        await caller.PostAsync("_apis/wit/fields", """{"name":"Segment","type":"string"}""");
        var twice = await caller.PostAsync("_apis/wit/fields", """{"name":"Segment","type":"string"}""");

        (denied.Status, twice.Status).ShouldBe((403, 400));
        twice.Error.ShouldStartWith("VS402803");
    }

    [Fact]
    public async Task Processes_say_what_they_inherit_from_and_which_levels_they_have()
    {
        await using var azure = await StartAsync(AzurePermissions.Member);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var all = await caller.GetAsync($"{Processes}?$expand=projects");
        var mine = all.Values.First(p => p!["name"]!.GetValue<string>() == "Fabrikam Agile")!;
        var levels = await caller.GetAsync($"{Processes}/{azure.Data.Process("Basic").Id}/behaviors");

        mine["customizationType"]!.GetValue<string>().ShouldBe("inherited");
        mine["parentProcessTypeId"]!.GetValue<string>().ShouldBe(azure.Data.Process("Agile").Id.ToString());
        mine["projects"]![0]!["name"]!.GetValue<string>().ShouldBe("Fabrikam");
        levels.Values.Select(l => l!["name"]!.GetValue<string>()).ShouldBe(["Epics", "Issues", "Tasks"]);
        (await caller.GetAsync($"{Processes}/{Guid.Empty}")).Error.ShouldStartWith("VS402362");
    }

    private static async Task<AzureSimulator> StartAsync(AzurePermissions permissions)
    {
        var azure = await AzureSimulator.StartAsync(null, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam", azure.Data.AddProcess("Fabrikam Agile").Name);
        azure.Data.AddUser("Sync", "sync@example.com", "token-1", permissions);
        azure.Data.Add("Fabrikam", "Epic", "One");
        return azure;
    }
}
