using TrackerSegments.Core;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Tests.Trackers.WorkingCopy;

public sealed class FileTrackerTests : IDisposable
{
    private const string Field = "Customer segment";

    private readonly TemporaryFolder folder = new();
    private SqliteDocumentStore store;

    public FileTrackerTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_come_back_as_they_were_read()
    {
        var item = new WorkItem
        {
            Key = "FW-1",
            Type = "Epic",
            Project = "FW",
            Title = "<script>alert('x')</script> 😀",
            Status = "In Arbeit",
            StatusCategory = StatusCategory.InProgress,
            Resolution = "Done",
            ParentKey = "FW-0",
            Estimate = Effort.FromUnits(12.345m),
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = ["SMB", "Legacy"], ["Empty"] = [] },
            Team = "Platform",
            Assignee = "Yuna Hatakeda",
            Url = new("https://example.com/browse/FW-1?a=b%20c"),
            Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Updated = new(2026, 1, 3, 3, 4, 5, TimeSpan.Zero),
            Resolved = new(2026, 1, 4, 3, 4, 5, 678, TimeSpan.Zero),
        };
        var tracker = await ImportAsync(item, Epic("FW-2"));

        var read = await ReadAsync(tracker);

        read.Count.ShouldBe(2);
        (read["FW-1"] with { Fields = item.Fields }).ShouldBe(item);
        read["FW-1"].ValuesOf(Field).ShouldBe(["SMB", "Legacy"]);
        read["FW-1"].ValuesOf("Empty").ShouldBeEmpty();
        (read["FW-2"] with { Fields = WorkItem.NoFields }).ShouldBe(new WorkItem { Key = "FW-2", Type = "Epic" });
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("%")]
    [InlineData("%002F")]
    [InlineData("\u0001\n")]
    [InlineData("😀")]
    [InlineData("'; DROP TABLE documents; --")]
    public async Task An_item_may_have_any_key(string key)
    {
        var tracker = await ImportAsync(Epic(key), Epic("/"), Epic(new string('k', 5_000)));

        (await ReadAsync(tracker)).Keys.ShouldBe([key, "/", new string('k', 5_000)], ignoreOrder: true);
        (await EditAsync(tracker, key, "1", add: ["SMB"])).ShouldBeOfType<WriteOutcome.Written>().Item.Key.ShouldBe(key);
    }

    [Fact]
    public async Task A_long_backlog_comes_page_by_page_whole_and_once_from_any_cursor()
    {
        var keys = Enumerable.Range(1, 2_500).Select(i => $"FW-{i}").ToArray();
        var tracker = await ImportAsync([.. keys.Select(key => Epic(key))]);

        List<string> read = [];
        string? cursor = null;
        do
        {
            await foreach (var page in tracker.ReadAsync(new ReadRequest(tracker.Scopes[0]) { Cursor = cursor }, Cancel))
            {
                read.AddRange(page.Items.Select(i => i.Key));
                cursor = page.Cursor;
                break;
            }
        }
        while (cursor is not null);

        read.ShouldBe(keys, ignoreOrder: true);
    }

    [Fact]
    public async Task A_write_adds_and_removes_and_leaves_every_other_value_alone()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB", "Legacy", "Strategic?"));

        var written = (await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"], remove: ["smb"])).ShouldBeOfType<WriteOutcome.Written>();

        written.Item.ValuesOf(Field).ShouldBe(["Legacy", "Strategic?", "Enterprise"]);
        written.Item.Revision.ShouldBe("2");
        (await ReadAsync(tracker))["FW-1"].ValuesOf(Field).ShouldBe(["Legacy", "Strategic?", "Enterprise"]);
    }

    [Fact]
    public async Task A_value_that_is_there_in_another_spelling_is_not_added_again()
    {
        var tracker = await ImportAsync(Epic("FW-1", "sMb"));

        var written = (await EditAsync(tracker, "FW-1", "1", add: ["SMB"])).ShouldBeOfType<WriteOutcome.Written>();

        written.Item.ValuesOf(Field).ShouldBe(["sMb"]);
        written.Item.Revision.ShouldBe("1");
    }

    [Fact]
    public async Task A_field_is_found_whatever_its_case()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"));

        var edit = new FieldEdit("FW-1", "FW-1", "CUSTOMER SEGMENT", "1", [], ["Enterprise"], []);
        var written = (await tracker.WriteAsync(edit, Actor.Connection, Cancel)).ShouldBeOfType<WriteOutcome.Written>();

        written.Item.Fields.Keys.ShouldBe([Field]);
        written.Item.ValuesOf(Field).ShouldBe(["SMB", "Enterprise"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("01")]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_write_from_another_revision_changes_nothing_and_says_what_is_there(string revision)
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"));

        var stale = (await EditAsync(tracker, "FW-1", revision, add: ["Enterprise"])).ShouldBeOfType<WriteOutcome.Stale>();

        stale.Current.Revision.ShouldBe("1");
        stale.Current.ValuesOf(Field).ShouldBe(["SMB"]);
        (await ReadAsync(tracker))["FW-1"].ValuesOf(Field).ShouldBe(["SMB"]);
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_not_found()
    {
        var tracker = await ImportAsync(Epic("FW-1"));

        (await EditAsync(tracker, "FW-2", "1", add: ["SMB"])).ShouldBeOfType<WriteOutcome.NotFound>();
    }

    [Fact]
    public async Task Of_writers_at_once_none_is_lost()
    {
        var tracker = await ImportAsync(Epic("FW-1", "Legacy"));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(
            async () =>
            {
                var revision = "1";
                while (await EditAsync(tracker, "FW-1", revision, add: [$"Value {i}"]) is WriteOutcome.Stale stale)
                {
                    revision = stale.Current.Revision;
                }
            },
            Cancel)));

        var item = (await ReadAsync(tracker))["FW-1"];
        item.ValuesOf(Field).ShouldBe(["Legacy", .. Enumerable.Range(0, 30).Select(i => $"Value {i}")], ignoreOrder: true);
        item.Revision.ShouldBe("31");
    }

    [Fact]
    public async Task Edits_outlive_a_restart()
    {
        await EditAsync(await ImportAsync(Epic("FW-1", "SMB")), "FW-1", "1", add: ["Enterprise"]);
        store.Dispose();
        store = SqliteDocumentStore.Open(folder.File("data.db"));

        var tracker = (await FileTracker.FindAsync(store, "w", Cancel)).ShouldNotBeNull();

        tracker.Info.ShouldBe(new("file", "backlog.csv"));
        (await ReadAsync(tracker))["FW-1"].ValuesOf(Field).ShouldBe(["SMB", "Enterprise"]);
    }

    [Fact]
    public async Task Where_nothing_was_imported_there_is_no_tracker() =>
        (await FileTracker.FindAsync(store, "w", Cancel)).ShouldBeNull();

    [Theory]
    [InlineData("SMB,Legacy", "SMB,Legacy,Enterprise")]
    [InlineData("Legacy", "Legacy,Enterprise")]
    [InlineData("Mid-market,Old", "Mid-market,Enterprise")]
    [InlineData("Enterprise,Old", "Enterprise")]
    [InlineData("", "Enterprise")]
    public async Task A_newer_file_replaces_the_values_and_the_edit_is_made_again(string incoming, string expected)
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB", "Legacy", "Old"));
        await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"], remove: ["Old"]);

        tracker = await ImportAsync(Epic("FW-1", Values(incoming)) with { Title = "New title" });

        var item = (await ReadAsync(tracker))["FW-1"];
        item.ValuesOf(Field).ShouldBe(Values(expected));
        item.Title.ShouldBe("New title");
        item.Revision.ShouldBe("3");
        (await EditAsync(tracker, "FW-1", "2", add: ["SMB"])).ShouldBeOfType<WriteOutcome.Stale>();
    }

    [Fact]
    public async Task An_edit_is_made_again_however_many_files_come()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"));
        await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"], remove: ["SMB"]);

        await ImportAsync(Epic("FW-1", "SMB", "A"));
        await ImportAsync(Epic("FW-1", "SMB", "B"));
        tracker = await ImportAsync(Epic("FW-1", "SMB", "C"));

        (await ReadAsync(tracker))["FW-1"].ValuesOf(Field).ShouldBe(["C", "Enterprise"]);
    }

    [Fact]
    public async Task The_revision_of_an_item_that_the_newer_file_leaves_as_it_was_stays()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"), Epic("FW-2", "SMB"));
        await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"]);

        tracker = await ImportAsync(Epic("FW-2", "SMB"), Epic("FW-1", "SMB"));

        var items = await ReadAsync(tracker);
        items["FW-1"].Revision.ShouldBe("2");
        items["FW-2"].Revision.ShouldBe("1");
    }

    [Fact]
    public async Task An_item_that_the_newer_file_lacks_is_gone_and_its_edit_comes_back_with_it()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"), Epic("FW-2", "SMB"));
        await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"]);

        tracker = await ImportAsync(Epic("FW-3"));
        (await ReadAsync(tracker)).Keys.ShouldBe(["FW-3"]);
        (await EditAsync(tracker, "FW-1", "2", add: ["X"])).ShouldBeOfType<WriteOutcome.NotFound>();

        tracker = await ImportAsync(Epic("FW-1", "SMB"), Epic("FW-2", "SMB"));
        var items = await ReadAsync(tracker);
        items["FW-1"].ValuesOf(Field).ShouldBe(["SMB", "Enterprise"]);
        items["FW-1"].Revision.ShouldBe("3");
        items["FW-2"].ValuesOf(Field).ShouldBe(["SMB"]);
    }

    [Fact]
    public async Task An_import_that_is_broken_off_leaves_everything_as_it_was()
    {
        var tracker = await ImportAsync(Epic("FW-1", "SMB"));
        var poison = Epic("FW-9", new string('x', 2_000_000));

        await Should.ThrowAsync<ArgumentException>(
            () => ImportAsync([.. Enumerable.Range(10, 300).Select(i => Epic($"FW-{i}")), poison]));

        (await ReadAsync((await FileTracker.FindAsync(store, "w", Cancel))!)).Keys.ShouldBe(["FW-1"]);
        (await EditAsync(tracker, "FW-1", "1", add: ["Enterprise"])).ShouldBeOfType<WriteOutcome.Written>();
        (await ReadAsync(await ImportAsync(Epic("FW-2")))).Keys.ShouldBe(["FW-2"]);
    }

    [Fact]
    public async Task Where_a_key_comes_twice_the_item_updated_last_is_taken()
    {
        var newer = Epic("FW-1", "new") with { Updated = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) };
        var older = Epic("FW-1", "old") with { Updated = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        (await ReadAsync(await ImportAsync(newer, older)))["FW-1"].ValuesOf(Field).ShouldBe(["new"]);
    }

    [Fact]
    public async Task Workspaces_do_not_see_each_others_items()
    {
        await ImportAsync(Epic("FW-1"));
        var other = await FileTracker.ImportAsync(store, "other", "other.csv", new([Epic("FW-2")], []), Cancel);

        (await ReadAsync(other)).Keys.ShouldBe(["FW-2"]);
        (await ReadAsync((await FileTracker.FindAsync(store, "w", Cancel))!)).Keys.ShouldBe(["FW-1"]);
    }

    [Fact]
    public async Task The_findings_of_the_reading_are_kept()
    {
        var finding = Finding.Of("negative", Severity.Warning, "Text", [.. Enumerable.Range(0, 1_200).Select(i => $"FW-{i}")], "Do");
        await FileTracker.ImportAsync(store, "w", "a.csv", new([Epic("FW-1")], [finding]), Cancel);

        var kept = (await FileTracker.FindAsync(store, "w", Cancel))!.Import.Findings.ShouldHaveSingleItem();

        kept.ItemCount.ShouldBe(1_200);
        kept.Items.ShouldBe(finding.Items);
        (kept with { Items = finding.Items, Figures = finding.Figures }).ShouldBe(finding);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static WorkItem Epic(string key, params string[] values) => new()
    {
        Key = key,
        Type = "Epic",
        Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = values },
    };

    private static string[] Values(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Task<WriteOutcome> EditAsync(
        FileTracker tracker, string key, string revision, string[]? add = null, string[]? remove = null) =>
        tracker.WriteAsync(new(key, key, Field, revision, [], add ?? [], remove ?? []), Actor.Connection, Cancel);

    private static async Task<Dictionary<string, WorkItem>> ReadAsync(FileTracker tracker)
    {
        Dictionary<string, WorkItem> items = new(StringComparer.Ordinal);
        await foreach (var page in tracker.ReadAsync(new(tracker.Scopes[0]), Cancel))
        {
            foreach (var item in page.Items)
            {
                items.Add(item.Key, item);
            }
        }

        return items;
    }

    private Task<FileTracker> ImportAsync(params WorkItem[] items) => FileTracker.ImportAsync(
        store, "w", "backlog.csv", new(items, []), Cancel);
}
