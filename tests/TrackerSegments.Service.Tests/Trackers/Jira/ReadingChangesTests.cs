using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class ReadingChangesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JiraKind.Cloud, "Pacific/Pago_Pago")]
    [InlineData(JiraKind.Cloud, "Etc/UTC")]
    [InlineData(JiraKind.Cloud, "Pacific/Kiritimati")]
    [InlineData(JiraKind.DataCenter, "Pacific/Pago_Pago")]
    [InlineData(JiraKind.DataCenter, "Pacific/Kiritimati")]
    public async Task What_changed_is_found_whatever_the_accounts_time_zone(JiraKind kind, string zone)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind }, timeZone: zone);
        var copy = await ReadAsync(fixture);

        fixture.Clock.Advance(TimeSpan.FromHours(5));
        fixture.Data.Edit("FW-1", ReadingFixture.Segment, "Mid-market");
        fixture.Data.Edit("AP-1", "Summary", "Renamed");
        await copy.SyncAsync();

        copy.ShouldEqual(fixture.Data);
        copy["FW-1"].ValuesOf(ReadingFixture.Segment).ShouldBe(["Mid-market"]);
        copy["AP-1"].Title.ShouldBe("Renamed");
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task New_items_come_and_items_that_moved_away_go_with_all_below_them(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        var copy = await ReadAsync(fixture);

        fixture.Clock.Advance(TimeSpan.FromMinutes(30));
        fixture.Data.AddIssue("FW", "Epic", "New");
        fixture.Data.AddIssue("FW", "Story", "Below new", "FW-6");
        fixture.Data.AddIssue("FW", "Story", "Below old", "FW-4");
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);

        fixture.Clock.Advance(TimeSpan.FromMinutes(30));
        fixture.Data.Move("FW-1", "AP");
        await copy.SyncAsync();
        copy.Keys.ShouldNotContain(key => key == "FW-2");
        copy.Keys.ShouldNotContain(key => key == "FW-3");
        copy.ShouldEqual(fixture.Data);
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task An_epic_that_moves_into_the_project_brings_what_hangs_below_it(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        var copy = await ReadAsync(fixture);
        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Move("AP-2", "FW");
        await copy.SyncAsync();
        copy.Keys.ShouldContain(key => key == "AP-3");
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_child_that_changes_its_parent_stays_or_goes()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var copy = await ReadAsync(fixture);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Edit("FW-2", "Parent", "FW-4");
        await copy.SyncAsync();
        copy["FW-2"].ParentKey.ShouldBe("FW-4");
        copy.ShouldEqual(fixture.Data);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Edit("FW-2", "Parent", "AP-2");
        await copy.SyncAsync();
        copy.Keys.ShouldBe(["AP-1", "FW-1", "FW-4"]);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Edit("FW-2", "Parent", "FW-1");
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task An_epic_that_the_query_no_longer_finds_goes_and_comes_again()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Query = "status != Done" });
        var copy = await ReadAsync(fixture);
        copy.Keys.Count().ShouldBe(5);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Edit("FW-1", "Status", "Done");
        await copy.SyncAsync();
        copy.Keys.ShouldBe(["FW-4"]);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        fixture.Data.Edit("FW-1", "Status", "To Do");
        await copy.SyncAsync();
        copy.Keys.Count().ShouldBe(5);
    }

    [Fact]
    public async Task A_search_that_lags_two_minutes_loses_nothing()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { SearchLag = TimeSpan.FromMinutes(2) });
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var copy = await ReadAsync(fixture);
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            fixture.Clock.Advance(TimeSpan.FromSeconds(random.Next(5, 90)));
            fixture.Data.Edit(round % 2 == 0 ? "FW-1" : "FW-2", "Summary", $"Round {round}");
            if (round % 5 == 0)
            {
                fixture.Data.AddIssue("FW", "Story", $"New {round}", "FW-4");
            }

            await copy.SyncAsync();
        }

        fixture.Clock.Advance(TimeSpan.FromMinutes(3));
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public async Task Clocks_that_differ_by_minutes_lose_nothing(int minutes)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { ClockSkew = TimeSpan.FromMinutes(minutes) });
        var copy = await ReadAsync(fixture);
        for (var round = 0; round < 6; round++)
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
            fixture.Data.Edit("FW-1", "Summary", $"Round {round}");
            await copy.SyncAsync();
            copy.ShouldEqual(fixture.Data);
        }
    }

    [Fact]
    public async Task Fifty_changes_take_at_most_five_calls()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Query = "status != Done" });
        ReadingFullTests.Grow(fixture.Data, 600, epics: 200);
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        var copy = await ReadAsync(fixture);
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var issue in fixture.Data.Issues.Where(issue => issue.Project.Key == "FW").Where((_, i) => i % 9 == 0).Take(45).ToList())
        {
            fixture.Data.Edit(issue.Key, "Summary", $"{issue.Summary}, changed");
        }

        for (var i = 0; i < 5; i++)
        {
            fixture.Data.AddIssue("FW", "Story", $"New {i}", "FW-4");
        }

        fixture.Jira.ForgetRequests();
        await copy.SyncAsync();
        fixture.Jira.Requests.Count.ShouldBeLessThanOrEqualTo(5, string.Join("; ", fixture.Jira.Requests));
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task Scopes_that_are_read_one_after_the_other_share_one_look_at_the_changes()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Projects = ["FW", "AP"] });
        var (one, two) = (await ReadAsync(fixture), await ReadAsync(fixture, "AP"));
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        fixture.Data.Edit("FW-1", "Summary", "Changed");
        fixture.Data.Edit("AP-2", "Summary", "Changed too");
        fixture.Jira.ForgetRequests();
        await one.SyncAsync();
        await two.SyncAsync();
        fixture.Jira.Requests.Count.ShouldBe(2);
        one.ShouldEqual(fixture.Data);
        two.ShouldEqual(fixture.Data);

        fixture.Data.Edit("FW-1", "Summary", "Changed again");
        await one.SyncAsync();
        one.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_cursor_of_a_reading_that_wanted_something_else_reads_everything_anew()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var copy = await ReadAsync(fixture);
        fixture.Reconnect(settings => settings with { Query = "summary ~ Two" });
        await fixture.Tracker.ConnectAsync(Cancel);
        var pages = new List<ItemPage>();
        await foreach (var page in fixture.Tracker.ReadAsync(new(fixture.Scope(), copy.Cursor, _ => true, copy.Items.ContainsKey), Cancel))
        {
            pages.Add(page);
        }

        pages.SelectMany(page => page.Items).Select(item => item.Key).ShouldBe(["FW-4"]);
    }

    [Fact]
    public async Task A_cursor_of_a_clock_that_has_been_set_back_since_is_refused()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var copy = await ReadAsync(fixture);
        await copy.SyncAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(-1));

        await Should.ThrowAsync<CursorRefusedException>(() => copy.SyncAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not a cursor")]
    [InlineData("""{"reading":"changes","since":"2999-01-01T00:00:00+00:00","wanted":"x"}""")]
    public async Task A_cursor_that_is_not_understood_reads_everything(string cursor)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var copy = new ReadingCopy(fixture.Tracker) { Cursor = cursor };
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_changes_reading_broken_off_at_any_call_goes_on_to_the_same_end()
    {
        for (var n = 1; ; n++)
        {
            await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Query = "status != Done" });
            ReadingFullTests.Grow(fixture.Data, 200, epics: 20);
            var copy = await ReadAsync(fixture);
            fixture.Clock.Advance(TimeSpan.FromHours(1));
            fixture.Data.Move("FW-1", "AP");
            fixture.Data.Move("AP-2", "FW");
            fixture.Data.Edit("FW-4", "Summary", "Changed");
            var before = fixture.Jira.Requests.Count;
            fixture.Jira.Faults.AtCall(before + n, JiraFault.Status(402));
            try
            {
                await copy.SyncAsync();
                copy.ShouldEqual(fixture.Data);
                n.ShouldBeGreaterThan(3);
                return;
            }
            catch (TrackerException)
            {
                await copy.SyncAsync();
                copy.ShouldEqual(fixture.Data);
            }
        }
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task Single_issues_are_found_as_they_are_now_or_said_to_be_gone(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind, SearchLag = TimeSpan.FromMinutes(2) });
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var copy = await ReadAsync(fixture);
        var deleted = copy["FW-3"].Id!;
        var foreign = fixture.Data.Issue("AP-2").Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        fixture.Data.Delete("FW-3");
        fixture.Data.Edit("FW-1", ReadingFixture.Segment, "Mid-market");
        fixture.Data.AddIssue("FW", "Epic", "New");
        var made = fixture.Data.Issue("FW-6").Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var page = await fixture.Tracker.FindAsync(fixture.Scope(), [deleted, foreign, copy["FW-1"].Id!, made], copy.Items.ContainsKey, Cancel);

        page.Items.Select(item => item.Key).ShouldBe(["FW-1", "FW-6"], ignoreOrder: true);
        page.Gone.ShouldBe([deleted, foreign], ignoreOrder: true);
        copy.Keep(page);
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task An_epic_is_judged_by_the_query_as_it_is_now()
    {
        await using var fixture = await ReadingFixture.StartAsync(
            new() { SearchLag = TimeSpan.FromMinutes(2) }, settings => settings with { Query = "status != Done" });
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var copy = await ReadAsync(fixture);
        fixture.Data.Edit("FW-4", "Status", "Done");
        var page = await fixture.Tracker.FindAsync(fixture.Scope(), [copy["FW-4"].Id!], copy.Items.ContainsKey, Cancel);
        page.Gone.ShouldBe([copy["FW-4"].Id!]);
        page.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(JiraKind.Cloud, 1)]
    [InlineData(JiraKind.Cloud, 2)]
    [InlineData(JiraKind.Cloud, 3)]
    [InlineData(JiraKind.DataCenter, 4)]
    [InlineData(JiraKind.DataCenter, 5)]
    public async Task After_any_edits_the_copy_equals_the_tracker(JiraKind kind, int seed)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind, SearchLag = TimeSpan.FromSeconds(70) });
        ReadingFullTests.Grow(fixture.Data, 60, epics: 12);
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var copy = await ReadAsync(fixture);
        var random = new Random(seed);
        for (var step = 0; step < 120; step++)
        {
            Change(fixture.Data, random, step);
            fixture.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 200)));
            if (random.Next(3) == 0)
            {
                await copy.SyncAsync();
            }
        }

        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    private static void Change(JiraData data, Random random, int step)
    {
        var issues = data.Issues;
        var issue = issues[random.Next(issues.Count)];
        var epics = issues.Where(i => i.Type.Name == "Epic").ToList();
        switch (random.Next(6))
        {
            case 0:
                data.AddIssue(random.Next(2) == 0 ? "FW" : "AP", "Epic", $"Step {step}");
                break;
            case 1:
                data.AddIssue(random.Next(2) == 0 ? "FW" : "AP", "Story", $"Step {step}", epics[random.Next(epics.Count)].Key);
                break;
            case 2 when issue.Type.Name == "Story":
                data.Edit(issue.Key, data.EpicLink?.Name ?? "Parent", epics[random.Next(epics.Count)].Key);
                break;
            case 3 when issue.Type.Name != "Sub-task":
                data.Move(issue.Key, issue.Project.Key == "FW" ? "AP" : "FW");
                break;
            case 4 when issue.Type.Name == "Epic":
                data.Edit(issue.Key, ReadingFixture.Segment, random.Next(2) == 0 ? ["SMB"] : ["Enterprise", "Mid-market"]);
                break;
            default:
                data.Edit(issue.Key, "Summary", $"Step {step}");
                break;
        }
    }

    private static async Task<ReadingCopy> ReadAsync(ReadingFixture fixture, string scope = "FW")
    {
        var copy = new ReadingCopy(fixture.Tracker, scope);
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data, scope == "FW" && fixture.Settings.Query is not null ? issue => issue.Status.Category != "done" : null);
        return copy;
    }
}
