using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class AzureCsvTests : IDisposable
{
    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_tree_of_titles_gives_the_parents()
    {
        var backlog = files.Read(
            "ID,Work Item Type,Title 1,Title 2,Title 3,State\n"
            + "1,Epic,Portal,,,New\n2,Feature,,Sign-in,,Active\n3,User Story,,,Reset,Closed\n4,Feature,,Roles,,Removed\n5,Epic,Billing,,,New\n6,User Story,,,Invoice,New\n");

        backlog.Items.Select(item => (item.Key, item.Title, item.ParentKey)).ShouldBe(
            [("1", "Portal", null), ("2", "Sign-in", "1"), ("3", "Reset", "2"), ("4", "Roles", "1"), ("5", "Billing", null), ("6", "Invoice", "5")]);
        backlog.Items.Select(item => item.StatusCategory).ShouldBe(
            [StatusCategory.ToDo, StatusCategory.InProgress, StatusCategory.Done, StatusCategory.Removed, StatusCategory.ToDo, StatusCategory.ToDo]);
    }

    [Fact]
    public void A_named_parent_goes_before_the_tree() =>
        files.Read("ID,Work Item Type,Title 1,Title 2,Parent\n1,Epic,A,,\n2,Feature,,B,7\n3,Feature,,C,\n").Items.Select(item => item.ParentKey)
            .ShouldBe([null, "7", "1"]);

    [Fact]
    public void Tags_are_split_and_paths_are_not()
    {
        var backlog = files.Read(
            "ID,Work Item Type,Title,Assigned To,Area Path,Tags\n1,Epic,A,Ana Lopez <ana@example.org>,Fernway\\Web; Mobile,smb; Enterprise ;; SMB\n",
            ["System.Tags", "Area Path"]);

        var item = backlog.Items[0];
        item.ValuesOf("System.Tags").ShouldBe(["smb", "Enterprise"]);
        item.ValuesOf("Area Path").ShouldBe(["Fernway\\Web; Mobile"]);
        (item.Project, item.Team, item.Assignee).ShouldBe(("Fernway", "Web; Mobile", "Ana Lopez"));
    }

    [Fact]
    public void A_long_area_path_gives_its_last_part()
    {
        var path = string.Join('\\', Enumerable.Range(100, 60).Select(i => $"Level {i}"));

        var item = files.Read($"ID,Work Item Type,Title,Area Path\n1,Epic,A,{path}\n2,Epic,B,\n").Items[0];

        (item.Project, item.Team).ShouldBe(("Level 100", "Level 159"));

        path = path.Replace("\\", "\\\\", StringComparison.Ordinal);
        var workItem = files.Read("""{"id":1,"fields":{"System.WorkItemType":"Epic","System.AreaPath":"PATH"}}""".Replace("PATH", path, StringComparison.Ordinal)).Items[0];
        (workItem.Project, workItem.Team).ShouldBe(("Level 100", "Level 159"));
    }

    [Fact]
    public void A_long_list_of_tags_keeps_its_last_tag()
    {
        var tags = Enumerable.Range(100, 400).Select(i => $"tag {i}").ToArray();

        files.Read($"ID,Work Item Type,Title,Tags\n1,Epic,A,{string.Join("; ", tags)}\n", ["Tags"]).Items[0].ValuesOf("Tags").ShouldBe(tags);
    }

    [Fact]
    public void The_first_filled_point_field_counts() =>
        files.Read("ID,Work Item Type,Title,Size,Effort,Story Points\n1,Epic,A,9,5,\n2,Epic,A,9,5,3\n3,Epic,A,9,,\n", measure: Measure.StoryPoints)
            .Items.Select(item => item.Estimate?.Units).ShouldBe([5m, 3m, 9m]);

    [Fact]
    public void Times_are_hours()
    {
        const string Text = "ID,Work Item Type,Title,Original Estimate,Remaining Work,Completed Work\n1,Task,A,8,3.5,4.5\n";

        files.Read(Text, measure: Measure.OriginalEstimate).Items[0].Estimate.ShouldBe(Effort.FromUnits(8));
        files.Read(Text, measure: Measure.RemainingEstimate).Items[0].Estimate.ShouldBe(Effort.FromUnits(3.5m));
        files.Read(Text, measure: Measure.TimeSpent).Items[0].Estimate.ShouldBe(Effort.FromUnits(4.5m));
    }

    [Theory]
    [InlineData("New", StatusCategory.ToDo)]
    [InlineData("Approved", StatusCategory.ToDo)]
    [InlineData("Committed", StatusCategory.InProgress)]
    [InlineData("Resolved", StatusCategory.InProgress)]
    [InlineData("Open", StatusCategory.InProgress)]
    [InlineData("Inactive", StatusCategory.Done)]
    [InlineData("Cut", StatusCategory.Removed)]
    public void States_have_the_categories_that_Azure_Boards_gives_them(string state, StatusCategory expected) =>
        files.Read($"ID,Work Item Type,Title,State\n1,Epic,A,{state}\n").Items[0].StatusCategory.ShouldBe(expected);
}
