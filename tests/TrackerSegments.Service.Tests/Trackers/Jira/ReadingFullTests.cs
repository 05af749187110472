using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class ReadingFullTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task A_scope_is_the_epics_of_a_project_and_all_that_hangs_below_them_anywhere(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();

        copy.Keys.ShouldBe(["AP-1", "FW-1", "FW-2", "FW-3", "FW-4"]);
        copy.ShouldEqual(fixture.Data);
        copy.Total.ShouldBe(5);
        var epic = copy["FW-1"];
        epic.ValuesOf("customer SEGMENT").ShouldBe(["Enterprise", "SMB"]);
        epic.Estimate.ShouldBe(new Effort(8_000));
        epic.Type.ShouldBe("Epic");
        epic.Project.ShouldBe("FW");
        epic.StatusCategory.ShouldBe(StatusCategory.ToDo);
        epic.ParentKey.ShouldBeNull();
        epic.Created.ShouldBe(fixture.Data.Issue("FW-1").Created);
        copy["FW-2"].ParentKey.ShouldBe("FW-1");
        copy["FW-3"].ParentKey.ShouldBe("FW-2");
        copy["FW-3"].Estimate.ShouldBe(new Effort(1_500));
        copy["AP-1"].ParentKey.ShouldBe("FW-1");
        copy["FW-4"].Estimate.ShouldBeNull();
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task Ids_alone_are_the_same_as_those_of_a_full_reading(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        Grow(fixture.Data, 1_200);
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();

        List<string> ids = [];
        await foreach (var page in fixture.Tracker.ReadIdsAsync(fixture.Scope(), Cancel))
        {
            ids.AddRange(page);
        }

        ids.ShouldBe(copy.Items.Keys, ignoreOrder: true);
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_project_with_more_epics_than_Data_Center_shows_at_once_is_listed_to_its_end()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = JiraKind.DataCenter, KeepRequests = false });
        Grow(fixture.Data, 10_300, epics: 10_300);
        HashSet<string> ids = new(StringComparer.Ordinal);
        await foreach (var page in fixture.Tracker.ReadIdsAsync(fixture.Scope(), Cancel))
        {
            ids.UnionWith(page);
        }

        ids.Count.ShouldBe(10_305);
    }

    [Fact]
    public async Task Two_full_readings_give_the_same()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 700);
        var (one, two) = (new ReadingCopy(fixture.Tracker), new ReadingCopy(fixture.Tracker));
        await one.SyncAsync();
        await two.SyncAsync();
        foreach (var item in one.Items.Values)
        {
            (two[item.Key] with { Fields = item.Fields }).ShouldBe(item);
        }
    }

    [Fact]
    public async Task An_issue_that_is_deleted_while_it_is_read_stops_nothing()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 300);
        fixture.Jira.AfterHandling = request =>
        {
            if (request.Template.EndsWith("/search/jql", StringComparison.Ordinal) && fixture.Data.Find("FW-4") is not null)
            {
                fixture.Data.Delete("FW-4");
            }

            return Task.CompletedTask;
        };
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_query_restricts_the_epics_alone()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Query = "summary ~ \"One\" ORDER BY created DESC" });
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy.Keys.ShouldBe(["AP-1", "FW-1", "FW-2", "FW-3"]);
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task A_segment_field_that_Jira_leaves_out_of_an_epic_is_never_taken_for_an_epic_without_segment(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        fixture.Data.RemoveField(ReadingFixture.Segment);
        var problem = await fixture.ProblemAsync(() => new ReadingCopy(fixture.Tracker).SyncAsync());
        problem.Code.ShouldBe("fieldMissing");
        problem.Blame.ShouldBe(Blame.Administrator);
        problem.Text.ShouldStartWith("Jira gives no field \"Customer segment\" for FW-1 (Epic, project FW), not even an empty one");
        problem.Text.ShouldContain("An administrator has to add");
    }

    [Fact]
    public async Task A_negative_estimate_is_no_estimate_and_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.Edit("FW-2", "Story point estimate", "-3");
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy["FW-2"].Estimate.ShouldBeNull();
        var finding = copy.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("negativeEstimate");
        finding.Items.ShouldBe(["FW-2"]);
    }

    [Fact]
    public async Task A_path_into_the_raw_issue_finds_segments()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { SegmentField = "$.fields.labels[?(@ =~ /^seg-/)]" });
        fixture.Data.Edit("FW-1", "Labels", "seg-a", "other", "seg-b");
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy["FW-1"].ValuesOf("$.fields.labels[?(@ =~ /^seg-/)]").ShouldBe(["seg-a", "seg-b"]);
    }

    [Fact]
    public async Task The_first_page_comes_at_once_and_later_ones_are_larger()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 6_000, epics: 3_000);
        List<int> pages = [];
        await foreach (var page in fixture.Tracker.ReadAsync(new(fixture.Scope()), Cancel))
        {
            pages.Add(page.Items.Count);
        }

        pages[0].ShouldBeLessThanOrEqualTo(100);
        pages.Max().ShouldBeInRange(400, 600);
        pages.Count.ShouldBeLessThan(45);
    }

    [Fact]
    public async Task A_token_that_dies_stops_the_reading_with_its_cause_and_a_newer_one_goes_on()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 300);
        fixture.Jira.Faults.ExpireTokensFromCall(fixture.Jira.Requests.Count + 3);
        var copy = new ReadingCopy(fixture.Tracker);
        (await fixture.ProblemAsync(() => copy.SyncAsync())).Code.ShouldBe("notAuthenticated");

        fixture.Jira.Faults.Clear();
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("cut")]
    [InlineData("truncated")]
    [InlineData("429")]
    [InlineData("429 burst")]
    [InlineData("429 quota")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task A_fault_that_passes_is_survived_at_any_call(string fault)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 250);
        var kind = fault switch
        {
            "reset" => JiraFault.Reset,
            "cut" => JiraFault.ResetMidBody,
            "truncated" => JiraFault.Truncated,
            "429" => JiraFault.TooMany(),
            "429 burst" => JiraFault.TooMany("jira-burst-based", 2),
            "429 quota" => JiraFault.TooMany("jira-quota-tenant-based", 20),
            _ => JiraFault.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
        };
        var calls = 0;
        fixture.Jira.Faults.On(_ => Interlocked.Increment(ref calls) % 2 == 1, kind, 6);
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Fact]
    public async Task A_page_that_leads_back_to_itself_stops_the_reading_instead_of_turning_for_ever()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Jira.Faults.OnEndpoint("/search/jql", JiraFault.PageTokenRepeated, int.MaxValue);
        var problem = await fixture.ProblemAsync(() => new ReadingCopy(fixture.Tracker).SyncAsync());
        problem.Code.ShouldBe("pagesBroken");
        problem.Text.ShouldContain("a page leads back to an earlier one");
    }

    [Fact]
    public async Task Empty_pages_without_an_end_stop_the_reading()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Jira.Faults.OnEndpoint("/search/jql", JiraFault.EmptyPage, int.MaxValue);
        var problem = await fixture.ProblemAsync(() => new ReadingCopy(fixture.Tracker).SyncAsync());
        problem.Code.ShouldBe("pagesBroken");
    }

    [Fact]
    public async Task A_page_token_that_expired_starts_the_listing_again_without_loss()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 5_500, epics: 5_300);
        fixture.Jira.Faults.On(r => r.Body.Contains("nextPageToken", StringComparison.Ordinal), JiraFault.PageTokenRejected);
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task A_reading_broken_off_at_any_call_goes_on_to_the_same_end(JiraKind kind)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });
        Grow(fixture.Data, 1_500, epics: 900);
        var whole = new ReadingCopy(fixture.Tracker);
        var before = fixture.Jira.Requests.Count;
        await whole.SyncAsync();
        var calls = fixture.Jira.Requests.Count - before;
        whole.ShouldEqual(fixture.Data);

        calls.ShouldBeGreaterThan(15);
        for (var n = 1; n <= calls - 2; n++)
        {
            fixture.Jira.Faults.AtCall(fixture.Jira.Requests.Count + n, JiraFault.Status(402));
            var copy = new ReadingCopy(fixture.Tracker);
            (await fixture.ProblemAsync(() => copy.SyncAsync())).Code.ShouldBe("notLicensed");
            fixture.Jira.Faults.Clear();

            await copy.SyncAsync();
            copy.ShouldEqual(fixture.Data);
            copy.Cursor!.ShouldContain("changes");
        }
    }

    [Fact]
    public async Task What_was_read_before_a_break_is_not_fetched_again()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        Grow(fixture.Data, 3_000, epics: 1_500);
        var copy = new ReadingCopy(fixture.Tracker);
        var fetched = 0;
        fixture.Jira.Faults.On(r => r.Template.EndsWith("/bulkfetch", StringComparison.Ordinal) && Interlocked.Increment(ref fetched) > 20, JiraFault.Status(402));
        await fixture.ProblemAsync(() => copy.SyncAsync());
        var had = copy.Items.Count;
        had.ShouldBeGreaterThan(0);

        fixture.Jira.ForgetRequests();
        await copy.SyncAsync();
        copy.ShouldEqual(fixture.Data);
        fixture.Jira.Requests.Count(r => r.Template.EndsWith("/bulkfetch", StringComparison.Ordinal))
            .ShouldBeLessThanOrEqualTo(((copy.Items.Count - had) / 100) + 1);
    }

    internal static void Grow(JiraData data, int count, int epics = 40)
    {
        for (var i = 0; i < epics; i++)
        {
            data.AddIssue("FW", "Epic", $"Epic {i}", null, (ReadingFixture.Segment, [(i % 3) switch { 0 => "SMB", 1 => "Enterprise", _ => "Mid-market" }]));
        }

        var keys = data.Issues.Where(issue => issue.Project.Key == "FW" && issue.Type.Name == "Epic").Select(issue => issue.Key).ToList();
        for (var i = epics; i < count; i++)
        {
            data.AddIssue(i % 4 == 0 ? "AP" : "FW", "Story", $"Story {i}", keys[i % keys.Count]);
        }
    }
}
