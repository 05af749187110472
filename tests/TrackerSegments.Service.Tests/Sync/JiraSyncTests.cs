using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class JiraSyncTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task Everything_that_belongs_to_the_projects_is_in_the_copy_and_nothing_else(JiraKind kind)
    {
        await using var site = await JiraSite.StartAsync(new() { Kind = kind });
        site.Fill("A", "C", 30);
        site.Fill("B", "A", 10);
        site.Fill("C", "B", 5);
        using var store = Open("all");

        await OnceAsync(store, site);

        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
        site.There("A", "B").Count.ShouldBe(200);
    }

    [Theory]
    [InlineData(JiraKind.Cloud, 1)]
    [InlineData(JiraKind.Cloud, 2)]
    [InlineData(JiraKind.Cloud, 3)]
    [InlineData(JiraKind.DataCenter, 4)]
    public async Task After_any_edits_readings_and_lost_events_the_copy_is_what_Jira_holds(JiraKind kind, int seed)
    {
        var random = new Random(seed);
        await using var site = await JiraSite.StartAsync(new() { Kind = kind });
        site.Fill("A", "C", 8);
        site.Fill("C", "B", 3);
        using var store = Open($"model-{seed}");
        var edits = new RandomEdits(site, random);
        using (var live = await OpenAsync(store, site))
        {
            await live.Sync.RunOnceAsync(Cancel);
            for (var step = 0; step < 500; step++)
            {
                var changed = edits.Make();
                if (random.Next(10) < 8)
                {
                    await live.Sync.TellAsync($"delivery {step}", $"{changed}", Cancel);
                }

                if (random.Next(40) == 0)
                {
                    await live.Sync.RunOnceAsync(Cancel);
                    Problems(live).ShouldBeEmpty();
                }
            }
        }

        await OnceAsync(store, site, new() { CheckEvery = TimeSpan.Zero });

        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
    }

    [Theory]
    [InlineData(JiraKind.Cloud)]
    [InlineData(JiraKind.DataCenter)]
    public async Task Killed_at_any_call_to_Jira_and_started_again_it_ends_in_the_same_state(JiraKind kind)
    {
        await using var site = await JiraSite.StartAsync(new() { Kind = kind });
        site.Fill("A", "C", 12);
        site.Fill("B", "A", 4);
        using (var whole = Open("whole"))
        {
            await OnceAsync(whole, site);
        }

        var calls = site.Jira.Requests.Count;
        calls.ShouldBeGreaterThan(8);
        for (var n = 1; n <= calls; n++)
        {
            using var store = Open($"killed-{n}");
            using var kill = new CancellationTokenSource();
            var seen = 0;
            site.Jira.BeforeHandling = _ => Interlocked.Increment(ref seen) == n ? kill.CancelAsync() : Task.CompletedTask;
            await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                using var live = await OpenAsync(store, site);
                await live.Sync.RunOnceAsync(kill.Token);
                kill.Token.ThrowIfCancellationRequested();
            });
            site.Jira.BeforeHandling = null;

            await OnceAsync(store, site);

            (await KeptAsync(store)).ShouldBe(site.There("A", "B"), $"Killed at call {n}.");
        }
    }

    [Fact]
    public async Task A_search_that_lags_two_minutes_behind_loses_nothing()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "C", 5);
        using var store = Open("lag");
        await OnceAsync(store, site);
        site.Data.SearchLag = TimeSpan.FromMinutes(2);
        var epic = site.Data.Issues.First(i => i.Type.Name == "Epic");
        site.Data.Edit(epic.Key, Backlogs.Field, "Legacy");
        var added = site.Data.AddIssue("A", "Story", "New", epic.Key, ("Story Points", ["5"]));
        await OnceAsync(store, site);
        (await KeptAsync(store)).ShouldNotContain(line => line.StartsWith($"{added.Id} ", StringComparison.Ordinal), "The search does not lag.");

        site.Data.CatchUp();
        await OnceAsync(store, site);

        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
    }

    [Theory]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/St_Johns")]
    public async Task The_time_zone_of_the_account_changes_nothing(string zone)
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.AddUser("Far", "far@example.com", "planted-token-far", timeZone: zone);
        site.Fill("A", "C", 3);
        using var store = Open("zone");
        var settings = site.Settings("A", "B") with { Email = "far@example.com" };
        await OnceAsync(store, site, settings: settings, token: "planted-token-far");
        site.Data.Edit(site.Data.Issues.First(i => i.Type.Name == "Epic").Key, Backlogs.Field, "Legacy");

        await OnceAsync(store, site, settings: settings, token: "planted-token-far");

        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
        site.Jira.Requests.ShouldNotContain(r => r.Body.Contains("updated >= \\\"20", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fifty_changes_take_at_most_five_calls()
    {
        var clock = new FixedClock();
        await using var site = await JiraSite.StartAsync(new() { Clock = clock });
        site.Fill("A", "C", 200);
        using var store = Open("delta");
        using var live = await OpenAsync(store, site, projects: ["A"], clock: clock);
        clock.Now += TimeSpan.FromHours(1);
        await live.Sync.RunOnceAsync(Cancel);
        clock.Now += TimeSpan.FromMinutes(1);
        site.Jira.ForgetRequests();
        foreach (var issue in site.Data.Issues.Where(i => i.Project.Key == "A").Take(50))
        {
            site.Data.Edit(issue.Key, "Summary", $"{issue.Summary} again");
        }

        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);

        site.Jira.Requests.Count.ShouldBeLessThanOrEqualTo(5, string.Join('\n', site.Jira.Requests));
        live.Copy.Items.Count(i => i.Title.EndsWith("again", StringComparison.Ordinal)).ShouldBe(50);
    }

    [Fact]
    public async Task A_project_that_is_hidden_stops_itself_alone_and_goes_on_when_it_is_seen_again()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "C", 3);
        site.Fill("B", "C", 3);
        site.Data.Permit("Ada", JiraPermissions.None, "B");
        using var store = Open("hidden");
        using (var live = await OpenAsync(store, site))
        {
            await live.Sync.RunOnceAsync(Cancel);
            Problems(live).Single().ShouldStartWith("B projectGone");
        }

        (await KeptAsync(store)).ShouldBe(site.There("A"));
        site.Data.Permit("Ada", JiraPermissions.Member, "B");
        await OnceAsync(store, site);
        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
    }

    [Fact]
    public async Task A_token_that_dies_during_a_reading_is_said_and_a_newer_one_goes_on_where_it_was()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "C", 40);
        using var store = Open("token");
        site.Jira.Faults.ExpireTokensFromCall(9);
        using (var live = await OpenAsync(store, site))
        {
            try
            {
                await live.Sync.RunOnceAsync(Cancel);
                Problems(live).ShouldContain(p => p.Contains("notAuthenticated", StringComparison.Ordinal));
            }
            catch (TrackerException e)
            {
                e.Problem.Code.ShouldBe("notAuthenticated");
            }
        }

        site.Jira.Faults.Clear();
        await OnceAsync(store, site);

        (await KeptAsync(store)).ShouldBe(site.There("A", "B"));
    }

    private static IEnumerable<string> Problems(LiveTracker live) =>
        live.Sync.Scopes.Where(s => s.State.Problem is not null).Select(s => $"{s.Scope.Key} {s.State.Problem!.Code} {s.State.Problem.Text}");

    private static async Task<IReadOnlyList<string>> KeptAsync(IDocumentStore store)
    {
        using var copy = await TrackerCopy.OpenAsync(new(store, "w"), item => item.Type == "Epic", Cancel);
        return JiraSite.Lines(copy.Items);
    }

    private static async Task OnceAsync(
        IDocumentStore store, JiraSite site, SyncPace? pace = null, ConnectionSettings? settings = null, string token = JiraSite.Token)
    {
        using var live = await OpenAsync(store, site, pace, settings: settings, token: token);
        await live.Sync.RunOnceAsync(Cancel);
        Problems(live).ShouldBeEmpty();
    }

    private static Task<LiveTracker> OpenAsync(
        IDocumentStore store,
        JiraSite site,
        SyncPace? pace = null,
        string[]? projects = null,
        ConnectionSettings? settings = null,
        string token = JiraSite.Token,
        TimeProvider? clock = null) => LiveTracker.OpenAsync(
            store,
            "w",
            settings ?? site.Settings(projects ?? ["A", "B"]),
            new() { Secrets = new(new(token), null), Pace = pace ?? new() },
            clock ?? TimeProvider.System,
            NullLogger.Instance,
            Cancel);

    private SqliteDocumentStore Open(string name) => SqliteDocumentStore.Open(folder.File($"{name}.db"));
}
