using System.Net.Http.Json;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>One workspace over two trackers that know nothing of each other and count their ids from 1, both.</summary>
public sealed class SeveralTrackersTests : IDisposable
{
    private const string OtherField = "Served";

    private readonly TemporaryFolder folder = new();
    private readonly MadeTracker left = new("A");
    private readonly MadeTracker right = new("B") { Field = OtherField };

    public SeveralTrackersTests()
    {
        left.Add("A-1", "Epic", points: 10, segments: "Enterprise");
        left.Add("A-2", "Epic", points: 20, segments: "SMB");
        right.Add("B-1", "Epic", points: 40, segments: "SMB");
        right.Add("B-2", "Epic", points: 60);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Points_of_two_trackers_are_never_added_without_a_word()
    {
        await using var service = await StartAsync();
        var document = await CompleteAsync(service);
        document.GetProperty("alignment").GetProperty("state").GetString().ShouldBe("notComparable");
        document.GetProperty("alignment").GetProperty("index").ValueKind.ShouldBe(JsonValueKind.Null);
        document.GetProperty("headline").GetString()
            .ShouldBe("Points of left.example and right.example are not the same unit, and nobody has said what one of left.example and one of right.example counts, so there is no single figure.");
        document.GetProperty("segments").EnumerateArray().ShouldAllBe(s => s.GetProperty("share").ValueKind == JsonValueKind.Null);
        document.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(4);
        document.GetProperty("totals").GetProperty("tagged").GetInt32().ShouldBe(3);
        Codes(document).ShouldContain("unitsDiffer");

        // It is not that nobody has estimated them.
        document.GetProperty("totals").GetProperty("unestimated").GetInt32().ShouldBe(0);
        Codes(document).ShouldNotContain("unestimatedEpics");
    }

    [Fact]
    public async Task A_declared_conversion_makes_one_figure_and_is_shown()
    {
        await using var service = await StartAsync(conversions: (1, 0.5m));
        var document = await CompleteAsync(service);
        var totals = document.GetProperty("totals");
        totals.GetProperty("effort").GetDecimal().ShouldBe(80);
        totals.GetProperty("unassignedEffort").GetDecimal().ShouldBe(30);
        Segment(document, "SMB").GetProperty("effort").GetDecimal().ShouldBe(40);
        var shown = document.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").ValueEquals("unitsConverted"));
        shown.GetProperty("text").GetString().ShouldBe("A point of left.example counts 1, and one of right.example counts 0.5.");
    }

    [Theory]
    [InlineData(Measure.Count, 4)]
    [InlineData(Measure.OriginalEstimate, 130)]
    public async Task Epics_are_epics_and_hours_are_hours_everywhere(Measure measure, int effort)
    {
        await using var service = await StartAsync(measure: measure);
        var document = await CompleteAsync(service);
        document.GetProperty("totals").GetProperty("effort").GetDecimal().ShouldBe(effort);
        Codes(document).ShouldNotContain("unitsDiffer");
    }

    [Fact]
    public async Task A_change_goes_to_the_tracker_that_holds_the_epic_and_into_its_own_field()
    {
        await using var service = await StartAsync(conversions: (1, 2));
        await CompleteAsync(service);
        var epic = await service.EpicAsync("B-2");
        var answer = await service.WriteAsync("B-2", epic.GetProperty("revision").GetString()!, "k1", ["enterprise"], []);
        answer.Status.ShouldBe(200, answer.Text);
        var totals = answer.Json.GetProperty("alignment").GetProperty("totals");
        totals.GetProperty("effort").GetDecimal().ShouldBe(230);
        totals.GetProperty("unassignedEffort").GetDecimal().ShouldBe(0);
        left.Written.ShouldBeEmpty();
        var written = right.Written.ShouldHaveSingleItem();
        (written.Id, written.Field).ShouldBe(("2", OtherField));
        right.Get("B-2").ValuesOf(OtherField).ShouldBe(["Enterprise"]);
    }

    [Fact]
    public async Task Many_at_once_go_each_to_its_own_tracker()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        var answer = await TagAsync(service, "A-2", "B-1", "A-1");
        answer.Status.ShouldBe(200, answer.Text);
        left.Written.Select(w => w.Key).ShouldBe(["A-2", "A-1"], ignoreOrder: true);
        right.Written.Select(w => w.Key).ShouldBe(["B-1"]);
        answer.Json.GetProperty("results").EnumerateArray().ShouldAllBe(r => r.GetProperty("outcome").ValueEquals("written"));
    }

