using Azure.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

public class ReadingHttpTests
{
    private static readonly TrackerRules Rules = new(AzureRules.Own);

    [Fact]
    public void Every_status_has_exactly_one_row()
    {
        for (var status = 300; status <= 599; status++)
        {
            Rules.All.Count(rule => rule.Reason is null && rule.IsFor(status, null)).ShouldBe(1, $"status {status}: give it one row in TrackerRules");
        }
    }

    [Theory]
    [InlineData(412, "TestPatchOperationFailedException", "revisionChanged")]
    [InlineData(412, "VS403351", "revisionChanged")]
    [InlineData(429, "TF400733", "tooManyCalls")]
    [InlineData(503, "TF400733", "tooManyCalls")]
    [InlineData(400, "VS402337", "tooManyFound")]
    [InlineData(404, "TF401232", "notFound")]
    [InlineData(404, "TF200016", "projectGone")]
    [InlineData(400, "TF237082", "tooLarge")]
    [InlineData(400, "SomethingNewException", "badRequest")]
    public void A_reason_has_its_row(int status, string reason, string code) => Rules.Of(status, reason).Code.ShouldBe(code);

    [Fact]
    public void Every_row_says_where_and_what_in_a_sentence()
    {
        foreach (var rule in AzureRules.Own)
        {
            rule.Text.ShouldContain("{purpose}");
            rule.Text.ShouldEndWith(".");
        }
    }

    [Fact]
    public async Task A_block_is_waited_out_for_as_long_as_Azure_DevOps_says_and_longer_each_time_where_it_does_not()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Azure.Faults.AtCall(1, AzureFault.TooMany(40));
        await fixture.ConnectAsync();
        fixture.Clock.Waited.ShouldBe(TimeSpan.FromSeconds(40));

