using TrackerSegments.Core;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>What is told between a report's slots: each change of a state once, whoever sees it and however often.</summary>
public sealed class DriftAlertTests : IAsyncLifetime
{
    private static readonly IReadOnlyDictionary<string, string> Why = new Dictionary<string, string>(StringComparer.Ordinal) { ["smb"] = "SMB rose by 32.0 points since 2026-11-21: new scope +32.0." };

    private readonly TemporaryFolder folder = new();
    private readonly HttpClock clock = new();
    private SqliteDocumentStore store = null!;
    private WorkflowSimulator teams = null!;
    private WorkflowPost post = null!;
    private WorkflowAddress address = null!;
    private decimal smb = Under;

    private const decimal Under = 18;
    private const decimal On = 82;
    private const decimal Over = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every day at 9 in Berlin; the clock stands at Saturday, 21 November 2026, 13 o'clock there.</summary>
    private static ReportSchedule Daily { get; } = new(
        "daily", new(Enum.GetValues<DayOfWeek>(), new(9, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), ReportWhen.Always, MadeReports.AsOf)
    {
        HasAlerts = true,
    };

    public async ValueTask InitializeAsync()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        teams = await WorkflowSimulator.StartAsync(Cancel);
        var guard = OutboundGuard.For($"http://{teams.Address.Authority}");
        post = new(guard, clock, perTry: TimeSpan.FromSeconds(5));
        address = WorkflowAddress.Parse(teams.Address.AbsoluteUri, guard);
    }

