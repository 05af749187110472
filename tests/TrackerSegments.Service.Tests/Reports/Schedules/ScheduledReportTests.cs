using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Schemes;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>Reports that are kept, from the request that makes one to the card in the channel; the clock stands at Saturday, 21 November 2026, 13 o'clock in Berlin.</summary>
public sealed class ScheduledReportTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private WorkflowSimulator teams = null!;
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Keys => folder.File("data", "keys");

    public async ValueTask InitializeAsync()
    {
        teams = await WorkflowSimulator.StartAsync(Cancel);
        service = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await teams.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_report_is_posted_at_its_times_and_says_how_it_stands()
    {
        var made = await service.MakeAsync(teams);
        made.GetProperty("state").GetString().ShouldBe("running");
        made.GetProperty("host").GetString().ShouldBe("127.0.0.1");
        made.GetProperty("nextRun").GetDateTimeOffset().ShouldBe(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        await service.TurnAsync();
        teams.Calls.ShouldBe(0, "What was due before there was a report is nobody's.");

        clock.Now += TimeSpan.FromHours(20);
        await service.TurnAsync();
        await service.TurnAsync();

        Words().ShouldHaveSingleItem().ShouldContain("Product leads");
        var report = await service.ReportAsync();
        report.GetProperty("lastAccepted").GetDateTimeOffset().ShouldBe(clock.Now);
        report.GetProperty("nextRun").GetDateTimeOffset().ShouldBe(clock.Now + TimeSpan.FromDays(1));
        report.GetProperty("slots").EnumerateArray().Single().GetProperty("result").GetString().ShouldBe("accepted");
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_says_so_stops_no_other_one_and_can_be_deleted()
    {
        await service.MakeAsync(teams);
        using (var store = SqliteDocumentStore.Open(folder.File("data", "trackersegments.db")))
        {
            var partition = (await ((IDocumentStore)store).ListPartitionsAsync("report-schedules-", Cancel).ToListAsync(Cancel)).Single();
            await store.WriteAsync(partition, [new("broken", """{"name":""", WriteCondition.Absent)], Cancel);
        }

        clock.Now += TimeSpan.FromHours(20);
        await service.TurnAsync();

        Words().ShouldHaveSingleItem();
        var broken = (await service.GetAsync(ReportCalls.Reports)).GetProperty("reports").EnumerateArray().Single(r => r.GetProperty("id").ValueEquals("broken"));
        broken.GetProperty("state").GetString().ShouldBe("stopped");
        broken.GetProperty("problem").GetProperty("text").GetString().ShouldBe("The report is not posted any more. What is kept of it cannot be read.");
        broken.GetProperty("problem").GetProperty("action").GetString().ShouldBe("Save the report again, or delete it.");
        (await service.StoppedAsync()).ShouldHaveSingleItem().GetProperty("text").GetString()!.ShouldStartWith("Report \"broken\": The report is not posted any more.");
        (await service.CallAsync(HttpMethod.Delete, $"{ReportCalls.Reports}/broken", match: broken.GetProperty("version").GetString())).Answer.ShouldBeDone();
        (await service.ReportAsync()).GetProperty("id").GetString().ShouldBe("leads");
    }

    [Fact]
    public async Task The_workflows_address_is_in_no_answer_no_log_no_audit_and_not_in_the_data_as_it_is()
    {
        List<string> said = [(await service.MakeAsync(teams)).GetRawText()];
        clock.Now += TimeSpan.FromHours(20);
        await service.TurnAsync();
        teams.IsOn = false;
        clock.Now += TimeSpan.FromHours(1);
        said.Add((await service.SendReportAsync()).Text);
        said.Add((await service.ChangeAsync(wish => wish["address"] = teams.Address.AbsoluteUri)).ShouldBeDone().Text);
        said.Add((await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams).ToJsonString(), match: "\"old\"")).Answer.Text);
        said.Add((await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.Text);
        said.Add((await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams).ToJsonString())).Answer.Text);
        said.Add((await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams, w => w["panel"] = teams.Address.AbsoluteUri).ToJsonString(), isNew: true)).Answer.Text);
        said.Add((await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams, w => w["adress"] = teams.Address.AbsoluteUri).ToJsonString(), isNew: true)).Answer.Text);
        said.Add((await service.CallAsync(
            HttpMethod.Put, $"{ReportCalls.Reports}/{Uri.EscapeDataString(teams.Address.PathAndQuery)}", ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.Text);
        foreach (var path in (string[])["/api/reports", "/api/reports/leads/preview", "/api/alignment", "/api/audit?limit=200", "/api/workspace"])
        {
            said.Add((await service.GetAsync(path)).GetRawText());
        }

        said.Add(service.Log.Text);
        await service.DisposeAsync();
        said.AddRange(Directory.EnumerateFiles(folder.File("data"), "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        service = await StartAsync();

        said.Count.ShouldBeGreaterThan(15);
        said.ShouldAllBe(text => !text.Contains(WorkflowSimulator.Signature, StringComparison.Ordinal));
        said.ShouldAllBe(text => !text.Contains("0f8fad5bd9cb469fa16570867728950e", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_are_in_the_audit_log_with_how_it_was_before()
    {
        await service.MakeAsync(teams);
        (await service.ChangeAsync(wish => wish["time"] = "10:30")).ShouldBeDone();
        await service.SendReportAsync();
        await service.CallAsync(HttpMethod.Delete, ReportCalls.Leads, match: (await service.ReportAsync()).GetProperty("version").GetString());

        var entries = (await service.GetAsync("/api/audit")).GetProperty("entries").EnumerateArray().ToDictionary(
            e => e.GetProperty("action").GetString()!, e => e.GetProperty("changes")[0], StringComparer.Ordinal);

        entries.Keys.Order(StringComparer.Ordinal).ShouldBe(["change a report", "delete a report", "make a report", "send a report"]);
        entries["change a report"].GetProperty("what").GetString().ShouldBe("report leads");
        entries["change a report"].GetProperty("before").GetString()!.ShouldContain("09:00 Europe/Berlin, always, to 127.0.0.1");
        entries["change a report"].GetProperty("after").GetString()!.ShouldContain("10:30 Europe/Berlin");
        entries["delete a report"].TryGetProperty("after", out var after).ShouldBeTrue();
        after.ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("days", "[]", 422, "reportImpossible", "names days that are none")]
    [InlineData("days", """["someday"]""", 422, "reportImpossible", "names days that are none")]
    [InlineData("time", "\"9:00\"", 422, "reportImpossible", "9:00 is none")]
    [InlineData("zone", "\"Mars/Olympus\"", 422, "reportImpossible", "Mars/Olympus")]
    [InlineData("name", "\" \"", 422, "reportImpossible", "has no name")]
    [InlineData("audience", "\"a\\nb\"", 422, "reportImpossible", "line break")]
    [InlineData("when", "\"sometimes\"", 422, "reportImpossible", "always, changed, drifted")]
    [InlineData("period", "\"decade\"", 422, "reportImpossible", "sinceLast, week, month, quarter")]
    [InlineData("alerts", "\"yes\"", 400, "malformedBody", "not the JSON that is expected")]
    [InlineData("panel", "\"javascript:alert(1)\"", 422, "reportImpossible", "panel's address")]
    [InlineData("lens", "\"nowhere\"", 404, "unknownLens", "nowhere")]
    [InlineData("address", "\"https://acme.webhook.office.com/webhookb2/1\"", 422, "workflowRefused", "Microsoft has retired")]
    [InlineData("address", "\"https://evil.example/workflows/1/paths/invoke?sig=1\"", 422, "workflowRefused", "does not call evil.example")]
    [InlineData("address", "\"https://prod-1.westeurope.logic.azure.com/workflows/1\"", 422, "workflowRefused", "not that of a workflow")]
    [InlineData("address", "null", 422, "workflowMissing", "address of a workflow")]
    [InlineData("extra", "1", 400, "malformedBody", "not the JSON that is expected")]
    [InlineData("days", "null", 400, "malformedBody", "not the JSON that is expected")]
    public async Task What_cannot_be_is_refused_with_a_sentence_and_keeps_nothing(string member, string value, int status, string code, string says)
    {
        var (answer, _) = await service.CallAsync(
            HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams, wish => wish[member] = JsonNode.Parse(value)).ToJsonString(), isNew: true);

        answer.ShouldBeProblem(status, code).ShouldContain(says);
        (await service.GetAsync(ReportCalls.Reports)).GetProperty("reports").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_change_says_from_which_version_and_of_two_one_is_kept()
    {
        await service.MakeAsync(teams);
        var version = (await service.ReportAsync()).GetProperty("version").GetString();
        (await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(null).ToJsonString())).Answer.ShouldBeProblem(428, "versionMissing");
        (await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.ShouldBeProblem(409, "reportExists");
        (await service.CallAsync(HttpMethod.Put, $"{ReportCalls.Reports}/other", ReportCalls.Wish(teams).ToJsonString(), version)).Answer.ShouldBeProblem(404, "unknownReport");
        (await service.CallAsync(HttpMethod.Put, $"{ReportCalls.Reports}/Other", ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.ShouldBeProblem(422, "reportIdUnusable");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => service.CallAsync(
            HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams, wish => wish["name"] = $"Name {i}").ToJsonString(), version)));

        answers.Count(a => a.Answer.Status == 200).ShouldBe(1);
        var lost = answers.First(a => a.Answer.Status != 200).Answer;
        lost.ShouldBeProblem(409, "changedMeanwhile");
        var kept = await service.ReportAsync();
        lost.Json.GetProperty("theirs").GetProperty("name").GetString().ShouldBe(kept.GetProperty("name").GetString());
        lost.Json.GetProperty("yours").GetProperty("address").ValueKind.ShouldBe(JsonValueKind.Null);
        (await service.SendReportAsync()).ShouldBeDone();
        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task More_reports_than_a_workspace_has_room_for_are_refused()
    {
        for (var i = 0; i < ScheduleStore.MaxSchedules; i++)
        {
            (await service.CallAsync(HttpMethod.Put, $"{ReportCalls.Reports}/r{i}", ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.ShouldBeDone();
        }

        (await service.CallAsync(HttpMethod.Put, ReportCalls.Leads, ReportCalls.Wish(teams).ToJsonString(), isNew: true)).Answer.ShouldBeProblem(422, "tooManyReports");
    }

    [Fact]
    public async Task Sent_by_hand_it_is_posted_once_however_often_it_is_clicked_and_what_is_due_is_done_with_it()
    {
        await service.MakeAsync(teams);
        clock.Now += TimeSpan.FromHours(20) + TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(55);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.SendReportAsync()));
        clock.Now += TimeSpan.FromSeconds(10);
        (await service.SendReportAsync()).ShouldBeDone().Json.GetProperty("repeated").GetBoolean().ShouldBeTrue("It is another minute, and the same click.");

        answers.ShouldAllBe(a => a.Status == 200);
        answers.Count(a => !a.Json.GetProperty("repeated").GetBoolean()).ShouldBe(1);
        await service.TurnAsync();
        teams.Calls.ShouldBe(1);
        (await service.ReportAsync()).GetProperty("slots").EnumerateArray().Select(s => s.GetProperty("result").GetString()).ShouldBe(["accepted", "skipped"]);

        clock.Now += TimeSpan.FromMinutes(1);
        (await service.SendReportAsync()).ShouldBeDone().Json.GetProperty("repeated").GetBoolean().ShouldBeFalse();
        teams.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task At_the_very_minute_of_a_slot_the_click_and_the_clock_post_once()
    {
        await service.MakeAsync(teams);
        clock.Now += TimeSpan.FromHours(20);

        await Task.WhenAll(service.SendReportAsync(), service.TurnAsync(), service.SendReportAsync());
        await service.TurnAsync();

        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_preview_is_exactly_what_is_posted()
    {
        await service.MakeAsync(teams);
        var preview = await service.GetAsync($"{ReportCalls.Leads}/preview");
        teams.Calls.ShouldBe(0);

        (await service.SendReportAsync()).ShouldBeDone();

        JsonNode.DeepEquals(JsonNode.Parse(preview.GetRawText()), teams.Accepted.Single()).ShouldBeTrue();
        (await service.CallAsync(HttpMethod.Get, $"{ReportCalls.Reports}/none/preview")).Answer.ShouldBeProblem(404, "unknownReport");
        (await service.CallAsync(HttpMethod.Post, $"{ReportCalls.Reports}/none/send")).Answer.ShouldBeProblem(404, "unknownReport");
    }

    [Fact]
    public async Task Three_refusals_stop_it_with_what_to_do_and_saving_it_starts_it_again()
    {
        await service.MakeAsync(teams);
        teams.IsOn = false;
        await DaysAsync(5);
        teams.Calls.ShouldBe(3);
        var stopped = await service.ReportAsync();
        stopped.GetProperty("state").GetString().ShouldBe("stopped");
        stopped.GetProperty("nextRun").ValueKind.ShouldBe(JsonValueKind.Null);
        stopped.GetProperty("problem").GetProperty("code").GetString().ShouldBe("refusedAgainAndAgain");
        stopped.GetProperty("problem").GetProperty("text").GetString()!.ShouldContain("deleted or switched off");
        stopped.GetProperty("problem").GetProperty("action").GetString()!.ShouldContain("save the report again");
        var finding = (await service.StoppedAsync()).ShouldHaveSingleItem();
        finding.GetProperty("code").GetString().ShouldBe("refusedAgainAndAgain");
        finding.GetProperty("text").GetString().ShouldBe($"Report \"Weekly\": {stopped.GetProperty("problem").GetProperty("text").GetString()}");
        finding.GetProperty("action").GetString().ShouldBe(stopped.GetProperty("problem").GetProperty("action").GetString());

        teams.IsOn = true;
        (await service.ChangeAsync()).ShouldBeDone().Json.GetProperty("state").GetString().ShouldBe("running");
        (await service.StoppedAsync()).ShouldBeEmpty();
        await DaysAsync(1);

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_by_hand_says_why_and_is_tried_again_at_once_and_success_starts_a_stopped_report()
    {
        await service.MakeAsync(teams);
        teams.IsOn = false;
        await DaysAsync(3);
        (await service.SendReportAsync()).ShouldBeProblem(422, "workflowGone").ShouldContain("switched off");
        teams.IsOn = true;

        (await service.SendReportAsync()).ShouldBeDone().Json.GetProperty("repeated").GetBoolean().ShouldBeFalse();

        (await service.ReportAsync()).GetProperty("state").GetString().ShouldBe("running");
        await DaysAsync(1);
        teams.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_paused_report_rests_and_goes_on_with_the_next_slot_when_it_is_resumed()
    {
        await service.MakeAsync(teams);
        (await service.ChangeAsync(wish => wish["paused"] = true)).ShouldBeDone().Json.GetProperty("state").GetString().ShouldBe("paused");
        await DaysAsync(2);
        (await service.ChangeAsync()).ShouldBeDone();
        await service.TurnAsync();
        teams.Calls.ShouldBe(0);

        await DaysAsync(1);

        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Another_text_at_the_moment_it_is_due_loses_no_post_and_another_time_begins_anew()
    {
        await service.MakeAsync(teams);
        clock.Now += TimeSpan.FromHours(20) + TimeSpan.FromSeconds(20);
        (await service.ChangeAsync(wish => wish["audience"] = "Everybody")).ShouldBeDone();
        await service.TurnAsync();
        Words().ShouldHaveSingleItem().ShouldContain("Everybody");

        clock.Now += TimeSpan.FromDays(1);
        (await service.ChangeAsync(wish => wish["time"] = "08:00")).ShouldBeDone();
        await service.TurnAsync();
        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_and_two_programs_on_the_same_data_post_once()
    {
        await service.MakeAsync(teams);
        await service.DisposeAsync();
        clock.Now += TimeSpan.FromDays(3);
        service = await StartAsync();
        await using var other = await StartAsync();

        await Task.WhenAll(service.TurnAsync(), other.TurnAsync());

        // Each program looks by itself as well when it starts, and may have claimed the slot before, and be posting still.
        for (var i = 0; i < 400 && Words().Count == 0; i++)
        {
            await Task.Delay(25, Cancel);
        }

        Words().ShouldHaveSingleItem().ShouldContain("Posted late: it was due on 24 Nov 2026, 09:00 (Europe/Berlin).");
    }

    [Fact]
    public async Task The_keys_are_their_owners_alone_and_without_them_it_says_what_to_do()
    {
        await service.MakeAsync(teams);
        var files = Directory.GetFiles(Keys);
        files.ShouldNotBeEmpty();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in files)
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.GetUnixFileMode(Keys).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await service.DisposeAsync();
        Directory.Delete(Keys, recursive: true);
        service = await StartAsync();
        (await service.ReportAsync()).GetProperty("problem").GetProperty("code").GetString().ShouldBe("workflowLost");
        (await service.StoppedAsync()).ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("workflowLost");
        (await service.SendReportAsync()).ShouldBeProblem(409, "workflowLost").ShouldContain("Enter the workflow's address again.");

        (await service.ChangeAsync(wish => wish["address"] = teams.Address.AbsoluteUri)).ShouldBeDone().Json.GetProperty("state").GetString().ShouldBe("running");
        (await service.SendReportAsync()).ShouldBeDone();
    }

    [Fact]
    public async Task Without_a_report_no_keys_are_made()
    {
        await service.GetAsync(ReportCalls.Reports);
        await service.TurnAsync();

        Directory.Exists(Keys).ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_whose_lens_is_gone_stops_and_says_so_and_stops_no_other_one()
    {
        await service.MakeAsync(teams);
        var desk = (await service.Host.Opened).Reports;
        var kept = (await desk.Schedules.FindAsync("leads", Cancel))!;
        await desk.Schedules.WriteAsync("a-first", kept.Schedule with { Id = "a-first", Lens = "gone" }, null, Cancel);
        await desk.Schedules.WriteAsync("b-broken", kept.Schedule with { Id = "b-broken", Zone = "No/Where" }, null, Cancel);

        await DaysAsync(1);

        teams.Accepted.Count.ShouldBe(1);
        var reports = (await service.GetAsync(ReportCalls.Reports)).GetProperty("reports").EnumerateArray().ToArray();
        reports.Select(r => r.GetProperty("state").GetString()).ShouldBe(["stopped", "stopped", "running"]);
        reports[0].GetProperty("problem").GetProperty("code").GetString().ShouldBe("lensGone");
        (await service.StoppedAsync()).Select(f => f.GetProperty("items")[0].GetString()).ShouldBe(["a-first", "b-broken"]);
        reports[1].GetProperty("problem").GetProperty("text").GetString()!.ShouldContain("No/Where");
        (await service.CallAsync(HttpMethod.Get, $"{ReportCalls.Reports}/a-first/preview")).Answer.ShouldBeProblem(409, "lensGone");
        (await service.CallAsync(HttpMethod.Get, $"{ReportCalls.Reports}/b-broken/preview")).Answer.ShouldBeProblem(409, "reportUnusable");
    }

    [Fact]
    public async Task A_segment_that_changes_its_state_between_two_times_is_told_with_what_moved_it_and_the_report_says_it_again_over_its_period()
    {
        (await service.AimAsync("""{"publish":true,"targets":[{"segment":"enterprise","target":67},{"segment":"smb","target":33}]}""")).ShouldBeDone();
        await (await service.Host.Opened).History.KeepAsync(Cancel);
        var made = await service.MakeAsync(teams, wish => (wish["alerts"], wish["period"]) = (true, "week"));
        made.GetProperty("alerts").GetBoolean().ShouldBeTrue();
        made.GetProperty("period").GetString().ShouldBe("week");
        clock.Now += TimeSpan.FromHours(20);
        await service.TurnAsync();
        await service.TurnAsync();
        Words().ShouldHaveSingleItem().ShouldContain("No share moved by a tenth of a point between 2026-11-21 and 2026-11-22.");

        clock.Now += TimeSpan.FromHours(2);
        (await service.WriteAsync("A-2", (await service.EpicAsync("A-2")).GetProperty("revision").GetString()!, "k", ["enterprise"], ["smb"])).Status.ShouldBe(200);
        await service.TurnAsync();
        await service.TurnAsync();

        Words().Count.ShouldBe(2);
        Words()[1].ShouldContain("Drift alert");
        Words()[1].ShouldContain("2 segments changed state");
        Words()[1].ShouldContain("points since 2026-11-21: new tags");
        Words()[1].ShouldContain("https://segments.example.com/#/alignment?lens=");
        var slot = (await service.ReportAsync()).GetProperty("slots")[0];
        slot.GetProperty("alert").GetBoolean().ShouldBeTrue();
        slot.GetProperty("result").GetString().ShouldBe("accepted");

        clock.Now += TimeSpan.FromDays(1);
        await service.TurnAsync();
        Words()[2].ShouldContain("Since 21 Nov 2026: ");
        Words()[2].ShouldContain("What moved it most");
        Words()[2].ShouldContain("new tags");
        Words()[2].ShouldContain("The smallest change that mends it");
        Words()[2].ShouldContain("&from=2026-11-21&to=2026-11-23");
    }

    [Fact]
    public async Task A_report_without_alerts_tells_nothing_between_its_times()
    {
        await service.MakeAsync(teams);
        await DaysAsync(1);
        (await service.WriteAsync("A-2", (await service.EpicAsync("A-2")).GetProperty("revision").GetString()!, "k", ["enterprise"], ["smb"])).Status.ShouldBe(200);
        await service.TurnAsync();

        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_report_that_a_person_paused_is_no_finding()
    {
        await service.MakeAsync(teams, wish => wish["paused"] = true);
        Directory.Delete(Keys, recursive: true);
        await service.DisposeAsync();
        service = await StartAsync();

        (await service.StoppedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_whose_history_cannot_be_read_says_so_and_is_not_posted()
    {
        await service.MakeAsync(teams);
        using (var store = SqliteDocumentStore.Open(folder.File("data", "trackersegments.db")))
        {
            var partition = (await ((IDocumentStore)store).ListPartitionsAsync("report-schedules-", Cancel).ToListAsync(Cancel)).Single();
            await store.WriteAsync($"{partition.Replace("schedules", "slots", StringComparison.Ordinal)}-leads", [new("2026-01-01T0900", "no JSON", WriteCondition.Absent)], Cancel);
        }

        await DaysAsync(1);

        teams.Calls.ShouldBe(0);
        var report = await service.ReportAsync();
        report.GetProperty("problem").GetProperty("code").GetString().ShouldBe("historyLost");
        (await service.StoppedAsync()).ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("historyLost");
        (await service.CallAsync(HttpMethod.Delete, ReportCalls.Leads, match: report.GetProperty("version").GetString())).Answer.ShouldBeDone();
        (await service.StoppedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_report_leaves_nothing_and_another_one_of_the_same_name_begins_anew()
    {
        await service.MakeAsync(teams);
        await service.SendReportAsync();
        var version = (await service.ReportAsync()).GetProperty("version").GetString();
        (await service.CallAsync(HttpMethod.Delete, ReportCalls.Leads, match: "\"old\"")).Answer.ShouldBeProblem(409, "changedMeanwhile");

        (await service.CallAsync(HttpMethod.Delete, ReportCalls.Leads, match: version)).Answer.ShouldBeDone().Json.GetProperty("reports").GetArrayLength().ShouldBe(0);

        (await service.CallAsync(HttpMethod.Delete, ReportCalls.Leads, match: version)).Answer.ShouldBeProblem(404, "unknownReport");
        (await service.MakeAsync(teams)).GetProperty("slots").GetArrayLength().ShouldBe(0);
    }

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            clock.Now += TimeSpan.FromDays(1);
            await service.TurnAsync();
        }
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        folder.File("data"),
        Backlogs.Source(Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 30, "SMB"))),
        clock,
        guard: OutboundGuard.For($"http://{teams.Address.Authority}"));

    private IReadOnlyList<string> Words() => [.. teams.Accepted.Select(message => string.Join('\n', Cards.Texts(message)))];
}