        await using var other = await ReadingFixture.StartAsync();
        other.Azure.Faults.On(r => r.Template == "/_apis/connectionData", AzureFault.TooMany(), 3);
        await other.ConnectAsync();
        other.Clock.Waits.Count.ShouldBe(3);
        other.Clock.Waits.ShouldBeInOrder();
    }

    [Fact]
    public async Task Answers_that_come_with_a_delay_slow_the_whole_organization_down_and_no_other_one()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { UnitsPerFiveMinutes = 6 });
        await using var other = await ReadingFixture.StartAsync();
        fixture.Organization.Fill("Apple", 20);
        await fixture.ConnectAsync();

        await fixture.ReadAsync();

        fixture.Clock.Waits.ShouldNotBeEmpty();
        fixture.Azure.Requests.ShouldNotContain(r => r.Status == 429);
        await other.ConnectAsync();
        other.Clock.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("cut")]
    [InlineData("truncated")]
    [InlineData("500")]
    public async Task A_fault_that_passes_costs_a_second_try(string fault)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Organization.Fill("Apple", 3);
        await fixture.ConnectAsync();
        fixture.Azure.Faults.OnEndpoint("/workitemsbatch", fault switch
        {
            "reset" => AzureFault.Reset,
            "cut" => AzureFault.ResetMidBody,
            "truncated" => AzureFault.Truncated,
            _ => AzureFault.Status(500),
        });
        (await fixture.ItemsAsync()).Count.ShouldBe(15);
    }

    [Fact]
    public async Task A_page_of_a_proxy_in_the_middle_of_a_reading_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Organization.Fill("Apple", 3);
        await fixture.ConnectAsync();
        fixture.Azure.Faults.OnEndpoint("/workitemsbatch", AzureFault.Html(200), int.MaxValue);
        (await fixture.ProblemAsync(() => fixture.ReadAsync())).Code.ShouldBe("notTheTracker");
    }

    [Theory]
    [InlineData("/workitemrevisions")]
    [InlineData("/workitemlinks")]
    public async Task A_feed_that_leads_back_to_itself_ends_with_a_reason_and_one_empty_page_does_not(string feed)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Organization.Fill("Apple", 3);
        await fixture.ConnectAsync();
        var full = (await fixture.ReadAsync())[^1].Cursor;
        fixture.Data.ChangeParent(3, 6);
        var cursor = (await fixture.ReadAsync(full))[^1].Cursor;
        fixture.Data.ChangeParent(3, 1);
        fixture.Azure.Faults.OnEndpoint(feed, AzureFault.EmptyPage);
        (await fixture.ReadAsync(cursor)).SelectMany(page => page.Items).ShouldContain(item => item.Key == "3" && item.ParentKey == "1");

        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        fixture.Azure.Faults.OnEndpoint(feed, AzureFault.TokenRepeated, int.MaxValue);
        var problem = await fixture.ProblemAsync(() => fixture.ReadAsync(cursor));
        problem.Code.ShouldBe("pagesBroken");
        problem.IsPassing.ShouldBeTrue();
        fixture.Azure.Requests.Count.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task A_token_of_Entra_is_kept_until_shortly_before_it_ends_and_had_anew_once_where_it_is_rejected()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var credential = new MadeCredential(fixture.Clock, "first", "second", "third");
        var settings = fixture.Settings with { Authentication = TrackerAuthentication.ManagedIdentity };
        using var entra = new EntraTokens(settings, new(null), fixture.Clock, (_, _) => credential);
        fixture.Data.ChangeToken("Ada", "first");
        fixture.Reconnect(_ => settings, null, entra);

        await fixture.ConnectAsync();
        await fixture.ConnectAsync();
        credential.Asked.ShouldBe(1);
        credential.Scopes.ShouldBe(["499b84ac-1321-427f-aa17-267ca6975798/.default"]);

        // The first one is rejected from now on.
        fixture.Data.ChangeToken("Ada", "second");
        await fixture.ConnectAsync();
        credential.Asked.ShouldBe(2);

        fixture.Data.ChangeToken("Ada", "third");
        fixture.Clock.Advance(TimeSpan.FromMinutes(56));
        await fixture.ConnectAsync();
        credential.Asked.ShouldBe(3, "It ends within five minutes.");

        fixture.Data.ChangeToken("Ada", "none of these");
        fixture.Azure.ForgetRequests();
        (await fixture.ProblemAsync()).Code.ShouldBe("notAuthenticated");
        fixture.Azure.Requests.Count.ShouldBe(2, "One more try, with a new token.");
    }

    [Fact]
    public async Task What_Entra_refuses_is_said_without_a_secret_and_what_is_missing_is_named()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings with { Authentication = TrackerAuthentication.EntraClient, TenantId = "not a tenant", ClientId = "c" }, "planted-client-secret");
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("notAuthenticated");
        problem.Text.ShouldBe("The Entra tenant is no tenant's id or domain. Correct it with --tenant.");

        fixture.Reconnect(settings => settings with { TenantId = "fabrikam.example" }, null);
        (await fixture.ProblemAsync()).Text.ShouldContain("Name its client secret with --token-file");
        fixture.Azure.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_s_own_token_is_sent_as_a_bearer_token_and_the_connection_s_as_the_password_of_nobody()
    {
        var dialect = new AzureDialect(new() { Tracker = "azure-devops", Address = "https://dev.azure.com/fabrikam", SegmentField = "s" }, new("pat"), null!);
        var call = new TrackerCall(HttpMethod.Get, "x", "x") { Purpose = "x" };
        dialect.Sign(call, await dialect.TokenAsync(call, TestContext.Current.CancellationToken)).ToString().ShouldBe("Basic OnBhdA==");
        var own = call with { Actor = new("Bob", "his-token") };
        dialect.Sign(own, await dialect.TokenAsync(own, TestContext.Current.CancellationToken)).ToString().ShouldBe("Bearer his-token");
        dialect.Sign(call, "eyJ0.eyJh.c2ln").Scheme.ShouldBe("Bearer");
    }

    private sealed class MadeCredential(TimeProvider clock, params string[] tokens) : TokenCredential
    {
        public int Asked { get; private set; }

        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new(tokens[Math.Min(Asked++, tokens.Length - 1)] + (Asked > tokens.Length ? $"-{Asked}" : ""), clock.GetUtcNow() + TimeSpan.FromHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
