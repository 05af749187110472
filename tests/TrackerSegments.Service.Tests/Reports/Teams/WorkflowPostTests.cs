using System.Text;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Teams;

public class WorkflowPostTests
{
    private const string Invoke = "/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=planted";

    private readonly HttpClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://prod-12.westeurope.logic.azure.com:443" + Invoke)]
    [InlineData("https://default1234.12.environment.api.powerplatform.com:443/powerautomate/automations/direct" + Invoke)]
    public void The_address_of_a_workflow_is_taken_and_never_shown(string address)
    {
        var parsed = WorkflowAddress.Parse($" {address} ", OutboundGuard.For(null));

        parsed.Address.AbsoluteUri.ShouldContain("sig=planted");
        parsed.ToString().ShouldNotContain("planted");
        parsed.ToString().ShouldNotContain("abc");
    }

    [Theory]
    [InlineData("https://contoso.webhook.office.com/webhookb2/planted", "retired")]
    [InlineData("https://outlook.office.com/webhook/planted", "retired")]
    [InlineData("http://prod-12.westeurope.logic.azure.com" + Invoke, "unencrypted")]
    [InlineData("https://evil-logic.azure.com.example" + Invoke, "does not call")]
    [InlineData("https://logic.azure.com.example" + Invoke, "does not call")]
    [InlineData("https://xn--lgic-5qa.azure.com" + Invoke, "does not call")]
    [InlineData("https://10.0.0.1" + Invoke, "does not call")]
    [InlineData("https://2130706433" + Invoke, "does not call")]
    [InlineData("https://[::1]" + Invoke, "does not call")]
    [InlineData("https://169.254.169.254" + Invoke, "does not call")]
    [InlineData("https://localhost" + Invoke, "does not call")]
    [InlineData("https://a:planted@prod-12.westeurope.logic.azure.com" + Invoke, "holds a user")]
    [InlineData("https://prod-12.westeurope.logic.azure.com:8443" + Invoke, "does not call")]
    [InlineData("https://prod-12.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?sig=", "part at its end is missing")]
    [InlineData("https://prod-12.westeurope.logic.azure.com/planted?sig=planted", "not that of a workflow")]
    [InlineData("file:///planted", "no address")]
    [InlineData("planted", "no address")]
    [InlineData("", "no address")]
    [InlineData(null, "no address")]
    public void Any_other_address_is_refused_in_a_sentence_without_its_secret(string? address, string why)
    {
        var message = Should.Throw<UsageException>(() => WorkflowAddress.Parse(address, OutboundGuard.For(null))).Message;

        message.ShouldContain(why);
        message.ShouldEndWith(".", customMessage: message);
        message.ShouldNotContain("planted");
    }

