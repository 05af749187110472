using System.Text;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class JiraCsvTests : IDisposable
{
    private const string Header = "Issue key,Issue id,Issue Type,Summary,Status,Status Category,Resolution,Assignee,Parent,Custom field (Epic Link),"
        + "Labels,Labels,Custom field (Customer segment),Custom field (Customer segment),Custom field (Story Points),Custom field (Team)\n";

    private const string Epic = "FW-1,101,Epic,Import,In Progress,In Progress,,Ana <ana@example.org>,,,a,b,SMB,Enterprise,,Core\n";
    private const string Story = "FW-2,102,Story,Map columns,Done,Done,Won't Do,,101,,a,,,,5.0,\n";

    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Every_attribute_is_read()
    {
        var backlog = files.Read(Header + Epic + Story, ["Customer segment"], Measure.StoryPoints);

        backlog.Findings.ShouldBeEmpty();
        var epic = backlog.Items[0];
        (epic.Key, epic.Type, epic.Project, epic.Title).ShouldBe(("FW-1", "Epic", "FW", "Import"));
        (epic.Status, epic.StatusCategory, epic.Resolution).ShouldBe(("In Progress", StatusCategory.InProgress, null));
        (epic.Assignee, epic.Team, epic.ParentKey, epic.Estimate).ShouldBe(("Ana", "Core", null, null));
        epic.ValuesOf("customer SEGMENT").ShouldBe(["SMB", "Enterprise"]);
        var story = backlog.Items[1];
        (story.ParentKey, story.Estimate, story.Resolution).ShouldBe(("FW-1", Effort.FromUnits(5), "Won't Do"));
        story.Fields.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Customer segment")]
    [InlineData("CUSTOMER SEGMENT")]
    [InlineData("Custom field (Customer segment)")]
    [InlineData("customerSegment")]
    public void A_custom_field_goes_by_its_bare_and_its_full_name(string name) =>
        files.Read(Header + Epic, [name]).Items[0].ValuesOf(name).ShouldBe(["SMB", "Enterprise"]);

    [Fact]
    public void Repeated_columns_are_one_list_without_blanks_and_repetitions()
    {
        var backlog = files.Read("Key,Issue Type,Labels,Labels,Labels,Labels\nA-1,Epic, x ,,X,y\n", ["Labels"]);

        backlog.Items[0].ValuesOf("Labels").ShouldBe(["x", "y"]);
    }

    [Fact]
    public void Texts_with_line_breaks_quotes_and_separators_stay_one_field()
    {
        var backlog = files.Read("Issue key,Summary,Issue Type,Status\nA-1,\"One, \"\"two\"\"\r\nthree\",Epic,Open\nA-2,Last,Story,Open\n");

        backlog.Items.Select(item => item.Title).ShouldBe(["One, \"two\" three", "Last"]);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData(",")]
    public void Any_of_three_separators_will_do(string separator)
    {
        var text = string.Join(separator, "Issue key", "Issue Type", "Summary", "Labels") + "\n" + string.Join(separator, "A-1", "Epic", "Title", "x") + "\n";

        files.Read(text, ["Labels"]).Items[0].ValuesOf("Labels").ShouldBe(["x"]);
    }

    [Fact]
    public void Semicolon_files_may_write_decimals_with_a_comma()
    {
        var backlog = files.Read("Issue key;Issue Type;Story Points\nA-1;Epic;2,5\nA-2;Epic;2.5\n", measure: Measure.StoryPoints);

        backlog.Items.Select(item => item.Estimate).ShouldBe([Effort.FromUnits(2.5m), Effort.FromUnits(2.5m)]);
    }

    [Fact]
    public void Encodings_with_a_mark_and_plain_UTF8_give_the_same_items()
    {
        var text = "Issue key,Issue Type,Summary\nA-1,Epic,Größe 😀\n";
        var plain = files.Read(text).Items;

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            files.Read(text, encoding: encoding).Items.ShouldBe(plain);
        }
    }

    [Fact]
    public void The_parent_key_goes_before_the_parent_number_and_that_before_the_epic_link()
    {
        var backlog = files.Read(
            "Issue key,Issue id,Issue Type,Parent,Parent key,Epic Link\nA-1,11,Epic,,,\nA-2,12,Story,11,A-9,A-8\nA-3,13,Story,11,,A-8\nA-4,14,Story,,,A-8\nA-5,15,Story,99,,\n");

        backlog.Items.Select(item => item.ParentKey).ShouldBe([null, "A-9", "A-1", "A-8", "99"]);
    }

    [Fact]
    public void Times_are_seconds_and_count_in_hours()
    {
        var text = "Issue key,Issue Type,Original estimate,Remaining Estimate,Time Spent\nA-1,Epic,5400,3600,60\n";

        files.Read(text, measure: Measure.OriginalEstimate).Items[0].Estimate.ShouldBe(Effort.FromUnits(1.5m));
        files.Read(text, measure: Measure.RemainingEstimate).Items[0].Estimate.ShouldBe(Effort.FromUnits(1));
        files.Read(text, measure: Measure.TimeSpent).Items[0].Estimate.ShouldBe(new Effort(17));
    }

    [Fact]
    public void Of_two_point_fields_the_filled_one_counts()
    {
        var backlog = files.Read("Issue key,Issue Type,Story Points,Story point estimate\nA-1,Epic,,3\nA-2,Epic,0,\nA-3,Epic,2,2.0\n", measure: Measure.StoryPoints);

        backlog.Items.Select(item => item.Estimate?.Units).ShouldBe([3m, 0m, 2m]);
    }

    [Fact]
    public void Another_effort_field_can_be_named()
    {
        var backlog = files.Read(
            "Issue key,Issue Type,Story Points,Custom field (T-shirt days)\nA-1,Epic,1,7.25\n", measure: Measure.StoryPoints, effortField: "t-shirt days");

        backlog.Items[0].Estimate.ShouldBe(Effort.FromUnits(7.25m));
    }

    [Theory]
    [InlineData("To Do", "", StatusCategory.ToDo)]
    [InlineData("Open", "", StatusCategory.ToDo)]
    [InlineData("In Review", "", StatusCategory.InProgress)]
    [InlineData("Closed", "", StatusCategory.Done)]
    [InlineData("Shipped to all", "Fixed", StatusCategory.Done)]
    [InlineData("Reopened", "Fixed", StatusCategory.ToDo)]
    [InlineData("", "", StatusCategory.ToDo)]
    public void Without_a_category_the_name_of_the_state_and_the_resolution_tell(string status, string resolution, StatusCategory expected)
    {
        var backlog = files.Read($"Issue key,Issue Type,Status,Resolution\nA-1,Epic,{status},{resolution}\n");

        backlog.Items[0].StatusCategory.ShouldBe(expected);
        backlog.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_state_counts_as_in_progress_and_is_named()
    {
        var backlog = files.Read("Issue key,Issue Type,Status\nA-1,Epic,Simmering\nA-2,Epic,Simmering\nA-3,Epic,Done\n");

        backlog.Items[0].StatusCategory.ShouldBe(StatusCategory.InProgress);
        var finding = backlog.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe(("unknownStatus", Severity.Warning));
        finding.Text.ShouldBe("2 items are in a status whose category is not known; it is taken as in progress.");
        finding.Items.ShouldBe(["Simmering"]);
    }

    [Fact]
    public void Unresolved_is_no_resolution() =>
        files.Read("Issue key,Issue Type,Status,Resolution\nA-1,Epic,Done,Unresolved\n").Items[0].Resolution.ShouldBeNull();

    [Fact]
    public void Blank_rows_and_a_separator_hint_are_passed_over() =>
        files.Read("sep=;\nIssue key;Issue Type\n;\n\nA-1;Epic\n;\n").Items.Select(item => item.Key).ShouldBe(["A-1"]);

    [Fact]
    public void Records_named_in_one_word_are_read_from_CSV_too()
    {
        var backlog = files.Read("key,issuetype,summary,status,epicKey,parentKey\nA-2,Story,T,Open,A-1,\nA-3,Sub-task,T,Open,A-1,A-2\n");

        backlog.Items.Select(item => item.ParentKey).ShouldBe(["A-1", "A-2"]);
    }
}