    [Fact]
    public async Task Where_one_tracker_cannot_be_reached_what_the_other_one_took_stands()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        right.Before = (_, what) => what == "write"
            ? throw new TrackerException(new("unreachable", "right.example cannot be reached.", Blame.Tracker))
            : Task.CompletedTask;
        var answer = await TagAsync(service, "A-2", "B-1");
        answer.Status.ShouldBe(200, answer.Text);
        Outcome(answer, "A-2").ShouldBe("written");
        Outcome(answer, "B-1").ShouldBe("refused");
        answer.Text.ShouldContain("right.example cannot be reached.");
    }

    [Fact]
    public async Task A_persons_token_is_shown_to_the_tracker_it_is_for_and_to_no_other()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        service.Client.DefaultRequestHeaders.Add("x-forge-oauth-user", "token-of-a-person");
        var mine = await service.EpicAsync("A-1");
        (await service.WriteAsync("A-1", mine.GetProperty("revision").GetString()!, "k1", ["smb"], [])).Status.ShouldBe(200);
        left.Actors.ShouldHaveSingleItem().Token.ShouldBe("token-of-a-person");

        var theirs = await service.EpicAsync("B-1");
        var answer = await service.WriteAsync("B-1", theirs.GetProperty("revision").GetString()!, "k2", ["enterprise"], []);
        answer.ShouldBeProblem(403, "notAuthenticated").ShouldContain("account of another tracker");
        right.Actors.ShouldBeEmpty();

        // Of two persons at once nobody knows whose rights count.
        service.Client.DefaultRequestHeaders.Add("x-azure-devops-user", "token-of-another");
        (await service.WriteAsync("B-1", theirs.GetProperty("revision").GetString()!, "k3", ["enterprise"], [])).ShouldBeProblem(400, "actingUserUnreadable");
        service.Client.DefaultRequestHeaders.Remove("x-forge-oauth-user");
        (await service.WriteAsync("B-1", theirs.GetProperty("revision").GetString()!, "k4", ["enterprise"], [])).Status.ShouldBe(200);
        right.Actors.ShouldHaveSingleItem().Token.ShouldBe("token-of-another");
    }

    [Fact]
    public async Task What_is_gone_from_one_tracker_takes_nothing_of_the_other_with_it()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        left.Delete("A-1");
        await (await service.Host.Opened).Sync!.Find(TrackerKinds.Jira)!.Sync.TellAsync("d1", "1", Cancel);
        var document = await UntilAsync(service, d => d.GetProperty("totals").GetProperty("epics").GetInt32() == 3);
        document.GetProperty("totals").GetProperty("effort").GetDecimal().ShouldBe(120);
        (await service.EpicAsync("B-1")).GetProperty("effort").GetDecimal().ShouldBe(40);
    }

    [Fact]
    public async Task One_tracker_that_cannot_be_connected_to_leaves_the_other_ones_epics_and_says_so()
    {
        right.Before = (_, _) => throw new TrackerException(new("notAuthenticated", "right.example does not accept the token.", Blame.Person));
        await using var service = await StartAsync(conversions: (1, 1));
        var document = await UntilAsync(service, d => d.GetProperty("totals").GetProperty("epics").GetInt32() == 2 && Codes(d).Contains("trackerNotConnected", StringComparison.Ordinal));
        Codes(document).ShouldContain("partlyRead");
        var sync = await service.GetAsync("/api/sync");
        sync.GetProperty("state").GetString().ShouldBe("stopped");
        sync.GetProperty("isComplete").GetBoolean().ShouldBeFalse();
        sync.GetProperty("problem").GetProperty("text").GetString().ShouldBe("right.example does not accept the token.");
        sync.GetProperty("scopes").EnumerateArray().Single().GetProperty("tracker").GetString().ShouldBe("made.example");
    }

    [Fact]
    public async Task Switching_writing_off_switches_it_off_for_both()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        using var off = await service.Client.PutAsJsonAsync("/api/sync/writing", new { allowed = false }, Cancel);
        off.IsSuccessStatusCode.ShouldBeTrue();
        foreach (var key in (string[])["A-1", "B-1"])
        {
            var epic = await service.EpicAsync(key);
            var answer = await service.WriteAsync(key, epic.GetProperty("revision").GetString()!, $"k {key}", ["mid-market"], []);
            answer.ShouldBeProblem(403, "writeBackOff");
        }

        left.Written.ShouldBeEmpty();
        right.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_only_one_of_them_may_be_written_to_the_board_is_read_only_and_says_so()
    {
        await using var service = await StartAsync(conversions: (1, 1));
        await CompleteAsync(service);
        await (await service.Host.Opened).Sync!.Find(TrackerKinds.AzureDevOps)!.Writing.SetAsync(isAllowed: false, Cancel);
        (await service.GetAsync("/api/sync")).GetProperty("writing").GetProperty("allowed").GetBoolean().ShouldBeFalse();
        (await service.GetAsync("/api/workspace")).GetProperty("readOnly").GetBoolean().ShouldBeTrue();
    }

    private static string Codes(JsonElement document) =>
        string.Join(' ', document.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));

    private static JsonElement Segment(JsonElement document, string name) =>
        document.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("name").ValueEquals(name));

    private static string? Outcome(Answer answer, string key) => answer.Json.GetProperty("results").EnumerateArray()
        .Single(r => r.GetProperty("key").ValueEquals(key)).GetProperty("outcome").GetString();

    private static async Task<Answer> TagAsync(RunningService service, params string[] keys)
    {
        List<object> epics = [];
        foreach (var key in keys)
        {
            epics.Add(new { key, expectedRevision = (await service.EpicAsync(key)).GetProperty("revision").GetString() });
        }

        return await service.WriteManyAsync(JsonSerializer.Serialize(
            new { lens = Backlogs.Lens, epics, add = (string[])["mid-market"], remove = Array.Empty<string>(), idempotencyKey = "many" }));
    }

    private static Task<JsonElement> CompleteAsync(RunningService service) =>
        UntilAsync(service, d => d.GetProperty("totals").GetProperty("epics").GetInt32() == 4 && !Codes(d).Contains("partlyRead", StringComparison.Ordinal));

    private static async Task<JsonElement> UntilAsync(RunningService service, Func<JsonElement, bool> isSo)
    {
        var document = await service.GetAsync("/api/alignment");
        for (var i = 0; i < 400 && !isSo(document); i++)
        {
            await Task.Delay(25, Cancel);
            document = await service.GetAsync("/api/alignment");
        }

        isSo(document).ShouldBeTrue(document.GetRawText());
        return document;
    }

    private Task<RunningService> StartAsync((decimal Left, decimal Right)? conversions = null, Measure measure = Measure.StoryPoints) =>
        RunningService.StartAsync(
            folder.File("data"),
            new WorkspaceSource(Backlogs.Source().Request with { Policy = new() { Measure = measure } })
            {
                Connections =
                [
                    SyncRun.Settings with
                    {
                        Tracker = TrackerKinds.Jira, Address = "https://left.example", Projects = ["A"], Measure = measure, Conversion = conversions?.Left,
                    },
                    SyncRun.Settings with
                    {
                        Tracker = TrackerKinds.AzureDevOps,
                        Address = "https://right.example",
                        Projects = ["B"],
                        SegmentField = OtherField,
                        Measure = measure,
                        Conversion = conversions?.Right,
                    },
                ],
            },
            access: new()
            {
                SwitchWriting = true,
                Pace = new() { Every = TimeSpan.FromHours(1) },
                Make = (settings, _, writeSwitch, _) =>
                {
                    var tracker = settings.Tracker == TrackerKinds.Jira ? left : right;
                    tracker.Switch = writeSwitch;
                    return tracker;
                },
            });
}
