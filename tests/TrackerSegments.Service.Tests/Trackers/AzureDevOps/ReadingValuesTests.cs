using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Simulators.AzureDevOps.Model;
using AzureType = TrackerSegments.Service.Trackers.AzureDevOps.AzureType;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

public class ReadingValuesTests
{
    [Fact]
    public async Task An_item_has_everything_that_is_shown_of_it_and_only_epics_have_an_address()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { BaseAddress = "https://elsewhere.example" });
        fixture.Data.AddArea("Apple", @"Web\Shop");
        var epic = fixture.Data.Add("Apple", "Epic", "  <b>One</b>\u202E \n two ", null, (Backlogs.Field, " SMB ;Enterprise;; smb"), (AzureFieldNames.AreaPath, @"Apple\Web\Shop"), (AzureFieldNames.AssignedTo, "Ada"));
        fixture.Data.Add("Apple", "User Story", "Below", epic, (AzureFieldNames.StoryPoints, 0.1));
        fixture.Data.Edit(2, AzureFieldNames.State, "Resolved");
        await fixture.ConnectAsync();

        var items = await fixture.ItemsAsync();

        items["1"].Title.ShouldBe("<b>One</b>  two");
        items["1"].ValuesOf(Backlogs.Field).ShouldBe(["SMB", "Enterprise"]);
        items["1"].Project.ShouldBe("Apple");
        items["1"].Team.ShouldBe("Shop");
        items["1"].Assignee.ShouldBe("Ada");
        items["1"].Url.ShouldBe(new Uri($"{fixture.Settings.Address}/_workitems/edit/1"));
        items["1"].ParentKey.ShouldBeNull();
        items["2"].ParentKey.ShouldBe("1");
        items["2"].Estimate.ShouldBe(Effort.FromUnits(0.1m));
        items["2"].Status.ShouldBe("Resolved");
        items["2"].StatusCategory.ShouldBe(StatusCategory.InProgress);
        items["2"].Revision.ShouldBe("2");
        items["2"].Url.ShouldBeNull();
    }

    [Fact]
    public async Task How_far_an_item_is_comes_from_the_category_of_its_state_and_not_from_its_name()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.Add("Apple", "Epic", "Cut");
        fixture.Data.Edit(1, AzureFieldNames.State, "Removed");
        fixture.Data.Add("Apple", "Epic", "Finished");
        fixture.Data.Edit(2, AzureFieldNames.State, "Closed");
        await fixture.ConnectAsync();
        fixture.Tracker.Site.Types.Set(new("Apple", new Dictionary<string, AzureType>(StringComparer.OrdinalIgnoreCase)
        {
            ["Epic"] = new("Epic", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Removed"] = "Removed", ["Closed"] = "Proposed" }, new HashSet<string>(StringComparer.Ordinal)),
        }));

        var items = await fixture.ItemsAsync();

        items["1"].StatusCategory.ShouldBe(StatusCategory.Removed);
        items["2"].StatusCategory.ShouldBe(StatusCategory.ToDo);
    }

    [Fact]
    public async Task An_estimate_is_taken_from_the_field_that_the_type_has_and_a_zero_of_a_type_without_is_none()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.AddProcess("Ours of Scrum", "Scrum");
        fixture.Data.AddFieldToType("Ours of Scrum", "Epic", "Custom.Customersegment");
        fixture.Data.AddProject("Scrum", "Ours of Scrum");
        fixture.Data.Add("Scrum", "Product Backlog Item", "By effort", null, (AzureFieldNames.Effort, 5));
        fixture.Data.Add("Scrum", "Task", "A filler", null, (AzureFieldNames.Effort, 0), (AzureFieldNames.RemainingWork, 3));
        fixture.Data.Add("Scrum", "Product Backlog Item", "Zero", null, (AzureFieldNames.Effort, 0));
        fixture.Data.Add("Scrum", "Bug", "None");
        fixture.Data.Add("Scrum", "Bug", "Less than nothing", null, (AzureFieldNames.Effort, -2));
        fixture.Reconnect(settings => settings with { Projects = ["Scrum"] });
        await fixture.ConnectAsync();

        var pages = await fixture.ReadAsync();
        var items = pages.SelectMany(page => page.Items).ToDictionary(item => item.Key, StringComparer.Ordinal);

        items["1"].Estimate.ShouldBe(Effort.FromUnits(5));
        items["2"].Estimate.ShouldBeNull();
        items["3"].Estimate.ShouldBe(Effort.Zero);
        items["4"].Estimate.ShouldBeNull();
        items["5"].Estimate.ShouldBeNull();
        pages.SelectMany(page => page.Findings).Single(f => f.Code == "negativeEstimate").Items.ShouldBe(["5"]);

        fixture.Reconnect(settings => settings with { Measure = Measure.RemainingEstimate });
        await fixture.ConnectAsync();
        (await fixture.ItemsAsync())["2"].Estimate.ShouldBe(Effort.FromUnits(3));
    }

    [Fact]
    public async Task A_project_without_any_field_for_the_estimate_is_said_so()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.AddField(new AzureField("Weight", "Custom.Weight", "double"));
        fixture.Data.Add("Apple", "Epic", "One");
        fixture.Reconnect(settings => settings with { EffortField = "Weight" });
        await fixture.ConnectAsync();

        (await fixture.ReadAsync())[^1].Findings.ShouldContain(f => f.Code == "effortFieldMissing" && f.Severity == Severity.Error);
    }

    [Fact]
    public async Task Tags_with_odd_characters_are_values_of_their_own()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.Add("Apple", "Epic", "One");
        fixture.Data.Tag(1, "SMB", "größer & <kleiner>", "日本 🎉", "=cmd", "a/b\\c", "'quoted' \"twice\"");
        fixture.Data.Add("Apple", "Epic", "Two");
        fixture.Reconnect(settings => settings with { SegmentField = "Tags" });
        await fixture.ConnectAsync();

        var items = await fixture.ItemsAsync();

        items["1"].ValuesOf("Tags").ShouldBe(["SMB", "größer & <kleiner>", "日本 🎉", "=cmd", "a/b\\c", "'quoted' \"twice\""], ignoreOrder: true);
        items["2"].ValuesOf("Tags").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_of_a_fixed_list_and_a_path_are_one_value_whatever_is_in_them()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.AddFieldToType(AzureOrganization.Process, "Epic", fixture.Data.AddField("Strict", isSuggested: false, "A; B", "C").ReferenceName);
        fixture.Data.Add("Apple", "Epic", "One", null, ("Strict", "A; B"));
        fixture.Reconnect(settings => settings with { SegmentField = "Strict" });
        await fixture.ConnectAsync();
        (await fixture.ItemsAsync())["1"].ValuesOf("Strict").ShouldBe(["A; B"]);
    }

    [Fact]
    public async Task More_than_twenty_thousand_items_and_epics_of_a_query_are_read_to_the_last()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { KeepRequests = false });
        for (var i = 0; i < 20_500; i++)
        {
            fixture.Data.Add("Apple", "Epic", "E");
        }

        await fixture.ConnectAsync();
        (await fixture.ReadAsync()).Sum(page => page.Items.Count).ShouldBe(20_500);
        fixture.Reconnect(settings => settings with { Query = "[System.Title] = 'E'" });
        await fixture.ConnectAsync();
        var ids = 0;
        await foreach (var page in fixture.Tracker.ReadIdsAsync(fixture.Tracker.Scopes[0], TestContext.Current.CancellationToken))
        {
            ids += page.Count;
        }

        ids.ShouldBe(20_500);
    }

    [Fact]
    public async Task Of_items_that_are_asked_for_those_elsewhere_deleted_or_unknown_are_gone()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.Add("Apple", "Epic", "One");
        fixture.Data.Add("Cedar", "Epic", "Elsewhere");
        fixture.Data.Add("Apple", "Epic", "Deleted");
        fixture.Data.Delete(3);
        await fixture.ConnectAsync();

        var page = await fixture.Tracker.FindAsync(fixture.Tracker.Scopes[0], ["1", "2", "3", "99", "no number"], _ => false, TestContext.Current.CancellationToken);

        page.Items.Single().Key.ShouldBe("1");
        page.Gone.ShouldBe(["2", "3", "99", "no number"]);
    }
}
