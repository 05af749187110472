using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>The service hooks of a simulated Azure DevOps, sent to the service as it runs.</summary>
public sealed partial class AzureHookTests : IDisposable
{
    private const string Secret = "planted-hook-secret";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_hooks_tell_is_taken_over_at_once_in_any_order_and_however_often(bool byHeader)
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 6);
        await using var service = await StartAsync(site);
        await SyncedAsync(service);
        var hooks = site.Azure.RegisterHook(
            new(service.Address, "api/webhooks/azure-devops"), byHeader ? ("X-TrackerSegments-Secret", Secret) : null, byHeader ? null : ("hooks", Secret), collects: true);
        hooks.Copies = call => 1 + (call.Event.Item.Id % 3);
        var edits = new AzureEdits(site, new Random(5));
        for (var i = 0; i < 60; i++)
        {
            edits.Make();
        }

        var random = new Random(6);
        await hooks.SendPendingAsync(calls => calls.OrderBy(_ => random.Next()), Cancel);

        hooks.Answers.ShouldAllBe(status => status == 202);
        await SyncedAsync(service, s => s.GetProperty("pendingEvents").GetInt32() == 0);
        var there = site.Data.Items.Select(i => $"{i.Id}").ToHashSet(StringComparer.Ordinal);
        var live = (await service.Host.Opened).Sync!.All[0];
        IReadOnlyList<string> Lines() => AzureOrganization.Lines(live.Copy.Items.Where(i => there.Contains(i.Key)));

        // That a parent was deleted is told of the parent alone.
        await UntilAsync(() => Task.FromResult(WithoutParents(Lines())), WithoutParents(site.There("Apple")));
        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);
        Lines().ShouldBe(site.There("Apple"));
    }

    [Fact]
    public async Task Hooks_that_are_lost_and_items_that_are_taken_away_for_good_are_found_by_the_comparison()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 6);
        await using var service = await StartAsync(site);
        await SyncedAsync(service);
        var hooks = site.Azure.RegisterHook(new(service.Address, "api/webhooks/azure-devops"), ("X-TrackerSegments-Secret", Secret));
        var random = new Random(8);
        hooks.Drops = _ => random.Next(5) == 0;
        var edits = new AzureEdits(site, new Random(9));
        for (var i = 0; i < 100; i++)
        {
            edits.Make();
        }

        site.Data.Destroy(1);
        await hooks.SettledAsync();
        var live = (await service.Host.Opened).Sync!.All[0];
        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);
        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.Zero), Cancel);

        await UntilAsync(() => Task.FromResult(AzureOrganization.Lines(live.Copy.Items)), site.There("Apple"));
    }

    [Fact]
    public async Task An_event_without_the_secret_without_sense_or_of_another_tracker_is_refused()
    {
        await using var site = await AzureOrganization.StartAsync();
        await using var service = await StartAsync(site);
        const string Event = """{"id":"1","eventType":"workitem.created","resource":{"id":7}}""";

        (await TellAsync(service, Event, null)).ShouldBeProblem(403, "webhookNotSigned").ShouldContain("X-TrackerSegments-Secret");
        (await TellAsync(service, Event, "another")).ShouldBeProblem(403, "webhookNotSigned").ShouldNotContain(Secret);
        (await TellAsync(service, "{", Secret)).ShouldBeProblem(400, "malformedBody");
        (await TellAsync(service, """{"eventType":"build.complete"}""", Secret)).Status.ShouldBe(202);
        (await TellAsync(service, Event, Secret)).Status.ShouldBe(202);
        service.Log.Text.ShouldNotContain(Secret);
    }

    private static IReadOnlyList<string> WithoutParents(IReadOnlyList<string> lines) => [.. lines.Select(line => Parent().Replace(line, " "))];

    [GeneratedRegex(" below ([0-9]+|-) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parent();

    private static async Task<Answer> TellAsync(RunningService service, string body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/azure-devops") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
        {
            request.Headers.Add("X-TrackerSegments-Secret", secret);
        }

        using var response = await service.Client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response);
    }

    private static async Task SyncedAsync(RunningService service, Func<JsonElement, bool>? isSo = null)
    {
        isSo ??= s => s.GetProperty("isComplete").GetBoolean();
        var sync = await service.GetAsync("/api/sync");
        for (var i = 0; i < 600 && !isSo(sync); i++)
        {
            await Task.Delay(50, Cancel);
            sync = await service.GetAsync("/api/sync");
        }

        isSo(sync).ShouldBeTrue(sync.GetRawText());
    }

    /// <summary>The last event may still be looked at.</summary>
    private static async Task UntilAsync(Func<Task<IReadOnlyList<string>>> actual, IReadOnlyList<string> expected)
    {
        for (var i = 0; i < 100 && !(await actual()).SequenceEqual(expected, StringComparer.Ordinal); i++)
        {
            await Task.Delay(50, Cancel);
        }

        (await actual()).ShouldBe(expected);
    }

    private Task<RunningService> StartAsync(AzureOrganization site) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [site.Settings("Apple")] },
        TimeProvider.System,
        access: new() { Secrets = new(new(AzureOrganization.Token), new(Secret)), Pace = new() { Every = TimeSpan.FromHours(1) } });
}
