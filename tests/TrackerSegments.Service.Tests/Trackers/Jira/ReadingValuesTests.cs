using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class ReadingValuesTests
{
    [Theory]
    [InlineData("""[{"id":"1","value":"SMB"},{"id":"2","value":" Enterprise "}]""", "SMB|Enterprise", "1|2")]
    [InlineData("""{"id":"1","value":"SMB"}""", "SMB", "1")]
    [InlineData("""{"id":"1","value":"SMB","child":{"id":"7","value":"EU"}}""", "SMB / EU", "1")]
    [InlineData("""["smb","SMB","ent"]""", "smb|ent", "||")]
    [InlineData("""[{"id":"4","name":"Studio"}]""", "Studio", "4")]
    [InlineData("\"one text\"", "one text", "")]
    [InlineData("12", "12", "")]
    [InlineData("12.50", "12.5", "")]
    [InlineData("\"\\ud83d cut\"", "\uFFFD cut", "")]
    [InlineData("\"a\\u202eb\"", "ab", "")]
    [InlineData("null", "", "")]
    [InlineData("[]", "", "")]
    [InlineData("\"  \"", "", "")]
    [InlineData("""{"type":"doc","content":[]}""", "", "")]
    public void Every_kind_of_value_is_read(string json, string texts, string ids)
    {
        var issue = Map(json).Issue;
        string.Join('|', issue.Item.ValuesOf("Customer segment")).ShouldBe(texts);
        string.Join('|', issue.Segments.Select(value => value.OptionId)).ShouldBe(ids);
    }

    [Fact]
    public void A_cascading_value_knows_both_options()
    {
        var value = Map("""{"id":"1","value":"SMB","child":{"id":"7","value":"EU"}}""").Issue.Segments.ShouldHaveSingleItem();
        value.ShouldBe(new JiraValue("SMB / EU", "SMB / EU", "1", "7"));
    }

    [Theory]
    [InlineData("8", 8_000L, "None")]
    [InlineData("0", 0L, "None")]
    [InlineData("0.0005", 0L, "None")]
    [InlineData("0.0015", 2L, "None")]
    [InlineData("\"3.5\"", 3_500L, "None")]
    [InlineData("null", null, "None")]
    [InlineData("-1", null, "Negative")]
    [InlineData("-1e300", null, "Negative")]
    [InlineData("1e300", null, "Unreadable")]
    [InlineData("\"many\"", null, "Unreadable")]
    [InlineData("true", null, "Unreadable")]
    public void An_estimate_is_read_to_the_thousandth_or_counts_as_none(string json, long? thousandths, string fault)
    {
        var issue = Map("null", json);
        issue.Item.Estimate?.Thousandths.ShouldBe(thousandths ?? -1);
        issue.Item.Estimate.HasValue.ShouldBe(thousandths is not null);
        issue.Fault.ToString().ShouldBe(fault);
    }

    [Fact]
    public void Seconds_are_hours()
    {
        Map("null", "5400", JiraFieldKind.Seconds).Item.Estimate.ShouldBe(new Effort(1_500));
    }

    [Fact]
    public void A_title_cut_in_the_middle_of_a_character_is_read()
    {
        Map("null", summary: "\"Launch \\ud83d\"").Item.Title.ShouldStartWith("Launch");
    }

    [Fact]
    public void Only_an_epic_lacks_a_segment_field()
    {
        Map(null).LacksSegment.ShouldBeTrue();
        Map(null, type: "Story").LacksSegment.ShouldBeFalse();
        Map("null").LacksSegment.ShouldBeFalse();
    }

    [Theory]
    [InlineData("(status = Done)", "status = Done")]
    [InlineData("(a = b)", "a = b ORDER BY created")]
    [InlineData("(a = \"order by\")", "a = \"order by\" order  by x")]
    [InlineData("(summary ~ 'it\\'s order by')", "summary ~ 'it\\'s order by'")]
    [InlineData(null, "  ")]
    [InlineData(null, "ORDER BY created")]
    public void A_query_of_a_person_fits_into_a_longer_one(string? expected, string query) => JiraQuery.Restriction(query).ShouldBe(expected);

    private static ReadIssue Map(
        string? segment, string effort = "1", JiraFieldKind kind = JiraFieldKind.Number, string type = "Epic", string summary = "\"T\"")
    {
        var site = new JiraSite
        {
            IsCloud = true,
            BrowseAddress = "https://example.atlassian.net",
            Segment = new("customfield_1", "Customer segment", JiraFieldKind.MultiSelect),
            Effort = new("customfield_2", "Points", kind),
        };
        var settings = new ConnectionSettings { Tracker = "jira", Address = site.BrowseAddress, SegmentField = "Customer segment" };
        var field = segment is null ? "" : $"\"customfield_1\":{segment},";
        using var document = JsonDocument.Parse(
            $$"""{"id":"1","key":"FW-1","fields":{ {{field}}"customfield_2":{{effort}},"summary":{{summary}},"issuetype":{"name":"{{type}}"} } }""");
        return new JiraIssueMap(site, settings).Map(document.RootElement);
    }
}
