using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers.Files;
using TrackerSegments.Simulators.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>A site that was filled from a file reads the same as the file.</summary>
public class ReadingFileTests
{
    private const string Rows = """
        {"id":"101","key":"FW-1","project":"FW","issuetype":"Epic","summary":"  Rückruf\u202E \n an <b>alle</b>  ","status":"Closed","statusCategory":"done","resolution":"Won't Fix","resolutiondate":"2015-07-22T01:49:47.000+0000","created":"2015-07-16T05:59:39.000+0200","updated":"2015-07-22T08:00:13.000-0930","labels":["a","B"],"components":["Studio","studio core"],"storyPoints":8.0}
        {"id":"102","key":"FW-2","project":"FW","issuetype":"Story","summary":"Fraction","status":"Doing","statusCategory":"indeterminate","resolution":null,"resolutiondate":null,"created":"2016-02-29T23:59:59.999+0000","updated":"2016-03-01T00:00:00.000+0000","labels":[],"components":[],"storyPoints":0.1,"epicKey":"FW-1"}
        {"id":"103","key":"FW-3","project":"FW","issuetype":"Story","summary":"Zero","status":"Open","statusCategory":"new","resolution":null,"resolutiondate":null,"created":"2016-02-28T12:00:00.000+0000","updated":"2016-03-01T00:00:00.000+0000","labels":["x"],"components":["Studio"],"storyPoints":0,"epicKey":"FW-1"}
        {"id":"104","key":"FW-4","project":"FW","issuetype":"Sub-task","subtask":true,"summary":"Deep","status":"Open","statusCategory":"new","resolution":null,"resolutiondate":null,"created":"2016-02-28T12:00:00.000+0000","updated":"2016-03-01T00:00:00.000+0000","labels":[],"components":[],"storyPoints":2.0005,"parentKey":"FW-2"}
        {"id":"105","key":"FW-5","project":"FW","issuetype":"Epic","summary":"Alone","status":"Open","statusCategory":"new","resolution":null,"resolutiondate":null,"created":"2016-02-28T12:00:00.000+0000","updated":"2016-03-01T00:00:00.000+0000","labels":[],"components":[],"storyPoints":null}
        """;

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task Every_item_is_the_same(JiraKind kind)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("backlog.jsonl", Rows);
        await using var fixture = await ReadingFixture.StartAsync(
            new() { Kind = kind }, settings => settings with { SegmentField = "components" }, connect: false, fill: false);
        fixture.Data.LoadJsonLines(path);
        await fixture.Tracker.ConnectAsync(TestContext.Current.CancellationToken);
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();

        var file = BacklogFile.Read([path], new(["components"], new EffortPolicy()), cancellationToken: TestContext.Current.CancellationToken).Items;
        copy.Items.Count.ShouldBe(file.Count);
        foreach (var expected in file)
        {
            var item = copy[expected.Key];
            item.ValuesOf("components").ShouldBe(expected.ValuesOf("components"));
            (item with { Id = expected.Id, Url = expected.Url, Revision = expected.Revision, Fields = expected.Fields }).ShouldBe(expected);
        }
    }
}