    public async ValueTask DisposeAsync()
    {
        post.Dispose();
        await teams.DisposeAsync();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_segment_that_changes_its_state_between_two_reports_is_told_once_with_what_moved_it()
    {
        await ReportAsync();
        (await AlertAsync()).ShouldBeFalse("Nothing has changed since the report.");
        smb = Over;

        (await AlertAsync()).ShouldBeTrue();
        (await AlertAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(1));
        (await AlertAsync()).ShouldBeFalse();

        var words = Alerts().ShouldHaveSingleItem();
        words.ShouldContain("3 segments changed state");
        words.ShouldContain(": under → ");
        words.ShouldContain("over");
        words.ShouldContain(", 83.0 % against a target of 50 %");
        words.ShouldContain("SMB rose by 32.0 points since 2026-11-21: new scope +32.0.");
        words.ShouldContain("2026-11-22 08:00 UTC");
    }

    [Fact]
    public async Task Before_the_first_report_there_is_nothing_to_compare_with()
    {
        (await AlertAsync()).ShouldBeFalse();
        smb = Over;
        (await AlertAsync()).ShouldBeFalse();

        teams.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task What_the_next_report_says_is_not_told_again()
    {
        await ReportAsync();
        smb = Over;
        await ReportAsync();

        (await AlertAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_who_see_the_same_change_one_tells_it()
    {
        await ReportAsync();
        smb = Over;

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AlertAsync, Cancel)));

        told.Count(did => did).ShouldBe(1);
        Alerts().Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_dies_while_it_tells_leaves_an_alert_that_nobody_tells_again()
    {
        await ReportAsync();
        smb = Over;
        await Should.ThrowAsync<InvalidOperationException>(() => AlertAsync(Daily, _ => throw new InvalidOperationException()));

        (await AlertAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(15));
        (await AlertAsync()).ShouldBeFalse();

        Alerts().ShouldBeEmpty();
        await ReportAsync();
        Words().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_may_have_been_told_is_not_told_again()
    {
        await ReportAsync();
        smb = Over;
        teams.Plan(WorkflowFault.Dropped);

        (await AlertAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(15));
        (await AlertAsync()).ShouldBeFalse();

        Alerts().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_state_that_goes_back_and_forth_is_told_once_a_day_and_the_next_day_as_it_is_then()
    {
        await ReportAsync();
        foreach (var next in (decimal[])[Over, Under, Over, Under])
        {
            smb = next;
            await AlertAsync();
            clock.Advance(TimeSpan.FromMinutes(30));
        }

        Alerts().Count.ShouldBe(1);

        // The next morning before the report; readers were last told that it is over.
        clock.Advance(TimeSpan.FromHours(14));
        (await AlertAsync()).ShouldBeTrue();
        Alerts().Count.ShouldBe(2);
        Alerts()[1].ShouldContain(": over → ");
    }

    [Fact]
    public async Task One_segment_that_was_told_of_keeps_no_other_one_from_being_told()
    {
        var (enterprise, tail) = (50m, 0m);
        AlignmentReport Now() => MadeReports.Of(
            [("Enterprise", 50), ("Mid-market", 30), ("SMB", 20)],
            [MadeReports.Epic("A-1", enterprise, "Enterprise"), MadeReports.Epic("A-2", 30, "Mid-market"), MadeReports.Epic("A-3", 20 + tail, "SMB")],
            asOf: clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(20));
        await new ReportTurn(store, post, clock).RunAsync(Daily, address, Now, Cancel);
        enterprise = 40;
        (await AlertAsync(Daily, report: Now())).ShouldBeTrue();
        tail = 6;
        (await AlertAsync(Daily, report: Now())).ShouldBeTrue();

        Alerts().Select(words => words.Split('\n').First(line => line.Contains(" went from ", StringComparison.Ordinal)))
            .ShouldBe(["Enterprise went from on target to under", "SMB went from on target to over"]);
    }

    [Fact]
    public async Task A_workflow_that_has_no_time_is_asked_again_when_it_says_and_told_what_is_so_then()
    {
        await ReportAsync();
        smb = Over;
        teams.Plan(WorkflowFault.TooMany(600));
        (await AlertAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(9));
        (await AlertAsync()).ShouldBeFalse();
        smb = On;
        clock.Advance(TimeSpan.FromMinutes(1));
        (await AlertAsync()).ShouldBeTrue();
        (await AlertAsync()).ShouldBeFalse();

        Alerts().ShouldHaveSingleItem().ShouldNotContain("83.0 %");
    }

    [Fact]
    public async Task What_is_no_longer_so_when_it_is_tried_again_is_not_told()
    {
        await ReportAsync();
        smb = Over;
        teams.Plan(WorkflowFault.TooMany(600));
        await AlertAsync();
        smb = Under;
        clock.Advance(TimeSpan.FromMinutes(10));

        (await AlertAsync()).ShouldBeFalse();

        Alerts().ShouldBeEmpty();
        var last = (await new ReportSlots(store, Daily, clock).ReadAsync(Cancel)).Slots[^1];
        last.IsSkipped.ShouldBeTrue();
        last.NextTry.ShouldBeNull();
    }

    [Fact]
    public async Task Refusals_of_alerts_and_reports_in_a_row_stop_both_and_a_refused_change_is_not_tried_again()
    {
        await ReportAsync();
        teams.IsOn = false;
        smb = Over;
        (await AlertAsync()).ShouldBeTrue();
        (await AlertAsync()).ShouldBeFalse();
        await ReportAsync();
        await ReportAsync();
        teams.IsOn = true;
        smb = Under;

        (await AlertAsync()).ShouldBeFalse();
        await ReportAsync();

        Words().Count.ShouldBe(1);
        (await new ReportSlots(store, Daily, clock).ReadAsync(Cancel)).IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task Figures_that_are_old_tell_nothing()
    {
        await ReportAsync();
        smb = Over;
        var report = Now();
        clock.Advance(DriftAlert.OldestData + TimeSpan.FromSeconds(1));

        (await AlertAsync(Daily, report: report)).ShouldBeFalse();
        (await AlertAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_paused_report_and_figures_that_are_counted_otherwise_tell_nothing()
    {
        await ReportAsync();
        smb = Over;

        (await AlertAsync(Daily with { IsPaused = true })).ShouldBeFalse();
        var other = MadeReports.Of([("Enterprise", 30), ("SMB", 70)], [MadeReports.Epic("A-1", 100, "Enterprise")], asOf: clock.GetUtcNow(), field: "Region");
        (await AlertAsync(Daily, report: other)).ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_report_is_being_posted_nothing_is_told_beside_it()
    {
        await ReportAsync();
        clock.Advance(TimeSpan.FromDays(1));
        (await new ReportSlots(store, Daily, clock).TryClaimAsync(Cancel)).ShouldNotBeNull();
        smb = Over;

        (await AlertAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(10));
        (await AlertAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_alert_keeps_a_person_from_nothing_and_is_not_what_the_next_report_is_compared_with()
    {
        await ReportAsync();
        smb = Over;
        await AlertAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        (await new ReportTurn(store, post, clock).SendAsync(Daily, address, Now, Cancel)).IsRepeated.ShouldBeFalse();

        Words()[^1].ShouldContain("SMB went from under to over");
    }

    [Fact]
    public async Task What_was_told_long_ago_is_still_told_when_old_slots_are_dropped()
    {
        await ReportAsync();
        smb = Over;
        await AlertAsync();
        for (var day = 0; day < 40; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            var slots = new ReportSlots(store, Daily, clock);
            await slots.SkipAsync((await slots.TryClaimAsync(Cancel))!, "Nothing was posted.", Cancel);
            await slots.PruneAsync(Cancel);
        }

        (await AlertAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_alert_of_500_segments_is_small_and_counts_what_it_leaves_out()
    {
        var names = Enumerable.Range(0, 500).Select(i => string.Concat(Enumerable.Repeat("𝔖", 200)) + i).ToArray();
        AlignmentReport Of(Func<int, decimal> points) => MadeReports.Of(
            [.. names.Select(name => (name, (decimal?)0.2m))], [.. names.Select((name, i) => MadeReports.Epic($"T-{i}", points(i), name))], asOf: clock.GetUtcNow());
        var changes = Enumerable.Range(0, 500).Select(i => new DriftChange(i, "on", "over")).ToArray();
        var report = Of(i => 1 + (i % 7));
        var why = report.Document.Segments.ToDictionary(s => s.Key, s => $"{s.Name} rose by 1.0 points.", StringComparer.Ordinal);

        var message = TeamsMessage.Of(room => AlertCard.Of(report, changes, why, new() { Links = Cards.Links, Audience = new string('x', 5_000) }, room));

        message.Length.ShouldBeInRange(TeamsMessage.MostBytes / 4, TeamsMessage.MostBytes);
        System.Text.Encoding.UTF8.GetString(message).ShouldContain("more segments changed their states, not all of it fits a card");
    }

    private AlignmentReport Now() => MadeReports.Usual(smb, clock.GetUtcNow());

    /// <summary>The report of the next day.</summary>
    private async Task ReportAsync()
    {
        var next = Daily.Times.Next(clock.GetUtcNow());
        clock.Advance(next.At - clock.GetUtcNow());
        await new ReportTurn(store, post, clock).RunAsync(Daily, address, Now, Cancel);
    }

    private Task<bool> AlertAsync() => AlertAsync(Daily);

    private Task<bool> AlertAsync(ReportSchedule schedule, Func<DateTimeOffset, Task<IReadOnlyDictionary<string, string>>>? explain = null, AlignmentReport? report = null) =>
        new DriftAlert(store, post, clock).RunAsync(schedule, address, report ?? Now(), (report ?? Now()).Document.AsOf, () => Task.FromResult(true), explain ?? (_ => Task.FromResult(Why)), Cancel);

    private IReadOnlyList<string> Words() => [.. teams.Accepted.Select(message => string.Join('\n', Cards.Texts(message)))];

    private IReadOnlyList<string> Alerts() => [.. Words().Where(words => words.Contains("Drift alert", StringComparison.Ordinal))];
}