    [Fact]
    public async Task A_card_is_accepted_by_the_workflow()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);

        (await SendAsync(teams)).ShouldBe(PostAnswers.Accepted);

        teams.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_largest_card_is_small_enough_for_the_workflow()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);

        (await SendAsync(teams, TeamsMessage.Of(Cards.Huge(), new()))).Result.ShouldBe(PostResult.Accepted);
        (await SendAsync(teams, Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('x', 30_000)}}"}"""))).Code.ShouldBe("tooLarge");
        (await SendAsync(teams, "{}"u8.ToArray())).Code.ShouldBe("triggerInputSchemaMismatch");
    }

    [Theory]
    [InlineData(400, "triggerInputSchemaMismatch")]
    [InlineData(401, "directApiAuthorizationRequired")]
    [InlineData(404, "workflowGone")]
    [InlineData(413, "tooLarge")]
    [InlineData(418, "refused")]
    public async Task What_a_person_has_to_mend_is_told_and_not_tried_again(int status, string code)
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        teams.Plan(new WorkflowFault(status, "Made"));

        var outcome = await SendAsync(teams);

        outcome.Result.ShouldBe(PostResult.Refused);
        outcome.Code.ShouldBe(code);
        outcome.Text.ShouldEndWith(".");
        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_workflow_that_is_deleted_or_switched_off_is_said_to_be()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        teams.IsOn = false;

        (await SendAsync(teams)).Code.ShouldBe("workflowGone");
    }

    [Fact]
    public async Task Too_many_messages_and_failures_are_waited_out_and_posted_once()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        teams.Plan(WorkflowFault.TooMany(7), new WorkflowFault(503));

        (await SendAsync(teams)).Result.ShouldBe(PostResult.Accepted);

        teams.Calls.ShouldBe(3);
        teams.Accepted.Count.ShouldBe(1);
        clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_long_wait_is_left_to_whoever_asked_for_the_post()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        teams.Plan(WorkflowFault.TooMany(600));

        var outcome = await SendAsync(teams);

        outcome.Result.ShouldBe(PostResult.Later);
        outcome.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
        teams.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_taken_without_an_answer_is_never_sent_again()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        var guard = OutboundGuard.For($"http://{teams.Address.Authority}");
        using var post = new WorkflowPost(guard, clock, perTry: TimeSpan.FromSeconds(2));
        var message = TeamsMessage.Of(MadeReports.Usual(), new());
        foreach (var fault in new[] { WorkflowFault.Dropped, WorkflowFault.Slow(TimeSpan.FromSeconds(20)), new WorkflowFault(504) { IsAfterAccepted = true } })
        {
            // Over a connection that was good before: a client is tempted to send again there.
            (await post.SendAsync(WorkflowAddress.Parse(teams.Address.AbsoluteUri, guard), message, Cancel)).ShouldBe(PostAnswers.Accepted);
            var before = teams.Accepted.Count;
            teams.Plan(fault);

            (await post.SendAsync(WorkflowAddress.Parse(teams.Address.AbsoluteUri, guard), message, Cancel)).ShouldBe(PostAnswers.Unknown);

            teams.Accepted.Count.ShouldBe(before + 1);
        }
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        await using var elsewhere = await WorkflowSimulator.StartAsync(Cancel);
        teams.Plan(WorkflowFault.Redirect(elsewhere.Address.AbsoluteUri));

        (await SendAsync(teams)).Code.ShouldBe("redirected");

        elsewhere.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_workflow_that_cannot_be_reached_is_tried_again()
    {
        var teams = await WorkflowSimulator.StartAsync(Cancel);
        var address = teams.Address;
        await teams.DisposeAsync();

        (await SendAsync(address)).ShouldBe(PostAnswers.Unreachable);

        clock.Waits.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_name_that_stands_for_an_address_inside_gets_nothing()
    {
        var guard = OutboundGuard.For(null, (_, _) => Task.FromResult<System.Net.IPAddress[]>([new([10, 0, 0, 1])]));
        using var post = new WorkflowPost(guard, clock);

        var outcome = await post.SendAsync(WorkflowAddress.Parse($"https://prod-12.westeurope.logic.azure.com{Invoke}", guard), "{}"u8.ToArray(), Cancel);

        outcome.Code.ShouldBe("hostNotAllowed");
        outcome.Text.ShouldNotContain("planted");
    }

    [Fact]
    public async Task No_outcome_holds_the_signature()
    {
        await using var teams = await WorkflowSimulator.StartAsync(Cancel);
        foreach (var fault in new[] { WorkflowFault.Dropped, WorkflowFault.SignInRequired, WorkflowFault.TooMany(600), WorkflowFault.Redirect(teams.Address.AbsoluteUri), new WorkflowFault(418) })
        {
            teams.Plan(fault);
            (await SendAsync(teams)).ToString().ShouldNotContain(WorkflowSimulator.Signature);
        }
    }

    private Task<PostOutcome> SendAsync(WorkflowSimulator teams, byte[]? message = null) => SendAsync(teams.Address, message);

    private async Task<PostOutcome> SendAsync(Uri address, byte[]? message = null)
    {
        var guard = OutboundGuard.For($"http://{address.Authority}");
        using var post = new WorkflowPost(guard, clock, perTry: TimeSpan.FromSeconds(2));
        return await post.SendAsync(WorkflowAddress.Parse(address.AbsoluteUri, guard), message ?? TeamsMessage.Of(MadeReports.Usual(), new()), Cancel);
    }
}
