using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureEditTests
{
    [Fact]
    public async Task An_edit_of_the_revision_that_was_read_goes_through_and_one_of_another_is_refused()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var edited = await caller.PatchAsync("_apis/wit/workitems/1", ("test", "/rev", 1), ("add", "/fields/Custom.Segment", "Public"));
        var stale = await caller.PatchAsync("_apis/wit/workitems/1", ("test", "/rev", 1), ("add", "/fields/Custom.Segment", "Enterprise"));

        edited.Json["rev"]!.GetValue<int>().ShouldBe(2);
        (stale.Status, stale.TypeKey).ShouldBe((412, "TestPatchOperationFailedException"));
        stale.Error.ShouldBe("VS403351: Test Operation for path /rev failed.");
        azure.Data.Item(1).Text("Custom.Segment").ShouldBe("Public");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_or_is_only_tried_makes_no_revision()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        await caller.PatchAsync("_apis/wit/workitems/1", ("replace", "/fields/System.Title", "One"));
        var tried = await caller.PatchAsync("_apis/wit/workitems/1?validateOnly=true", ("replace", "/fields/System.Title", "Other"));

        tried.Status.ShouldBe(200);
        azure.Data.Item(1).Revisions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/fields/System.Title", "", "Required, InvalidEmpty")]
    [InlineData("/fields/System.CreatedDate", "2024-01-01", "ReadOnly")]
    [InlineData("/fields/Microsoft.VSTS.Common.Priority", 9, "not in the list of supported values")]
    [InlineData("/fields/System.State", "Nowhere", "not in the list of supported values")]
    [InlineData("/fields/Custom.Segment", "Unheard of", "not in the list of supported values")]
    [InlineData("/fields/Custom.Segment", "Public;Enterprise", "not in the list of supported values")]
    [InlineData("/fields/Microsoft.VSTS.Scheduling.Effort", "much", "not of the type double")]
    [InlineData("/fields/Custom.Elsewhere", "x", "InvalidNotEmpty")]
    public async Task A_value_against_the_rules_is_refused_and_says_of_which_field(string path, object value, string reason)
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var refused = await caller.PatchAsync("_apis/wit/workitems/1", ("add", path, value));

        (refused.Status, refused.TypeKey).ShouldBe((400, "RuleValidationException"));
        refused.Error.ShouldContain(reason);
        refused.Json["customProperties"]!["RuleValidationErrors"]![0]!["fieldReferenceName"]!.GetValue<string>().ShouldBe(path[8..]);
        azure.Data.Item(1).Revisions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_picklist_that_only_suggests_takes_any_text_up_to_255_characters()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        var several = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/Custom.Market", "North;South"));
        var full = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/Custom.Market", new string('x', 255)));
        var tooLong = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/Custom.Market", new string('x', 256)));

        several.Field("Custom.Market").ShouldBe("North;South");
        full.Status.ShouldBe(200);
        tooLong.Error.ShouldContain("InvalidTooLong");
        (await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/Custom.Nothing", "x"))).Error.ShouldStartWith("TF51535");
    }

    [Fact]
    public async Task Tags_are_trimmed_and_kept_once_in_the_spelling_that_was_first()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.Tag(2, "Enterprise");

        var tagged = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/System.Tags", " enterprise ; Ask;;ASK"));
        var cleared = await caller.PatchAsync("_apis/wit/workitems/1", ("remove", "/fields/System.Tags", null));

        tagged.Field("System.Tags").ShouldBe("Ask; Enterprise");
        cleared.Field("System.Tags").ShouldBeNull();
    }

    [Fact]
    public async Task A_parent_is_linked_once_and_never_in_a_circle_and_can_be_taken_away()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        object Parent(int id) => new { rel = "System.LinkTypes.Hierarchy-Reverse", url = $"{azure.Address}/_apis/wit/workItems/{id}" };

        var linked = await caller.PatchAsync("_apis/wit/workitems/2?$expand=relations", ("add", "/relations/-", Parent(1)));
        var twice = await caller.PatchAsync("_apis/wit/workitems/2", ("add", "/relations/-", Parent(1)));
        var circle = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/relations/-", Parent(2)));
        var removed = await caller.PatchAsync("_apis/wit/workitems/2", ("remove", "/relations/0", null));

        linked.Json["relations"]![0]!["url"]!.GetValue<string>().ShouldEndWith("/workItems/1");
        twice.Error.ShouldStartWith("TF201036");
        circle.Error.ShouldStartWith("TF201035");
        removed.Field("System.Parent").ShouldBeNull();
    }

    [Fact]
    public async Task The_history_numbers_updates_ahead_of_revisions_where_a_link_was_made_at_its_other_end()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Data.ChangeParent(2, 1);
        azure.Data.EditBy(azure.Data.Users[0], 1, "Title", "First");

        var updates = await caller.GetAsync("_apis/wit/workItems/1/updates");
        var second = await caller.GetAsync("_apis/wit/workItems/1/updates?$top=1&$skip=2");

        updates.Values.Select(u => (u!["id"]!.GetValue<int>(), u["rev"]!.GetValue<int>())).ShouldBe([(1, 1), (2, 1), (3, 2)]);
        updates.Values[1]!["relations"]!["added"]![0]!["rel"]!.GetValue<string>().ShouldBe("System.LinkTypes.Hierarchy-Forward");
        second.Values.ShouldHaveSingleItem()!["fields"]!["System.Title"]!.ToJsonString().ShouldBe("""{"oldValue":"One","newValue":"First"}""");
        second.Values[0]!["revisedBy"]!["displayName"]!.GetValue<string>().ShouldBe("Sync");
        (await caller.GetAsync("_apis/wit/workItems/1/revisions")).Values.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_item_is_made_deleted_and_restored_by_who_may()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        var made = await caller.SendAsync(
            HttpMethod.Post, "Fabrikam/_apis/wit/workitems/$User%20Story", """[{"op":"add","path":"/fields/System.Title","value":"New"}]""", "application/json-patch+json");
        var untitled = await caller.SendAsync(
            HttpMethod.Post, "Fabrikam/_apis/wit/workitems/$Epic", """[{"op":"add","path":"/fields/Custom.Market","value":"North"}]""", "application/json-patch+json");
        var denied = await caller.DeleteAsync("_apis/wit/workitems/1");
        azure.Data.Permit("Sync", AzurePermissions.All);
        await caller.DeleteAsync("_apis/wit/workitems/1");
        var gone = await caller.GetAsync("_apis/wit/workitems/1");
        var restored = await caller.SendAsync(HttpMethod.Patch, "_apis/wit/recyclebin/1", """{"isDeleted":false}""");

        made.Field("Microsoft.VSTS.Common.Priority").ShouldBe("2");
        untitled.Error.ShouldContain("Title");
        (denied.Status, gone.Status, restored.Status).ShouldBe((403, 404, 200));
        azure.Data.Item(1).Latest.IsDeleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_may_only_read_edits_nothing_and_a_patch_must_say_that_it_is_one()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        var plain = await caller.SendAsync(HttpMethod.Patch, "_apis/wit/workitems/1", "[]");
        azure.Data.Permit("Sync", AzurePermissions.Read);
        var denied = await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/System.Title", "No"));

        (plain.Status, denied.Status).ShouldBe((415, 403));
        azure.Data.Item(1).Latest.Title.ShouldBe("One");
    }

    [Theory]
    [InlineData(false, new[] { 200, 412, 404, 200 }, "First", "Third")]
    [InlineData(true, new[] { 400, 412, 404, 400 }, "One", "Two")]
    public async Task A_batch_of_edits_answers_each_with_its_code_and_fails_as_one_where_that_is_said(bool isAllOrNothing, int[] codes, string first, string last)
    {
        await using var azure = await StartAsync(new() { BatchIsAllOrNothing = isAllOrNothing });
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        object Edit(int id, int revision, string title) => new
        {
            method = "PATCH",
            uri = $"/_apis/wit/workitems/{id}?api-version=7.1",
            headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "application/json-patch+json" },
            body = new object[] { new { op = "test", path = "/rev", value = revision }, new { op = "add", path = "/fields/System.Title", value = title } },
        };

        var batch = await caller.SendAsync(HttpMethod.Patch, "_apis/wit/$batch", new[] { Edit(1, 1, "First"), Edit(1, 7, "Stale"), Edit(99, 1, "Gone"), Edit(2, 1, "Third") });

        batch.Status.ShouldBe(200);
        batch.Values.Select(v => v!["code"]!.GetValue<int>()).ShouldBe(codes);
        batch.Values[1]!["body"]!.GetValue<string>().ShouldContain("VS403351");
        azure.Data.Item(1).Latest.Title.ShouldBe(first);
        azure.Data.Item(2).Latest.Title.ShouldBe(last);
        var tooMany = await caller.SendAsync(HttpMethod.Patch, "_apis/wit/$batch", Enumerable.Range(1, 201).Select(i => Edit(i, 1, "x")));
        tooMany.Error.ShouldStartWith("VS403474");
    }

    private static async Task<AzureSimulator> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        var process = azure.Data.AddProcess("Fabrikam Agile").Name;
        azure.Data.AddProject("Fabrikam", process);
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.AddField("Segment", false, "Enterprise", "Public");
        azure.Data.AddField("Market", true, "North", "South");
        azure.Data.AddField("Elsewhere");
        azure.Data.Add("Fabrikam", "Epic", "One");
        azure.Data.AddFieldToType(process, "Epic", "Segment");
        azure.Data.AddFieldToType(process, "Epic", "Market");
        azure.Data.Add("Fabrikam", "Feature", "Two");
        return azure;
    }
}
