using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Simulators.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class HttpTests
{
    private static readonly TrackerCall Read = new(HttpMethod.Get, "rest/api/3/field", "field") { Purpose = "the list of fields" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_is_waited_out_for_as_long_as_Jira_says()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.AtCall(1, JiraFault.TooMany("jira-burst-based", 7));
        (await http.SendAsync(Read, Cancel))!.Dispose();
        fixture.Jira.Requests.Count.ShouldBe(2);
        fixture.Clock.Waited.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_limit_without_a_time_is_waited_out_longer_each_time()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.On(_ => true, JiraFault.TooMany(), 3);
        (await http.SendAsync(Read, Cancel))!.Dispose();
        fixture.Jira.Requests.Count.ShouldBe(4);
        fixture.Clock.Waits.Count.ShouldBe(3);
        fixture.Clock.Waits.ShouldBeInOrder();
    }

    [Fact]
    public async Task A_limit_that_lasts_longer_than_anybody_waits_is_said_with_its_time()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.AtCall(1, JiraFault.TooMany("jira-quota-tenant-based", 1800));
        var problem = await fixture.ProblemAsync(() => http.SendAsync(Read, Cancel));
        problem.Code.ShouldBe("tooManyCalls");
        problem.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1800));
        problem.IsPassing.ShouldBeTrue();
        problem.Text.ShouldBe("The hourly quota of 127.0.0.1 is used up: the list of fields. It goes on by itself when the limit allows. Jira says: Rate limit exceeded.");

        // The whole site is left alone meanwhile.
        problem = await fixture.ProblemAsync(() => http.SendAsync(new(HttpMethod.Get, "rest/api/3/myself", "myself") { Purpose = "whose account this is" }, Cancel));
        problem.RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(1700));
        fixture.Jira.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_of_one_endpoint_leaves_the_others_alone()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.AtCall(1, JiraFault.TooMany("jira-burst-based", 1800));
        await fixture.ProblemAsync(() => http.SendAsync(Read, Cancel));
        (await http.SendAsync(new(HttpMethod.Get, "rest/api/3/myself", "myself") { Purpose = "whose account this is" }, Cancel))!.Dispose();
        fixture.Clock.Waited.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_is_said_after_some_tries()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.On(_ => true, JiraFault.Status(503), int.MaxValue);
        var problem = await fixture.ProblemAsync(() => http.SendAsync(Read, Cancel));
        problem.Code.ShouldBe("trackerDown");
        problem.IsPassing.ShouldBeTrue();
        problem.Text.ShouldBe("127.0.0.1 is not available right now: the list of fields. It is tried again by itself.");
        fixture.Jira.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task A_write_whose_answer_is_lost_is_not_sent_again(string fault)
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.AtCall(1, fault == "reset" ? JiraFault.Reset.AfterApplied : JiraFault.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)));
        var problem = await fixture.ProblemAsync(() => http.SendAsync(Write("Renamed"), Cancel));
        problem.Code.ShouldBe("outcomeUnknown");
        problem.Text.ShouldEndWith("is tried once more.");
        fixture.Jira.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_was_refused_for_its_number_is_sent_again_and_the_switch_is_asked_each_time()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Jira.Faults.On(_ => true, JiraFault.TooMany("jira-per-issue-on-write", 3), 2);
        (await http.SendAsync(Write("Renamed"), Cancel)).ShouldBeNull();
        fixture.Data.Issue("FW-1").Summary.ShouldBe("Renamed");
        fixture.Switch.Asked.ShouldBe(3);
        fixture.Jira.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_is_written_while_writing_is_off()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        fixture.Switch.IsOff = true;
        (await fixture.ProblemAsync(() => http.SendAsync(Write("Renamed"), Cancel))).Code.ShouldBe("writeBackOff");
        fixture.Jira.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_was_renewed_meanwhile_is_tried_once()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings, "old");
        using var http = Http(fixture);
        fixture.Jira.BeforeHandling = _ =>
        {
            fixture.Secret.Renew(ReadingFixture.Token);
            return Task.CompletedTask;
        };
        (await http.SendAsync(Read, Cancel))!.Dispose();
        fixture.Jira.Requests.Select(request => request.Status).ShouldBe([401, 200]);
    }

    [Fact]
    public async Task An_acting_user_is_asked_for_by_their_own_token()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Data.AddUser("bob", "bob@example.com", "token-of-bob");
        using var http = Http(fixture);
        (await http.SendAsync(Read with { Actor = new("Bob", "token-of-bob") }, Cancel))!.Dispose();
        fixture.Jira.Requests.Single().User.ShouldBe("bob");
    }

    [Fact]
    public async Task No_secret_is_in_any_problem()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        using var http = Http(fixture);
        foreach (var status in (int[])[400, 401, 403, 404, 500])
        {
            fixture.Jira.Faults.On(_ => true, JiraFault.Status(status), int.MaxValue);
            var e = await Should.ThrowAsync<TrackerException>(() => http.SendAsync(Read, Cancel));
            e.ToString().ShouldNotContain(ReadingFixture.Token);
            fixture.Jira.Faults.Clear();
        }
    }

    [Fact]
    public async Task A_token_with_a_line_break_is_refused_before_anything_is_sent()
    {
        await using var fixture = await ReadingFixture.StartAsync(connect: false);
        fixture.Reconnect(settings => settings, "token\nX-Evil: 1");
        using var http = Http(fixture);
        (await fixture.ProblemAsync(() => http.SendAsync(Read, Cancel))).Code.ShouldBe("notAuthenticated");
        fixture.Jira.Requests.ShouldBeEmpty();
    }

    private static TrackerHttp Http(ReadingFixture fixture) =>
        new(fixture.Settings.Address, new JiraDialect(fixture.Settings, fixture.Secret), fixture.Switch, fixture.Clock);

    private static TrackerCall Write(string summary) => new(HttpMethod.Put, "rest/api/3/issue/FW-1", "issue")
    {
        Body = new JObject { ["fields"] = new JObject { ["summary"] = summary } },
        IsWrite = true,
        Item = "FW-1",
        Purpose = "renaming FW-1",
    };
}
