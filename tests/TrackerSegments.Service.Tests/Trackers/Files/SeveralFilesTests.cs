using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class SeveralFilesTests : IDisposable
{
    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Several_files_make_one_backlog()
    {
        var epics = files.Write("Issue key,Issue id,Issue Type,Customer segment\nA-1,11,Epic,SMB\n", "epics.csv");
        var stories = files.Write("Issue key,Issue Type,Parent id,Story Points\nA-2,Story,11,3\n", "stories.csv");
        var more = files.Write("""{"key":"A-3","issuetype":"Story","parentKey":"A-1","storyPoints":5}""", "more.jsonl");

        var backlog = ExportFiles.ReadPaths([epics, stories, more], ["Customer segment"], Measure.StoryPoints);

        backlog.Items.Select(item => (item.Key, item.ParentKey, item.Estimate?.Units)).ShouldBe([("A-1", null, null), ("A-2", "A-1", 3m), ("A-3", "A-1", 5m)]);
        backlog.Items[0].ValuesOf("Customer segment").ShouldBe(["SMB"]);
    }

    [Fact]
    public void An_item_that_stands_twice_with_the_same_content_is_one_item()
    {
        var backlog = files.Read("Issue key,Issue Type,Labels\nA-1,Epic,x\nA-1,Epic,x\n", ["Labels"]);

        backlog.Items.Count.ShouldBe(1);
        backlog.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Of_an_item_that_stands_twice_the_one_that_changed_last_counts()
    {
        var old = files.Write("Issue key,Issue Type,Summary,Updated\nA-1,Epic,Old,2024-01-01\nA-2,Epic,Same,2024-01-01\n", "old.csv");
        var recent = files.Write("Issue key,Issue Type,Summary,Updated\nA-1,Epic,New,2024-02-01\n", "new.csv");

        foreach (var paths in new[] { new[] { old, recent }, [recent, old] })
        {
            var backlog = ExportFiles.ReadPaths(paths);

            backlog.Items.Select(item => item.Title).ShouldBe(["New", "Same"]);
            var finding = backlog.Findings.ShouldHaveSingleItem();
            (finding.Code, finding.Text).ShouldBe(("duplicateItems", "1 item stands in the files more than once with different content; the one that changed last counts."));
            finding.Items.ShouldBe(["A-1"]);
        }
    }

    [Fact]
    public void Where_neither_changed_later_the_order_of_the_rows_does_not_decide()
    {
        var one = files.Read("Issue key,Issue Type,Summary,Labels\nA-1,Epic,Same,x\nA-1,Epic,Same,y\n", ["Labels"]).Items[0];
        var other = files.Read("Issue key,Issue Type,Summary,Labels\nA-1,Epic,Same,y\nA-1,Epic,Same,x\n", ["Labels"]).Items[0];

        one.ShouldBe(other, WorkItems.Alike);
    }

    [Fact]
    public void A_cycle_names_the_file_it_begins_in()
    {
        var one = files.Write("Issue key,Issue Type,Parent key\nA-2,Epic,A-1\n", "one.csv");
        var two = files.Write("Issue key,Issue Type,Parent key\nA-9,Epic,\nA-1,Epic,A-2\n", "two.csv");

        files.FailurePaths([one, two]).ShouldStartWith("two.csv, line 3: the parents form a cycle (A-1 → A-2 → A-1).");
    }
}
