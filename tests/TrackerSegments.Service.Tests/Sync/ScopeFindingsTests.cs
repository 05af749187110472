using TrackerSegments.Core;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class ScopeFindingsTests
{
    [Fact]
    public void Items_of_several_pages_are_listed_together()
    {
        var one = ScopeFindings.Merge([], Page(["A-1", "A-2"], Negative("A-2")), isWhole: true);
        var two = ScopeFindings.Merge(one, Page(["A-3"], Negative("A-3")), isWhole: true);

        two.Single().Items.ShouldBe(["A-2", "A-3"]);
        two.Single().ItemCount.ShouldBe(2);
    }

    [Fact]
    public void An_item_that_was_mended_is_listed_no_more_and_an_empty_list_is_no_finding()
    {
        var known = ScopeFindings.Merge([], Page(["A-1", "A-2"], Negative("A-1", "A-2")), isWhole: true);
        var fewer = ScopeFindings.Merge(known, Page(["A-2", "A-9"]), isWhole: false);

        fewer.Single().Items.ShouldBe(["A-1"]);
        ScopeFindings.Merge(fewer, Page(["A-1"]), isWhole: false).ShouldBeEmpty();
    }

    [Fact]
    public void What_holds_for_all_items_is_said_by_a_whole_reading_alone()
    {
        var all = Finding.Of("effortFieldMissing", Severity.Error, "Nothing is estimated.", [], "Add the field.");

        ScopeFindings.Merge([], Page(["A-1"], all), isWhole: false).ShouldBeEmpty();
        var known = ScopeFindings.Merge([], Page(["A-1"], all), isWhole: true);
        known.Single().Code.ShouldBe("effortFieldMissing");
        ScopeFindings.Merge(known, Page(["A-1"]), isWhole: false).ShouldBe(known);
    }

    private static Finding Negative(params string[] keys) =>
        Finding.Of("negativeEstimate", Severity.Warning, "Items have a negative estimate.", keys, "Correct them.");

    private static ItemPage Page(string[] keys, params Finding[] findings) =>
        new([.. keys.Select(key => new WorkItem { Key = key, Type = "Story" })], "c") { Findings = findings };
}
