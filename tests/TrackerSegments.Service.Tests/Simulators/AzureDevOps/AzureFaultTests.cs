using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureFaultTests
{
    [Fact]
    public async Task A_fault_meets_the_call_it_was_planned_for_and_no_other()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Faults.AtCall(2, AzureFault.TooMany(7));
        azure.Faults.AtCall(3, AzureFault.SignInPage);
        azure.Faults.AtCall(4, AzureFault.SignInRedirect);

        List<AzureReply> replies = [];
        for (var call = 0; call < 5; call++)
        {
            replies.Add(await caller.GetAsync("_apis/projects"));
        }

        replies.Select(r => r.Status).ShouldBe([200, 429, 203, 302, 200]);
        replies[1].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        replies[1].Error.ShouldStartWith("TF400733");
        replies[2].Text.ShouldStartWith("<!DOCTYPE html>");
        azure.Requests.Select(r => r.Status).ShouldBe([200, 429, 203, 302, 200]);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_has_taken_effect_and_one_that_was_not_let_in_has_not()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Faults.On(r => r.IsWrite, AzureFault.Reset.AfterApplied);
        await Should.ThrowAsync<HttpRequestException>(() => caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/System.Title", "Lost")));
        azure.Faults.On(r => r.IsWrite, AzureFault.Status(503));
        await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/System.Title", "Refused"));

        azure.Data.Item(1).Latest.Title.ShouldBe("Lost");
    }

    [Fact]
    public async Task A_body_is_cut_or_torn_and_a_token_dies_at_a_call()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.Faults.AtCall(1, AzureFault.Truncated);
        azure.Faults.AtCall(2, AzureFault.ResetMidBody);
        azure.Faults.ExpireTokensFromCall(3);

        var cut = await caller.GetAsync("_apis/wit/fields");
        await Should.ThrowAsync<HttpRequestException>(() => caller.GetAsync("_apis/wit/fields"));
        var dead = await caller.GetAsync("_apis/wit/fields");

        Should.Throw<System.Text.Json.JsonException>(() => cut.Json);
        (dead.Status, dead.Text).ShouldBe((401, ""));
    }

    [Fact]
    public async Task A_test_can_step_in_between_two_calls()
    {
        await using var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        azure.BeforeHandling = request =>
        {
            azure.Data.Edit(1, "Title", $"Before {request.Number}");
            return Task.CompletedTask;
        };

        (await caller.GetAsync("_apis/wit/workitems/1")).Field("System.Title").ShouldBe("Before 1");
    }

    [Fact]
    public async Task Over_the_limit_answers_name_a_delay_and_far_over_it_calls_are_blocked_until_time_has_passed()
    {
        var clock = new HttpClock();
        await using var azure = await StartAsync(new() { UnitsPerFiveMinutes = 2, Clock = clock });
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);

        List<AzureReply> replies = [];
        for (var call = 0; call < 5; call++)
        {
            replies.Add(await caller.GetAsync("_apis/projects"));
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        replies.Add(await caller.GetAsync("_apis/projects"));

        replies.Select(r => r.Status).ShouldBe([200, 200, 200, 200, 429, 200]);
        replies.Select(r => r.Headers.RetryAfter is not null).ShouldBe([false, false, true, true, true, false]);
        replies[2].Headers.GetValues("X-RateLimit-Limit").ShouldBe(["2"]);
        double.Parse(replies[3].Headers.GetValues("X-RateLimit-Delay").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(1);
        replies[4].Error.ShouldStartWith("TF400733");
    }

    private static async Task<AzureSimulator> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.AddUser("Sync", "sync@example.com", "token-1");
        azure.Data.Add("Fabrikam", "Epic", "One");
        return azure;
    }
}
