using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class ReadingConnectTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JiraKind.Cloud, "jira-cloud")]
    [InlineData(JiraKind.DataCenter, "jira-data-center")]
    public async Task A_site_says_what_it_is_and_its_fields_are_found(JiraKind kind, string expected)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind, BaseAddress = "https://jira.example.com" }, connect: false);
        fixture.Data.AddField("Team", JiraFieldType.Team);

        var report = await fixture.Tracker.ConnectAsync(Cancel);

        fixture.Tracker.Info.ShouldBe(new TrackerInfo(expected, "jira.example.com"));
        fixture.Tracker.Scopes.ShouldBe([new TrackerScope("FW", "Firmware")]);
        report.Account.ShouldBe("ann");
        report.Findings.ShouldBeEmpty();
        var roles = report.Fields.ToDictionary(field => field.Role, StringComparer.Ordinal);
        roles["segment"].ShouldBe(new MappedField("segment", fixture.Data.Field(ReadingFixture.Segment).Id, ReadingFixture.Segment, "multi-select", true));
        roles["effort"].Name.ShouldBe(kind == JiraKind.Cloud ? "Story point estimate" : "Story Points");
        roles["epicLevel"].Name.ShouldBe("Epic");
        roles["team"].Name.ShouldBe("Team");
        roles.ContainsKey("epicLink").ShouldBe(kind == JiraKind.DataCenter);
    }

    [Fact]
    public async Task A_Data_Center_may_have_a_path()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = JiraKind.DataCenter, ContextPath = "/jira" });
        var copy = new ReadingCopy(fixture.Tracker);
        await copy.SyncAsync();
        copy["FW-1"].Url!.AbsoluteUri.ShouldBe($"{fixture.Settings.Address}/browse/FW-1");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_told_from_one_that_may_not()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings, "wrong");
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("notAuthenticated");
        problem.Blame.ShouldBe(Blame.Person);
        problem.Text.ShouldStartWith("127.0.0.1 does not accept the token (");
        problem.Text.ShouldContain("Give a token that is valid");

        fixture.Reconnect(settings => settings);
        fixture.Jira.Faults.OnEndpoint("/field", JiraFault.Status(403, "You <may> not\nsee \u202Efields."));
        problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("forbidden");
        problem.Blame.ShouldBe(Blame.Administrator);
        problem.Text.ShouldBe("The account is known to 127.0.0.1, but may not do this: the list of fields. Have an administrator give it the permission, or use another account. Jira says: You <may> not see fields.");
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings, null);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("notAuthenticated");
        problem.Text.ShouldContain("There is no token for Jira");
        fixture.Jira.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_not_Jiras_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings with { Address = $"{settings.Address}/wiki" });
        (await fixture.ProblemAsync()).Text.ShouldStartWith("127.0.0.1 answers, but not as Jira does. Check the address");

        fixture.Reconnect(settings => settings with { Address = fixture.Jira.Address.AbsoluteUri.TrimEnd('/') });
        fixture.Jira.Faults.On(_ => true, JiraFault.Html(200), int.MaxValue);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("notTheTracker");
        problem.Text.ShouldContain("answered with a web page where Jira answers with JSON");
        problem.Text.ShouldContain("a login page or a proxy");
    }

    [Fact]
    public async Task A_computer_that_is_not_there_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings with { Address = "http://no-such-computer.invalid" });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("hostNotFound");
        problem.Text.ShouldStartWith("There is no computer named no-such-computer.invalid");

        fixture.Reconnect(settings => settings with { Address = "http://127.0.0.1:1" });
        problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("unreachable");
        problem.Text.ShouldStartWith("Nothing answers at 127.0.0.1, the connection is refused");
        problem.IsPassing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_project_that_is_gone_does_not_stop_the_others()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Projects = ["FW", "GONE", "AP"] }, connect: false);
        var report = await fixture.Tracker.ConnectAsync(Cancel);
        report.Findings.ShouldHaveSingleItem().Code.ShouldBe("projectGone");
        fixture.Tracker.Scopes.Select(scope => scope.Key).ShouldBe(["FW", "GONE", "AP"]);

        foreach (var key in (string[])["FW", "AP"])
        {
            var copy = new ReadingCopy(fixture.Tracker, key);
            await copy.SyncAsync();
            copy.ShouldEqual(fixture.Data);
        }

        var problem = await fixture.ProblemAsync(() => new ReadingCopy(fixture.Tracker, "GONE").SyncAsync());
        problem.Code.ShouldBe("projectGone");
        problem.Text.ShouldStartWith("There is no project GONE, or the account may not see it.");
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_named_with_those_that_are()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { SegmentField = "Customer segments" }, connect: false);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("fieldNotFound");
        problem.Text.ShouldStartWith("There is no field \"Customer segments\" on 127.0.0.1.");
        problem.Text.ShouldContain("The fields there are: Customer segment, ");
    }

    [Fact]
    public async Task Two_fields_of_one_name_are_both_named()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        var first = fixture.Data.Field(ReadingFixture.Segment);
        var second = fixture.Data.AddField("customer SEGMENT", JiraFieldType.Labels);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("fieldAmbiguous");
        problem.Text.ShouldContain($"({first.Id}) and customer SEGMENT ({second.Id})");

        fixture.Reconnect(settings => settings with { SegmentField = second.Id });
        await fixture.Tracker.ConnectAsync(Cancel);
        fixture.Tracker.Site.Segment.Id.ShouldBe(second.Id);
    }

    [Fact]
    public async Task Two_fields_for_story_points_are_both_named()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Data.AddField("Story Points", JiraFieldType.Number);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("effortFieldAmbiguous");
        problem.Text.ShouldContain("Story point estimate (");
        problem.Text.ShouldContain("Story Points (");
        problem.Text.ShouldContain("--effort-field");

        fixture.Reconnect(settings => settings with { EffortField = "story points" });
        await fixture.Tracker.ConnectAsync(Cancel);
    }

    [Fact]
    public async Task Where_no_field_holds_story_points_the_ways_out_are_named()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Data.RemoveField("Story point estimate");
        (await fixture.ProblemAsync()).Text.ShouldContain("Name another with --effort-field, or count epics with --measure count.");

        fixture.Reconnect(settings => settings with { Measure = Measure.OriginalEstimate });
        await fixture.Tracker.ConnectAsync(Cancel);
        fixture.Tracker.Site.Effort!.Id.ShouldBe("timeoriginalestimate");
    }

    [Fact]
    public async Task A_query_that_does_not_parse_is_refused_with_what_Jira_says()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { Query = "labels = " }, connect: false);
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("queryInvalid");
        problem.Text.ShouldContain("does not accept the query for epics. Jira says: ");
        problem.Text.ShouldEndWith("Correct the query, or leave it out.");
    }

    [Fact]
    public async Task Types_that_are_missing_or_not_named_are_said()
    {
        await using var fixture = await ReadingFixture.StartAsync(with: settings => settings with { EpicTypes = ["Epic", "Feature"] }, connect: false);
        fixture.Data.AddIssueType("Theme", 1);
        var report = await fixture.Tracker.ConnectAsync(Cancel);
        report.Findings.Single(finding => finding.Code == "epicTypeNotFound").Items.ShouldBe(["Feature"]);
        report.Findings.Single(finding => finding.Code == "otherEpicTypes").Items.ShouldBe(["Theme"]);

        fixture.Reconnect(settings => settings with { EpicTypes = ["Feature"] });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("epicTypeNotFound");
        problem.Text.ShouldContain("no issue type named \"Feature\"");
    }
}
