using System.Security.Cryptography;
using System.Text;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>A report runs with the rights of whoever changed it last, as far as that can be told without a token.</summary>
public sealed class ExecutorTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private WorkflowSimulator teams = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => teams = await WorkflowSimulator.StartAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await teams.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData("strategist", "2026-11-22T00:00:00Z")]
    public async Task A_report_whose_executor_has_no_access_any_more_stops_until_somebody_else_saves_it(string? left, string? until)
    {
        await using (var service = await StartAsync(Key("ada", Role.Strategist)))
        {
            await SendAsync(service, "ada", HttpMethod.Put, ReportCalls.Leads, isNew: true);
        }

        clock.Now += TimeSpan.FromDays(1);
        ApiKey[] keys = left is { } role ? [Key("ada", RoleNames.Parse(role)!.Value, until), Key("ben", Role.Strategist)] : [Key("ben", Role.Strategist)];
        await using var later = await StartAsync(keys);
        await later.TurnAsync();
        teams.Calls.ShouldBe(0);
        var report = (await SendAsync(later, "ben", HttpMethod.Get, ReportCalls.Reports)).Json.GetProperty("reports")[0];
        report.GetProperty("state").GetString().ShouldBe("stopped");
        report.GetProperty("problem").GetProperty("code").GetString().ShouldBe("executorHasNoAccess");
        report.GetProperty("problem").GetProperty("text").GetString()!.ShouldStartWith("ada, with whose rights the report runs, has no access here any more");

        (await SendAsync(later, "ben", HttpMethod.Get, "/api/findings")).Text.ShouldContain("ada, with whose rights the report runs, has no access here any more");

        await SendAsync(later, "ben", HttpMethod.Put, ReportCalls.Leads, report.GetProperty("version").GetString());
        clock.Now += TimeSpan.FromDays(1);
        await later.TurnAsync();

        teams.Accepted.Count.ShouldBe(1);
        (await SendAsync(later, "ben", HttpMethod.Get, ReportCalls.Reports)).Json.GetProperty("reports")[0].GetProperty("executor").GetString().ShouldBe("ben");
    }

    [Fact]
    public async Task One_that_the_person_at_this_computer_made_stops_when_callers_have_to_say_who_they_are()
    {
        await using (var local = await StartAsync())
        {
            await local.MakeAsync(teams);
        }

        clock.Now += TimeSpan.FromDays(1);
        await using var guarded = await StartAsync(Key("ben", Role.Viewer));
        await guarded.TurnAsync();

        teams.Calls.ShouldBe(0);
        (await SendAsync(guarded, "ben", HttpMethod.Get, ReportCalls.Reports)).Json.GetProperty("reports")[0].GetProperty("state").GetString().ShouldBe("stopped");
    }

    [Theory]
    [InlineData("acme", "tokens", "named-none", "none")]
    [InlineData("acme", "tokens", "named-editor", "editor")]
    [InlineData("acme", "tokens", "somebody", "viewer")]
    [InlineData("other", "tokens", "somebody", "none")]
    [InlineData("tokens:site-2", "tokens", "somebody", "viewer")]
    [InlineData("acme", "claims", "named-none", "none")]
    [InlineData("acme", "claims", "somebody", null)]
    [InlineData("acme", "gone", "named-editor", "none")]
    public void What_the_settings_say_of_somebody_counts_and_what_only_a_token_could_say_is_not_guessed(string tenant, string source, string subject, string? expected)
    {
        var sources = new CallerSources([Tokens("tokens", []), Tokens("claims", [new("groups", "planners", Role.Strategist)])]);

        sources.RoleOf(tenant, source, subject).ShouldBe(expected is null ? null : RoleNames.Parse(expected));
        new ExecutorRights(sources).HasLost(tenant, new(source, subject, null)).ShouldBe(expected is "none");
    }

    [Fact]
    public void Whoever_is_at_this_computer_loses_nothing() => new ExecutorRights(null).HasLost("local", ReportExecutor.Of(Caller.Local)).ShouldBeFalse();

    private TokenSource Tokens(string name, IReadOnlyList<ClaimRole> claims) => new(
        new(
            name,
            "RS256",
            "issuer",
            "audience",
            new AzureDialect(),
            new(null, new Dictionary<string, string>(StringComparer.Ordinal) { ["site-1"] = "acme" }),
            new(Role.Viewer, new Dictionary<string, Role>(StringComparer.Ordinal) { ["named-none"] = Role.None, ["named-editor"] = Role.Editor }, claims)),
        new SharedSecrets([], clock),
        clock);

    private static string Token(string name) => $"tsk_{name}_0123456789-0123456789-0123456789";

    private static ApiKey Key(string name, Role role, string? until = null) => new(
        name, SHA256.HashData(Encoding.UTF8.GetBytes(Token(name))), "acme", role, until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture));

    private async Task<Answer> SendAsync(RunningService service, string who, HttpMethod method, string path, string? match = null, bool isNew = false)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", Token(who));
        request.Content = method == HttpMethod.Get ? null : new StringContent(ReportCalls.Wish(isNew ? teams : null).ToJsonString(), Encoding.UTF8, "application/json");
        if (isNew)
        {
            request.Headers.IfNoneMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        }

        if (match is not null)
        {
            request.Headers.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Parse(match));
        }

        using var response = await service.Client.SendAsync(request, Cancel);
        var answer = await Answer.OfAsync(response);
        answer.Status.ShouldBe(200, answer.Text);
        return answer;
    }

    private Task<RunningService> StartAsync(params ApiKey[] keys) => RunningService.StartAsync(
        folder.File("data"),
        Backlogs.Source(Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 30, "SMB"))),
        clock,
        callers: keys.Length == 0 ? null : new("acme", [], [new ApiKeySettings("api-keys", keys)]),
        guard: OutboundGuard.For($"http://{teams.Address.Authority}"));
}
