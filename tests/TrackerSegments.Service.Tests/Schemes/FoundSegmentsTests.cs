using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Segments that are made of the values found in a tracker, until somebody takes the list over.</summary>
public sealed class FoundSegmentsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MadeTracker tracker = new("A");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_value_is_a_new_segment_as_long_as_nobody_changed_the_list()
    {
        tracker.Add("A-1", "Epic", null, 60, "Enterprise");
        await using var service = await StartAsync();
        await ReadAsync(service, epics: 1);
        (await service.ChangeAsync("""{"kind":"recolor","segment":"enterprise","color":"#123456"},{"kind":"note","segment":"enterprise","text":"Old friends"}""")).ShouldBeDone();

        tracker.Add("A-2", "Epic", null, 40, "SMB");
        await ReadAsync(service, epics: 2);

        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        scheme.Names().ShouldBe(["Enterprise", "SMB"]);
        scheme.GetProperty("auto").GetBoolean().ShouldBeTrue();
        scheme.GetProperty("segments")[0].GetProperty("color").GetString().ShouldBe("#123456");
        scheme.GetProperty("segments")[0].GetProperty("notes")[0].GetProperty("text").GetString().ShouldBe("Old friends");
    }

    [Fact]
    public async Task After_the_list_was_changed_a_new_value_is_told_of_and_no_segment()
    {
        tracker.Add("A-1", "Epic", null, 60, "Enterprise");
        await using (var service = await StartAsync())
        {
            await ReadAsync(service, epics: 1);
            (await service.ChangeAsync("""{"kind":"add","name":"Public sector"}""")).ShouldBeDone();

            tracker.Add("A-2", "Epic", null, 40, "SMB");
            await ReadAsync(service, epics: 2);

            (await service.GetAsync(SchemeCalls.Scheme)).Names().ShouldBe(["Enterprise", "Public sector"]);
            (await service.GetAsync("/api/alignment")).GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("text").GetString())
                .ShouldContain(text => text!.Contains("SMB", StringComparison.Ordinal));
        }

        await using var again = await StartAsync();
        await ReadAsync(again, epics: 2);
        (await again.GetAsync(SchemeCalls.Scheme)).Names().ShouldBe(["Enterprise", "Public sector"]);
    }

    [Fact]
    public async Task Where_nobody_has_tagged_anything_there_is_a_list_to_begin_with()
    {
        tracker.Add("A-1", "Epic", null, 60);
        await using var service = await StartAsync();
        await ReadAsync(service, epics: 1);

        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        while (scheme.Names().Count == 0)
        {
            // That everything is read is told before the figures know of it.
            await Task.Delay(20, Cancel);
            scheme = await service.GetAsync(SchemeCalls.Scheme);
        }

        scheme.Names().ShouldBe(["Enterprise", "Mid-market", "SMB"]);
        scheme.GetProperty("lens").GetProperty("kind").GetString().ShouldBe("firmographic");
        scheme.GetProperty("lens").GetProperty("primary").GetBoolean().ShouldBeTrue();
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [SyncRun.Settings with { Projects = ["A"] }] },
        access: new() { Pace = new() { Every = TimeSpan.FromHours(1) }, Make = (_, _, _, _) => tracker });

    private static async Task ReadAsync(RunningService service, int epics)
    {
        await service.SyncAsync();
        while (!(await service.GetAsync("/api/sync")).GetProperty("isComplete").GetBoolean()
            || (await service.GetAsync("/api/alignment")).GetProperty("totals").GetProperty("epics").GetInt32() < epics)
        {
            await Task.Delay(20, Cancel);
        }
    }
}
