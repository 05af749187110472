using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureReadingTests
{
    [Theory]
    [InlineData(AzureSignIn.Unauthorized, 401, "")]
    [InlineData(AzureSignIn.Page, 203, "<!DOCTYPE html>")]
    [InlineData(AzureSignIn.Redirect, 302, "<!DOCTYPE html>")]
    public async Task Who_has_no_token_that_opens_is_answered_as_the_service_does(AzureSignIn signIn, int status, string begins)
    {
        await using var azure = await StartAsync(new() { SignIn = signIn });
        using var stranger = new AzureCaller(azure, azure.Data.Users[0] with { Token = "wrong" });

        var refused = await stranger.GetAsync("_apis/projects");

        refused.Status.ShouldBe(status);
        refused.Text.ShouldStartWith(begins);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_opens_as_a_password_and_as_a_bearer(bool asBearer)
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0], asBearer);

        var connection = await caller.SendAsync(HttpMethod.Get, "_apis/connectionData", null, version: "7.1-preview");

        connection.Json["authenticatedUser"]!["providerDisplayName"]!.GetValue<string>().ShouldBe("Sync");
        connection.Json["deploymentType"]!.GetValue<string>().ShouldBe("hosted");
    }

    [Fact]
    public async Task A_version_is_needed_to_write_and_must_be_one_there_is()
    {
        await using var azure = await StartAsync(new() { Kind = AzureKind.Server, Organization = "tfs/DefaultCollection" });
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var without = await caller.SendAsync(HttpMethod.Post, "_apis/wit/wiql", new { query = "" }, version: null);
        var later = await caller.GetAsync("_apis/projects");
        var preview = await caller.SendAsync(HttpMethod.Get, "_apis/connectionData", null, version: "7.0");
        var read = await caller.SendAsync(HttpMethod.Get, "_apis/projects", null, version: null);

        (without.Status, without.TypeKey).ShouldBe((400, "VssVersionNotSpecifiedException"));
        (later.Status, later.TypeKey).ShouldBe((400, "VssVersionOutOfRangeException"));
        (preview.Status, preview.TypeKey).ShouldBe((400, "VssInvalidPreviewVersionException"));
        read.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_project_that_may_not_be_read_is_not_there_nor_is_anything_in_it()
    {
        await using var azure = await StartAsync();
        azure.Data.Permit("Sync", AzurePermissions.None, "Fabrikam");
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        (await caller.GetAsync("_apis/projects/Fabrikam")).Error.ShouldStartWith("TF200016");
        (await caller.GetAsync("_apis/projects")).Values.ShouldBeEmpty();
        var item = await caller.GetAsync("_apis/wit/workitems/1");
        (item.Status, item.TypeKey).ShouldBe((404, "WorkItemUnauthorizedAccessException"));
        (await caller.GetAsync("_apis/wit/reporting/workitemrevisions")).Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task Projects_come_in_pages_and_tell_their_process()
    {
        await using var azure = await StartAsync(new() { ProjectPage = 2 });
        azure.Data.AddProject("B", "Scrum");
        azure.Data.AddProject("C");
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var first = await caller.GetAsync("_apis/projects?$top=100");
        var second = await caller.GetAsync($"_apis/projects?continuationToken={first.Headers.GetValues("x-ms-continuationtoken").Single()}");
        var scrum = await caller.GetAsync("_apis/projects/B?includeCapabilities=true");

        first.Values.Concat(second.Values).Select(p => p!["name"]!.GetValue<string>()).ShouldBe(["B", "C", "Fabrikam"]);
        second.Headers.Contains("x-ms-continuationtoken").ShouldBeFalse();
        scrum.Json["capabilities"]!["processTemplate"]!["templateName"]!.GetValue<string>().ShouldBe("Scrum");
    }

    [Fact]
    public async Task A_batch_reads_two_hundred_and_says_of_what_is_missing_what_it_is_told_to()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var read = await caller.PostAsync("_apis/wit/workitemsbatch", """{"ids":[1,99],"fields":["System.Title","Effort"],"errorPolicy":"omit"}""");
        var failed = await caller.PostAsync("_apis/wit/workitemsbatch", """{"ids":[1,99]}""");
        var tooMany = await caller.PostAsync("_apis/wit/workitemsbatch", new { ids = Enumerable.Range(1, 201) });
        var both = await caller.PostAsync("_apis/wit/workitemsbatch", """{"ids":[1],"fields":["System.Title"],"$expand":"all"}""");

        read.Values[0]!["fields"]!.ToJsonString().ShouldBe("""{"System.Title":"One","Microsoft.VSTS.Scheduling.Effort":5.0}""");
        read.Values[1].ShouldBeNull();
        (failed.Status, failed.Error[..8]).ShouldBe((404, "TF401232"));
        tooMany.Error.ShouldStartWith("VS403474");
        both.TypeKey.ShouldBe("ConflictingParametersException");
    }

    [Fact]
    public async Task Types_tell_their_states_categories_and_values_and_a_backlog_its_levels()
    {
        await using var azure = await StartAsync();
        azure.Data.AddProject("Scrum", "Scrum").BugsBehavior = "asTasks";
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var states = await caller.GetAsync("Scrum/_apis/wit/workitemtypes/Product%20Backlog%20Item/states");
        var priority = await caller.GetAsync("Scrum/_apis/wit/workitemtypes/Bug/fields/Microsoft.VSTS.Common.Priority?$expand=allowedValues");
        var backlog = await caller.GetAsync("Scrum/Scrum%20Team/_apis/work/backlogconfiguration");

        states.Values.Select(s => $"{s!["name"]}:{s["category"]}").ShouldBe(["New:Proposed", "Approved:Proposed", "Committed:InProgress", "Done:Completed", "Removed:Removed"]);
        priority.Json["allowedValues"]!.ToJsonString().ShouldBe("""["1","2","3","4"]""");
        backlog.Json["portfolioBacklogs"]!.AsArray().Select(l => l!["workItemTypes"]![0]!["name"]!.GetValue<string>()).ShouldBe(["Epic", "Feature"]);
        backlog.Json["taskBacklog"]!["workItemTypes"]!.AsArray().Select(t => t!["name"]!.GetValue<string>()).ShouldBe(["Task", "Bug"]);
        backlog.Json["backlogFields"]!["typeFields"]!["Effort"]!.GetValue<string>().ShouldBe("Microsoft.VSTS.Scheduling.Effort");
    }

    [Fact]
    public async Task A_renamed_project_has_other_paths_and_its_items_no_other_revision()
    {
        await using var azure = await StartAsync();
        azure.Data.AddArea("Fabrikam", @"Web\Shop");
        azure.Data.Edit(1, "Area Path", @"Fabrikam\Web\Shop");
        azure.Data.RenameProject("Fabrikam", "Contoso");
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var item = await caller.GetAsync("Contoso/_apis/wit/workitems/1");

        item.Field("System.AreaPath").ShouldBe(@"Contoso\Web\Shop");
        item.Json["rev"]!.GetValue<int>().ShouldBe(2);
        var areas = await caller.GetAsync("Contoso/_apis/wit/classificationnodes/areas?$depth=2");
        areas.Json["children"]![0]!["children"]![0]!["path"]!.GetValue<string>().ShouldBe(@"\Contoso\Area\Web\Shop");
    }

    private static async Task<AzureSimulator> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.Add("Fabrikam", "Epic", "One", null, ("Effort", 5));
        return azure;
    }
}
