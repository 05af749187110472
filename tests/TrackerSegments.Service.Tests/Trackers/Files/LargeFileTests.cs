using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Tests.Trackers.Files;

/// <summary>Tests that measure the memory of the whole process run while no other does.</summary>
[CollectionDefinition(nameof(AloneTests), DisableParallelization = true)]
public sealed class AloneTests;

[Collection(nameof(AloneTests))]
public sealed class LargeFileTests : IDisposable
{
    private const int TextLength = 20_000;

    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(true, 20_000)]
    [InlineData(false, 4_000)]
    public void Memory_grows_with_the_items_and_not_with_their_texts(bool csv, int rows)
    {
        var path = Path.Combine(files.Folder, "large");
        WriteLarge(path, csv, rows);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var backlog = ExportFiles.ReadPaths([path], ["Labels"]);

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        backlog.Items.Count.ShouldBe(rows);
        backlog.Items[^1].Title.ShouldBe($"Title {rows - 1}");

        // Each text takes 20 KB; an item with its key and title takes less than one.
        held.ShouldBeLessThan(rows * 2_000L);
        GC.KeepAlive(backlog);
    }

    [Fact]
    public void Progress_is_told_and_reading_can_be_stopped()
    {
        var path = Path.Combine(files.Folder, "large");
        WriteLarge(path, csv: true, rows: 5_000);
        using var stop = new CancellationTokenSource();
        var reports = new Reports(report => { });
        FileReadOptions options = new([], new EffortPolicy { Measure = Measure.Count });

        BacklogFile.Read([path], options, reports, stop.Token);

        reports.Seen.Select(report => report.Items).ShouldBe([2_048, 4_096, 5_000]);
        reports.Seen.ShouldAllBe(report => report.File == path && report.BytesRead > 0 && report.BytesRead <= report.TotalBytes);
        reports.Seen[^1].BytesRead.ShouldBe(new FileInfo(path).Length);
        Should.Throw<OperationCanceledException>(() => BacklogFile.Read([path], options, new Reports(_ => stop.Cancel()), stop.Token));
    }

    [Fact]
    public void Items_share_the_texts_that_repeat()
    {
        var backlog = files.Read(
            "Issue key,Issue Type,Status,Assignee,Labels\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"A-{i},Epic,Done,Ana,smb\n")), ["Labels"]);

        backlog.Items.Select(item => item.Type).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        backlog.Items.Select(item => item.Status).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        backlog.Items.Select(item => item.Fields).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
    }

    private sealed class Reports(Action<ReadProgress> then) : IProgress<ReadProgress>
    {
        public List<ReadProgress> Seen { get; } = [];

        public void Report(ReadProgress value)
        {
            Seen.Add(value);
            then(value);
        }
    }

    private static void WriteLarge(string path, bool csv, int rows)
    {
        using var writer = new StreamWriter(path);
        var text = new string('x', TextLength);
        if (csv)
        {
            writer.Write("Issue key,Issue Type,Summary,Labels,Description\n");
        }

        for (var i = 0; i < rows; i++)
        {
            writer.Write(csv
                ? string.Create(CultureInfo.InvariantCulture, $"A-{i},Story,Title {i},smb,\"{text}\"\n")
                : string.Create(CultureInfo.InvariantCulture, $"{{\"key\":\"A-{i}\",\"issuetype\":\"Story\",\"summary\":\"Title {i}\",\"labels\":[\"smb\"],\"description\":\"{text}\"}}\n"));
        }
    }
}
