using TrackerSegments.Core;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

public sealed class ReportTurnTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClock clock = new();
    private SqliteDocumentStore store = null!;
    private WorkflowSimulator teams = null!;
    private WorkflowPost post = null!;
    private WorkflowAddress address = null!;
    private AlignmentReport current = MadeReports.Usual();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every day at 9 in Berlin; the clock stands at Saturday, 21 November 2026, 13 o'clock there.</summary>
    private static ReportSchedule Daily { get; } = new(
        "daily", new(Enum.GetValues<DayOfWeek>(), new(9, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), ReportWhen.Always, MadeReports.AsOf);

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
    public async Task A_report_is_posted_at_its_time_and_not_before_and_once()
    {
        (await RunAsync()).ShouldBeFalse("What was due before there was a schedule is not posted.");
        clock.Advance(TimeSpan.FromHours(20) - TimeSpan.FromSeconds(1));
        (await RunAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await RunAsync()).ShouldBeTrue();
        (await RunAsync()).ShouldBeFalse();

        Words().ShouldHaveSingleItem().ShouldNotContain("late");
    }

    [Fact]
    public async Task Many_workers_at_the_same_slot_post_once()
    {
        clock.Advance(TimeSpan.FromHours(20));

        var posted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(), Cancel)));

        posted.Count(did => did).ShouldBe(1);
        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_that_dies_after_its_claim_leaves_a_slot_that_nobody_posts_again()
    {
        clock.Advance(TimeSpan.FromHours(20));
        await Should.ThrowAsync<InvalidOperationException>(() => new ReportTurn(store, post, clock).RunAsync(Daily, address, () => throw new InvalidOperationException(), Cancel));

        (await RunAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBeTrue();

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Slots_that_were_missed_give_one_post_that_says_it_is_late()
    {
        clock.Advance(TimeSpan.FromDays(10));

        (await RunAsync()).ShouldBeTrue();
        (await RunAsync()).ShouldBeFalse();

        Words().ShouldHaveSingleItem().ShouldContain("Posted late: it was due on 1 Dec 2026, 09:00 (Europe/Berlin).");
    }

    [Theory]
    [InlineData(2026, 3, 28)]
    [InlineData(2026, 10, 24)]
    public async Task Where_clocks_change_each_day_has_one_post(int year, int month, int day)
    {
        var start = new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero);
        clock.Advance(start - clock.GetUtcNow());
        var schedule = Daily with { Times = Daily.Times with { At = new(2, 30) }, Since = start };
        for (var quarters = 0; quarters < 3 * 24 * 4; quarters++)
        {
            await RunAsync(schedule);
            clock.Advance(TimeSpan.FromMinutes(15));
        }

        teams.Accepted.Count.ShouldBe(3);
        Words().ShouldAllBe(words => !words.Contains("late"));
    }

    [Fact]
    public async Task A_workflow_that_has_no_time_is_asked_again_when_it_says_and_posts_once()
    {
        clock.Advance(TimeSpan.FromHours(20));
        teams.Plan(WorkflowFault.TooMany(600));
        (await RunAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(9));
        (await RunAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await RunAsync()).ShouldBeTrue();
        (await RunAsync()).ShouldBeFalse();

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_may_have_been_posted_is_not_posted_again()
    {
        clock.Advance(TimeSpan.FromHours(20));
        teams.Plan(WorkflowFault.Dropped);

        (await RunAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(5));
        (await RunAsync()).ShouldBeFalse();

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Three_refusals_in_a_row_stop_it_until_a_person_changes_something()
    {
        teams.IsOn = false;
        for (var day = 0; day < 5; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await RunAsync();
        }

        teams.Calls.ShouldBe(3);
        var history = await new ReportSlots(store, Daily, clock).ReadAsync(Cancel);
        history.IsStopped.ShouldBeTrue();
        history.LastText.ShouldBe(PostAnswers.Of(404, null).Text);

        teams.IsOn = true;
        var changed = Daily with { Since = clock.GetUtcNow() };
        clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync(changed)).ShouldBeTrue();
        (await new ReportSlots(store, changed, clock).ReadAsync(Cancel)).ShouldSatisfyAllConditions(
            after => after.IsStopped.ShouldBeFalse(), after => after.LastAccepted.ShouldBe(clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_report_of_changes_is_silent_while_there_are_none_and_says_what_they_are()
    {
        var schedule = Daily with { When = ReportWhen.Changed };
        await NextDayAsync(schedule);
        await NextDayAsync(schedule);
        teams.Accepted.Count.ShouldBe(1);

        current = MadeReports.Usual(smb: 40);
        await NextDayAsync(schedule);

        teams.Accepted.Count.ShouldBe(2);
        Words()[^1].ShouldContain("Since 21 Nov 2026: index +");
    }

    [Fact]
    public async Task A_report_of_drift_comes_when_a_segment_changes_its_state()
    {
        var schedule = Daily with { When = ReportWhen.Drifted };
        await NextDayAsync(schedule);
        current = MadeReports.Usual(smb: 19);
        await NextDayAsync(schedule);
        teams.Accepted.Count.ShouldBe(1);

        current = MadeReports.Usual(smb: 90);
        await NextDayAsync(schedule);

        teams.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_posted_of_another_lens_is_nothing_to_compare_with()
    {
        await NextDayAsync(Daily);
        current = MadeReports.Of([("North", 50), ("South", 50)], [MadeReports.Epic("A-1", 5, "North")], field: "Region");
        await NextDayAsync(Daily);

        Words()[^1].ShouldNotContain("Since ");
    }

    [Fact]
    public async Task Slots_of_long_ago_are_dropped_but_for_the_post_to_compare_with()
    {
        var schedule = Daily with { When = ReportWhen.Drifted };
        await NextDayAsync(schedule);
        for (var day = 0; day < 50; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            teams.Plan(new WorkflowFault(404));
            await RunAsync(Daily with { Since = clock.GetUtcNow() - TimeSpan.FromDays(1) });
        }

        var history = await new ReportSlots(store, schedule, clock).ReadAsync(Cancel);
        history.Slots.Count.ShouldBe(31);
        history.LastPosted.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_clock_that_shows_a_time_twice_lets_a_person_send_in_both_hours()
    {
        clock.Advance(new DateTimeOffset(2027, 10, 31, 0, 30, 0, TimeSpan.Zero) - clock.GetUtcNow());
        var schedule = Daily with { Since = clock.GetUtcNow() };
        (await SendAsync(schedule)).IsRepeated.ShouldBeFalse();
        (await SendAsync(schedule)).IsRepeated.ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(1));
        (await SendAsync(schedule)).IsRepeated.ShouldBeFalse();
        (await SendAsync(schedule)).IsRepeated.ShouldBeTrue();

        teams.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_may_have_been_posted_by_hand_is_not_posted_again_within_a_minute()
    {
        teams.Plan(WorkflowFault.Dropped);

        (await SendAsync(Daily)).Record!.Result.ShouldBe(PostResult.Unknown);
        (await SendAsync(Daily)).IsRepeated.ShouldBeTrue();

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_workflow_that_has_no_time_for_a_person_is_asked_again_for_the_slot_that_was_due_and_for_nothing_else()
    {
        clock.Advance(TimeSpan.FromHours(20) + TimeSpan.FromMinutes(5));
        teams.Plan(WorkflowFault.TooMany(600));
        (await SendAsync(Daily)).Record.ShouldSatisfyAllConditions(r => r!.Result.ShouldBe(PostResult.Later), r => r!.NextTry.ShouldBeNull());
        (await RunAsync()).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(10));

        (await RunAsync()).ShouldBeTrue();
        (await RunAsync()).ShouldBeFalse();

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_paused_report_is_not_posted()
    {
        clock.Advance(TimeSpan.FromDays(1));

        (await RunAsync(Daily with { IsPaused = true })).ShouldBeFalse();
    }

    private async Task NextDayAsync(ReportSchedule schedule)
    {
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(schedule);
    }

    private Task<(SlotRecord? Record, bool IsRepeated)> SendAsync(ReportSchedule schedule) => new ReportTurn(store, post, clock).SendAsync(schedule, address, () => current, Cancel);

    private Task<bool> RunAsync(ReportSchedule? schedule = null) => new ReportTurn(store, post, clock).RunAsync(schedule ?? Daily, address, () => current, Cancel);

    private IReadOnlyList<string> Words() => [.. teams.Accepted.Select(message => string.Join('\n', Cards.Texts(message)))];
}
