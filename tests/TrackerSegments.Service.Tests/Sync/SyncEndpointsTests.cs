using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class SyncEndpointsTests : IDisposable
{
    private const string Secret = "planted-webhook-secret";

    private readonly TemporaryFolder folder = new();
    private readonly MadeTracker tracker = new("A", "B");

    public SyncEndpointsTests()
    {
        tracker.Add("A-1", "Epic", null, 60, "Enterprise");
        tracker.Add("A-2", "Epic", null, 30, "SMB");
        tracker.Add("B-1", "Epic", null, 10);
        tracker.Add("B-2", "Story", "B-1", 20);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Figures_are_there_once_everything_was_read_and_say_which_fields_they_come_from()
    {
        await using var service = await StartAsync();
        var sync = await UntilAsync(service, s => s.GetProperty("isComplete").GetBoolean());

        sync.GetProperty("read").GetInt32().ShouldBe(4);
        sync.GetProperty("total").GetInt32().ShouldBe(4);
        sync.GetProperty("scopes").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ShouldBe(["A", "B"]);
        sync.GetProperty("fields")[0].GetProperty("id").GetString().ShouldBe("f1");
        var alignment = await service.GetAsync("/api/alignment");
        alignment.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(3);
        alignment.GetProperty("totals").GetProperty("effort").GetDecimal().ShouldBe(110);
        alignment.GetProperty("findings").EnumerateArray().ShouldNotContain(f => f.GetProperty("code").ValueEquals("partlyRead"));
    }

    [Fact]
    public async Task First_figures_show_while_the_rest_is_still_read_and_say_so()
    {
        var hold = new TaskCompletionSource();
        tracker.Before = (_, what) => what == "page B" ? hold.Task : Task.CompletedTask;
        await using var service = await StartAsync();

        try
        {
            var sync = await UntilAsync(service, s => s.GetProperty("read").GetInt32() == 2);
            sync.GetProperty("state").GetString().ShouldBe("reading");
            sync.GetProperty("isComplete").GetBoolean().ShouldBeFalse();
            await UntilAsync(
                service,
                a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 2
                    && a.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("code").ValueEquals("partlyRead") && f.GetProperty("text").GetString()!.Contains("2 ", StringComparison.Ordinal)),
                "/api/alignment");
        }
        finally
        {
            // The reading goes on, or the service could not end.
            hold.SetResult();
        }

        await UntilAsync(service, a => a.GetProperty("totals").GetProperty("epics").GetInt32() == 3, "/api/alignment");
    }

    [Fact]
    public async Task A_tracker_that_is_down_leaves_the_figures_of_the_last_time_with_their_age_and_the_cause()
    {
        await using (var service = await StartAsync())
        {
            await UntilAsync(service, s => s.GetProperty("isComplete").GetBoolean());
        }

        tracker.Before = (_, what) => throw new TrackerException(new("unreachable", "made.example does not answer.", Blame.Tracker));
        await using var later = await StartAsync(clock: new FixedClock { Now = new FixedClock().Now.AddHours(3) });

        var sync = await UntilAsync(later, s => s.GetProperty("problem").ValueKind == JsonValueKind.Object);
        sync.GetProperty("state").GetString().ShouldBe("stopped");
        sync.GetProperty("problem").GetProperty("text").GetString().ShouldBe("made.example does not answer.");
        sync.GetProperty("asOf").GetDateTimeOffset().ShouldBe(new FixedClock().Now);
        var alignment = await UntilAsync(
            later, a => a.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("code").ValueEquals("trackerNotConnected")), "/api/alignment");
        alignment.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(3);
        alignment.GetProperty("asOf").GetDateTimeOffset().ShouldBe(new FixedClock().Now);
        var refused = await later.WriteAsync("A-1", (await later.EpicAsync("A-1")).GetProperty("revision").GetString()!, "k1", ["smb"], []);
        refused.ShouldBeProblem(503, "notConnected").ShouldContain("made.example does not answer.");
    }

    [Fact]
    public async Task Nothing_is_written_until_a_person_switches_it_on_and_nothing_more_once_it_is_off_again()
    {
        await using var service = await StartAsync();
        await UntilAsync(service, s => s.GetProperty("isComplete").GetBoolean());
        (await service.GetAsync("/api/workspace")).GetProperty("readOnly").GetBoolean().ShouldBeTrue();
        var revision = (await service.EpicAsync("A-1")).GetProperty("revision").GetString()!;

        (await service.WriteAsync("A-1", revision, "k1", ["smb"], [])).ShouldBeProblem(403, "writeBackOff");
        tracker.Written.ShouldBeEmpty();

        (await SwitchAsync(service, """{"allowed":true}""")).Json.GetProperty("writing").GetProperty("allowed").GetBoolean().ShouldBeTrue();
        (await service.GetAsync("/api/workspace")).GetProperty("readOnly").GetBoolean().ShouldBeFalse();
        var written = await service.WriteAsync("A-1", revision, "k1", ["smb"], []);
        written.Status.ShouldBe(200, written.Text);
        tracker.Get("A-1").ValuesOf(Backlogs.Field).ShouldBe(["Enterprise", "SMB"]);

        await SwitchAsync(service, """{"allowed":false}""");
        revision = (await service.EpicAsync("A-1")).GetProperty("revision").GetString()!;
        (await service.WriteAsync("A-1", revision, "k2", [], ["smb"])).ShouldBeProblem(403, "writeBackOff");
        tracker.Written.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"allowed":"yes"}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_switch_that_is_not_understood_switches_nothing(string body)
    {
        await using var service = await StartAsync();

        (await SwitchAsync(service, body)).ShouldBeProblem(400, "malformedBody");

        (await service.GetAsync("/api/sync")).GetProperty("writing").GetProperty("allowed").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_is_answered_at_once_while_the_tracker_is_slow_and_looked_at_afterwards()
    {
        await using var service = await StartAsync();
        await UntilAsync(service, s => s.GetProperty("state").ValueEquals("waiting"));
        tracker.Tag("A-1", "SMB");
        var hold = new TaskCompletionSource();
        tracker.Before = (_, what) => what.StartsWith("find", StringComparison.Ordinal) ? hold.Task : Task.CompletedTask;

        (await TellAsync(service, Event("1"))).Status.ShouldBe(202);
        (await service.GetAsync("/api/sync")).GetProperty("pendingEvents").GetInt32().ShouldBe(1);
        (await service.EpicAsync("A-1")).GetProperty("segments")[0].GetString().ShouldBe("enterprise");

        hold.SetResult();
        await UntilAsync(
            service,
            b => b.GetProperty("epics").EnumerateArray().Single(e => e.GetProperty("key").ValueEquals("A-1")).GetProperty("segments")[0].ValueEquals("smb"),
            "/api/board");
    }

    [Fact]
    public async Task Events_that_are_not_signed_or_not_readable_are_refused()
    {
        await using var service = await StartAsync();

        (await TellAsync(service, Event("1"), secret: "another")).ShouldBeProblem(403, "webhookNotSigned");
        (await TellAsync(service, Event("1"), secret: null)).ShouldBeProblem(403, "webhookNotSigned");
        (await TellAsync(service, "no json")).ShouldBeProblem(400, "malformedBody");
        (await TellAsync(service, """{"webhookEvent":"jira:version_released"}""")).Status.ShouldBe(202);
        service.Log.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Events_are_refused_where_no_secret_is_set_up()
    {
        await using var service = await StartAsync(secrets: ConnectionSecrets.None);

        (await TellAsync(service, Event("1"))).ShouldBeProblem(403, "webhookNotSetUp");
    }

    [Fact]
    public async Task A_sync_that_is_asked_for_reads_at_once_and_takes_the_token_of_the_app()
    {
        var secret = new ConnectionSecret(null);
        await using var service = await StartAsync(secrets: new(secret, null));
        await UntilAsync(service, s => s.GetProperty("state").ValueEquals("waiting"));
        tracker.Tag("A-1", "SMB");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sync") { Content = Json("{}") };
        request.Headers.Add("x-forge-oauth-system", "planted-token");
        using var answer = await service.Client.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        secret.Token.ShouldBe("planted-token");

        await UntilAsync(
            service,
            b => b.GetProperty("epics").EnumerateArray().Single(e => e.GetProperty("key").ValueEquals("A-1")).GetProperty("segments")[0].ValueEquals("smb"),
            "/api/board");
        (await service.GetAsync("/api/sync")).GetRawText().ShouldNotContain("planted-token");
    }

    [Fact]
    public async Task A_backlog_from_a_file_says_so_and_has_nothing_to_switch()
    {
        var file = Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await using var service = await RunningService.StartAsync(folder.File("files"), Backlogs.Source(file));

        var sync = await service.GetAsync("/api/sync");
        sync.GetProperty("state").GetString().ShouldBe("file");
        sync.GetProperty("writing").GetProperty("canSwitch").GetBoolean().ShouldBeFalse();
        (await SwitchAsync(service, """{"allowed":true}""")).ShouldBeProblem(409, "noTracker");
        (await TellAsync(service, Event("1"))).ShouldBeProblem(409, "noTracker");
    }

    [Fact]
    public async Task A_segment_that_turns_up_later_comes_last_and_stays_there_after_a_restart()
    {
        await using (var service = await StartAsync())
        {
            await UntilAsync(service, a => !a.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("code").ValueEquals("partlyRead")), "/api/alignment");
            tracker.Add("A-7", "Epic", null, 500, "Government");
            using var answer = await service.Client.PostAsync("/api/sync", Json("{}"), Cancel);
            await UntilAsync(service, a => a.GetProperty("segments").GetArrayLength() == 3, "/api/alignment");
        }

        await using var later = await StartAsync();
        (await later.GetAsync("/api/alignment")).GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("key").GetString())
            .ShouldBe(["enterprise", "smb", "government"]);
    }

    private static string Event(string id) =>
        $$$"""{"timestamp":1764000000000,"webhookEvent":"jira:issue_updated","issue":{"id":"{{{id}}}","key":"A-1"}}""";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<Answer> SwitchAsync(RunningService service, string body)
    {
        using var response = await service.Client.PutAsync("/api/sync/writing", Json(body), Cancel);
        return await Answer.OfAsync(response);
    }

    private static async Task<Answer> TellAsync(RunningService service, string body, string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/jira") { Content = Json(body) };
        request.Headers.Add("X-Atlassian-Webhook-Identifier", "delivery-1");
        if (secret is not null)
        {
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
            request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(signature)}");
        }

        using var response = await service.Client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response);
    }

    private static async Task<JsonElement> UntilAsync(RunningService service, Func<JsonElement, bool> isSo, string path = "/api/sync")
    {
        var document = await service.GetAsync(path);
        for (var i = 0; i < 400 && !isSo(document); i++)
        {
            await Task.Delay(25, Cancel);
            document = await service.GetAsync(path);
        }

        isSo(document).ShouldBeTrue(document.GetRawText());
        return document;
    }

    private Task<RunningService> StartAsync(ConnectionSecrets? secrets = null, FixedClock? clock = null) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [SyncRun.Settings] },
        clock,
        access: new()
        {
            Secrets = secrets ?? new(new("planted-token"), new(Secret)),
            Pace = new() { Every = TimeSpan.FromHours(1) },
            Make = (_, _, writeSwitch, _) =>
            {
                tracker.Switch = writeSwitch;
                return tracker;
            },
        });
}
