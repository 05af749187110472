using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureFeedTests
{
    private const string Revisions = "_apis/wit/reporting/workitemrevisions";

    private const string Links = "_apis/wit/reporting/workitemlinks";

    [Fact]
    public async Task The_feed_tells_every_revision_in_order_and_goes_on_where_its_token_says()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.Edit(1, "Title", "First");

        var first = await caller.GetAsync($"{Revisions}?$maxPageSize=2");
        var second = await caller.GetAsync($"{Revisions}?$maxPageSize=2&continuationToken={first.Token}");
        azure.Data.Edit(2, "Title", "Later");
        var third = await caller.GetAsync($"{Revisions}?continuationToken={second.Token}");

        first.Ids.ShouldBe([1, 2]);
        first.IsLast.ShouldBeFalse();
        second.Ids.ShouldBe([3, 1]);
        second.IsLast.ShouldBeTrue();
        second.Values[1]!["rev"]!.GetValue<int>().ShouldBe(2);
        third.Ids.ShouldBe([2]);
        first.Json["nextLink"]!.GetValue<string>().ShouldContain("$maxPageSize=2");
    }

    [Fact]
    public async Task The_latest_revisions_alone_come_once_each_with_the_fields_and_types_that_are_asked_for()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.Edit(1, "Title", "First");

        var epics = await caller.PostAsync($"Fabrikam/{Revisions}", """{"includeLatestOnly":true,"types":["Epic"],"fields":["System.Title","System.State"]}""");

        epics.Ids.ShouldBe([2, 1]);
        epics.Values[1]!["fields"]!.ToJsonString().ShouldBe("""{"System.Title":"First","System.State":"New"}""");
        (await caller.GetAsync($"{Revisions}?fields=System.Nothing")).Error.ShouldStartWith("TF51535");
    }

    [Fact]
    public async Task A_deleted_item_is_told_of_only_where_that_is_asked_for_and_comes_back_when_it_is_restored()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.Delete(1);

        var without = await caller.GetAsync(Revisions);
        var with = await caller.GetAsync($"{Revisions}?includeDeleted=true&includeLatestOnly=true&fields=System.IsDeleted");
        azure.Data.Restore(1);
        var restored = await caller.GetAsync($"{Revisions}?includeLatestOnly=true");

        without.Ids.ShouldBe([2, 3]);
        with.Values.Select(v => v!["fields"]!["System.IsDeleted"]!.GetValue<bool>()).ShouldBe([false, false, true]);
        restored.Ids.ShouldBe([2, 3, 1]);
    }

    [Fact]
    public async Task A_moved_item_is_gone_from_the_feed_of_its_old_project_without_a_word()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.AddProject("Other");
        var before = await caller.GetAsync($"Fabrikam/{Revisions}");
        azure.Data.Move(1, "Other");

        (await caller.GetAsync($"Fabrikam/{Revisions}?continuationToken={before.Token}")).Ids.ShouldBeEmpty();
        (await caller.GetAsync($"Other/{Revisions}")).Ids.ShouldBe([1]);
        azure.Data.Item(1).Text("System.AreaPath").ShouldBe("Other");
    }

    [Fact]
    public async Task The_links_feed_tells_of_links_made_changed_and_removed()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.ChangeParent(3, 2);
        azure.Data.ChangeParent(3, null);

        var links = await caller.GetAsync($"{Links}?linkTypes=System.LinkTypes.Hierarchy");

        links.Values.Select(v => v!["attributes"]!).Select(a => (a["sourceId"]!.GetValue<int>(), a["targetId"]!.GetValue<int>(), a["isActive"]!.GetValue<bool>()))
            .ShouldBe([(1, 3, true), (1, 3, false), (2, 3, true), (2, 3, false)]);
        (await caller.GetAsync($"{Links}?linkTypes=System.LinkTypes.Related")).Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_links_feed_can_tell_of_links_without_attributes()
    {
        await using var azure = await StartAsync(new() { FlatLinks = true });
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var link = (await caller.GetAsync(Links)).Values.ShouldHaveSingleItem()!;

        (link["rel"]!.GetValue<string>(), link["sourceId"]!.GetValue<int>(), link["targetId"]!.GetValue<int>()).ShouldBe(("System.LinkTypes.Hierarchy", 1, 3));
    }

    [Fact]
    public async Task The_links_of_an_item_go_to_the_recycle_bin_with_it_and_come_back_with_it()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.Delete(1);
        var orphan = await caller.GetAsync("_apis/wit/workitems/3?$expand=relations");
        azure.Data.Restore(1);
        var child = await caller.GetAsync("_apis/wit/workitems/3?$expand=relations");

        orphan.Field("System.Parent").ShouldBeNull();
        orphan.Json["relations"].ShouldBeNull();
        child.Field("System.Parent").ShouldBe("1");
        child.Json["relations"]![0]!["rel"]!.GetValue<string>().ShouldBe("System.LinkTypes.Hierarchy-Reverse");
        (await caller.GetAsync(Links)).Values.Select(v => v!["attributes"]!["isActive"]!.GetValue<bool>()).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task A_page_can_come_again_or_be_empty_while_more_is_promised()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Faults.AtCall(2, AzureFault.TokenRepeated);
        azure.Faults.AtCall(3, AzureFault.EmptyPage);

        var first = await caller.GetAsync($"{Revisions}?$maxPageSize=1");
        var repeated = await caller.GetAsync($"{Revisions}?continuationToken={first.Token}");
        var empty = await caller.GetAsync($"{Revisions}?continuationToken={first.Token}");

        repeated.Token.ShouldBe(first.Token);
        repeated.IsLast.ShouldBeFalse();
        empty.Values.ShouldBeEmpty();
        empty.IsLast.ShouldBeFalse();
    }

    [Fact]
    public async Task A_generated_backlog_is_the_same_for_the_same_seed_and_is_read_in_pages()
    {
        await using var azure = await AzureSimulator.StartAsync(new(), TestContext.Current.CancellationToken);
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.Generate(500, 8, seed: 3);
        await using var again = await AzureSimulator.StartAsync(new(), TestContext.Current.CancellationToken);
        again.Data.Generate(500, 8, seed: 3);
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        HashSet<int> seen = [];
        for (AzureReply? page = null; page is not { IsLast: true };)
        {
            page = await caller.GetAsync($"Fabrikam/{Revisions}?includeLatestOnly=true&continuationToken={page?.Token}");
            seen.UnionWith(page.Ids);
        }

        seen.Count.ShouldBe(4500);
        azure.Data.Items.Select(i => (i.Latest.Title, i.Latest.State, i.Text(AzureFieldNames.StoryPoints), i.Text("Custom.Customersegment")))
            .ShouldBe(again.Data.Items.Select(i => (i.Latest.Title, i.Latest.State, i.Text(AzureFieldNames.StoryPoints), i.Text("Custom.Customersegment"))));
        azure.Data.Items.Count(i => i.Text("Custom.Customersegment")?.Contains(';', StringComparison.Ordinal) == true).ShouldBeInRange(60, 140);
    }

    private static async Task<AzureSimulator> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        var epic = azure.Data.Add("Fabrikam", "Epic", "One");
        azure.Data.Add("Fabrikam", "Epic", "Two");
        azure.Data.Add("Fabrikam", "User Story", "Child", epic, ("Story Points", 3));
        return azure;
    }
}
