using System.Net;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Functions;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Functions;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>A report shows what its executor may see in the tracker that vouched for them, and stops where that is not so any more.</summary>
public sealed class ExecutorSightTests : IAsyncLifetime
{
    private const string Tenant = "one";

    private static readonly ReportExecutor Ada = ReportExecutor.Of(new(Tenant, "api-keys", $"{Tenant} {Role.Strategist}", "Ada", Role.Strategist) { Tracker = TrackerKinds.Jira });

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private readonly FunctionsHost host = new(Repository.App);
    private readonly MadeTracker tracker = new("A");
    private readonly List<string> asked = [];
    private AccountSight sight = new([], null);
    private TrackerProblem? problem;
    private SqliteDocumentStore store = null!;
    private WorkflowSimulator teams = null!;
    private HostedRun handler = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TenantStore Own => new(store, Tenant);

    public async ValueTask InitializeAsync()
    {
        tracker.Add("A-1", "Epic", null, 8, "Enterprise");
        tracker.Add("A-2", "Epic", null, 2, "SMB");
        tracker.Sight = account =>
        {
            asked.Add(account);
            return problem is null ? sight : throw new TrackerException(problem);
        };
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        teams = await WorkflowSimulator.StartAsync(Cancel);
        handler = await HostedRun.StartAsync(new SharedStore(store), _ => tracker, clock, guard: OutboundGuard.For($"http://{teams.Address.Authority}"));
        host.Handler = handler.Address;
        await host.WaitUntilReadyAsync(Cancel);
        await handler.ConnectAsync(Tenant, "A");
        await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await handler.DisposeAsync();
        await teams.DisposeAsync();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_report_whose_executor_may_not_see_a_project_any_more_stops_says_so_and_goes_on_when_they_may_again()
    {
        await SaveAsync(Ada);
        asked.ShouldBeEmpty("It is asked before a post alone.");
        sight = new(["FW", "AP"], null);
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync();
        await TickAsync();

        teams.Calls.ShouldBe(0);
        asked.ShouldBe(["one Strategist"], "What was told a moment ago is not asked again.");
        var report = await ReportAsync();
        report.GetProperty("state").GetString().ShouldBe("stopped");
        report.GetProperty("problem").GetProperty("code").GetString().ShouldBe("executorMayNotSee");
        report.GetProperty("problem").GetProperty("text").GetString()
            .ShouldBe("Ada, with whose rights the report runs, may not see FW and AP in the tracker, so it is not posted.");
        (await GetAsync("/api/findings")).GetRawText().ShouldContain("may not see FW and AP");

        sight = new([], null);
        clock.Now += TimeSpan.FromMinutes(30);
        await TickAsync();

        string.Join('\n', Cards.Texts(teams.Accepted.ShouldHaveSingleItem())).ShouldContain("Posted late");
        (await ReportAsync()).GetProperty("state").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task Another_person_who_saves_it_lets_it_go_on()
    {
        await SaveAsync(Ada);
        sight = new(["A"], null);
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync();
        await SaveAsync(ReportExecutor.Of(new(Tenant, "api-keys", $"{Tenant} {Role.Admin}", "Ben", Role.Admin)));
        clock.Now += TimeSpan.FromDays(1);
        await TickAsync();

        teams.Calls.ShouldBe(1);
        asked.Count.ShouldBe(1, "Of somebody whom no tracker vouched for, none can be asked.");
        (await ReportAsync()).GetProperty("state").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task What_the_tracker_does_not_tell_is_said_and_the_report_is_posted()
    {
        await SaveAsync(Ada);
        sight = new([], "Jira tells that to administrators alone.");
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync();

        teams.Calls.ShouldBe(1);
        var report = await ReportAsync();
        report.GetProperty("state").GetString().ShouldBe("running");
        report.GetProperty("rightsNote").GetString().ShouldBe("Whether Ada may still see all that the report shows is not known. Jira tells that to administrators alone.");
    }

    [Fact]
    public async Task While_the_tracker_cannot_be_asked_nothing_is_posted_and_then_it_is_late()
    {
        await SaveAsync(Ada);
        problem = new("trackerDown", "jira.example is not available right now.", Blame.Tracker) { IsPassing = true };
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync();

        teams.Calls.ShouldBe(0);
        var report = await ReportAsync();
        report.GetProperty("problem").GetProperty("code").GetString().ShouldBe("executorNotAsked");
        report.GetProperty("problem").GetProperty("text").GetString()!.ShouldEndWith("so it is not posted. jira.example is not available right now.");

        problem = null;
        clock.Now += TimeSpan.FromMinutes(2);
        await TickAsync();
        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_state_is_told_to_nobody_with_the_rights_of_somebody_who_may_not_see_it()
    {
        using (var use = await handler.Workspaces.EnterAsync(Tenant, Cancel))
        {
            var lens = use!.Open.Workspace.Settings.Lenses[0];
            await TextAsync(HttpMethod.Put, $"/api/strategy/{lens.Key}", $$"""{"publish":true,"targets":[{"segment":"enterprise","target":80},{"segment":"smb","target":20}]}""");
        }

        await SaveAsync(Ada);
        clock.Now += TimeSpan.FromHours(20);
        await ReadAsync();
        await TickAsync();
        teams.Calls.ShouldBe(1);
        asked.Clear();
        sight = new(["A"], null);
        tracker.Tag("A-1", "SMB");
        clock.Now += TimeSpan.FromMinutes(20);
        await ReadAsync();
        await TickAsync();

        teams.Calls.ShouldBe(1);
        asked.Count.ShouldBe(1);

        sight = new([], null);
        clock.Now += TimeSpan.FromMinutes(20);
        await ReadAsync();
        await TickAsync();
        teams.Calls.ShouldBe(2);
        string.Join('\n', Cards.Texts(teams.Accepted[^1])).ShouldContain("Drift alert");
    }

    [Fact]
    public async Task What_is_kept_of_it_and_cannot_be_read_is_asked_anew()
    {
        await SaveAsync(Ada);
        clock.Now += TimeSpan.FromHours(20);
        await TickAsync();
        (await Own.FindAsync("report-sight-own", "leads", Cancel)).ShouldNotBeNull();
        await Own.WriteAsync("report-sight-own", [new("leads", """{"tracker":""", WriteCondition.Any)], Cancel);

        (await ReportAsync()).GetProperty("state").GetString().ShouldBe("running");
        clock.Now += TimeSpan.FromDays(1);
        await TickAsync();
        teams.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_workspace_is_opened_for_alerts_where_figures_changed_and_else_every_quarter_of_an_hour()
    {
        await SaveAsync(Ada);
        var due = new DueReports(Own, Tenant, handler.Parts.Reports, clock);
        (await due.FindAsync(Cancel)).ShouldNotBeNull("Nobody has looked yet.");
        await TickAsync();
        (await due.FindAsync(Cancel)).ShouldBeNull();
        clock.Now += TimeSpan.FromMinutes(10);
        await ReadAsync();
        (await due.FindAsync(Cancel)).ShouldBeNull("A reading that finds nothing new changes no figure.");

        tracker.Tag("A-1", "SMB");
        clock.Now += TimeSpan.FromMinutes(6);
        await ReadAsync();
        (await due.FindAsync(Cancel)).ShouldNotBeNull();
        await TickAsync();
        (await due.FindAsync(Cancel)).ShouldBeNull();

        clock.Now += TimeSpan.FromMinutes(16);
        (await due.FindAsync(Cancel)).ShouldNotBeNull();

        await SaveAsync(Ada, alerts: false);
        (await due.FindAsync(Cancel)).ShouldBeNull("Nobody wants to be told, and no slot is due.");
        clock.Now += TimeSpan.FromDays(1);
        (await due.FindAsync(Cancel)).ShouldNotBeNull();
    }

    /// <summary>Saves the report as somebody whose token the tracker made out.</summary>
    private async Task SaveAsync(ReportExecutor executor, bool alerts = true)
    {
        using var use = (await handler.Workspaces.EnterAsync(Tenant, Cancel)).ShouldNotBeNull();
        var open = use.Open;
        var before = await open.Reports.Schedules.FindAsync("leads", Cancel);
        var wish = JsonSerializer.Deserialize(ReportCalls.Wish(before is null ? teams : null, w => w["alerts"] = alerts).ToJsonString(), ApiJson.Default.ScheduleWish)!;
        (await new ScheduleEditor(open.Reports).PutAsync(
            "leads", wish, before is null ? null : [before.Tag], await open.Schemes.ReadAsync(Cancel), executor, Cancel)).Refusal.ShouldBeNull();
    }

    private async Task ReadAsync()
    {
        (await host.TickAsync("sync-tick", Cancel)).ShouldBeTrue();
        await host.DrainAsync(Cancel);
        clock.Now += TimeSpan.FromSeconds(2);
    }

    private async Task TickAsync() => (await host.TickAsync("report-tick", Cancel)).ShouldBeTrue();

    private async Task<JsonElement> ReportAsync() => (await GetAsync(ReportCalls.Reports)).GetProperty("reports").EnumerateArray().Single();

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await TextAsync(HttpMethod.Get, path));

    private async Task<string> TextAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", HostedRun.KeyOf(Tenant, Role.Admin));
        if (json is not null)
        {
            using var before = await host.ForwardAsync(new(HttpMethod.Get, path) { Headers = { Authorization = request.Headers.Authorization } }, Cancel);
            request.Headers.IfMatch.Add(before.Headers.ETag.ShouldNotBeNull());
        }

        using var answer = await host.ForwardAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }
}
