using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class AzureSyncTests : IDisposable
{
    private static readonly string[] Read = ["Apple", "birch WOOD"];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AzureKind.Services, "fabrikam")]
    [InlineData(AzureKind.Server, "tfs/Default Collection")]
    public async Task Everything_that_belongs_to_the_projects_is_in_the_copy_and_nothing_else(AzureKind kind, string organization)
    {
        await using var site = await AzureOrganization.StartAsync(new() { Kind = kind, Organization = organization.Replace(" ", "", StringComparison.Ordinal) });
        site.Fill("Apple", 100);
        site.Fill("Birch wood", 10);
        site.Fill("Cedar", 5);
        using var store = Open("all");

        await OnceAsync(store, site);

        (await KeptAsync(store)).ShouldBe(site.There(Read));
        site.There(Read).Count.ShouldBe(550);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_any_edits_readings_and_lost_events_the_copy_is_what_Azure_DevOps_holds(int seed)
    {
        var random = new Random(seed);
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 8);
        site.Fill("Cedar", 3);
        using var store = Open($"model-{seed}");
        var edits = new AzureEdits(site, random);
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

        (await KeptAsync(store)).ShouldBe(site.There(Read));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_feeds_alone_tell_of_everything_that_is_not_taken_away_for_good(int seed)
    {
        var random = new Random(seed);
        await using var site = await AzureOrganization.StartAsync(new() { FeedPage = 7, LinkPage = 5 });
        site.Fill("Apple", 6);
        site.Fill("Cedar", 3);
        using var store = Open($"feeds-{seed}");
        var edits = new AzureEdits(site, random);
        using var live = await OpenAsync(store, site);
        await live.Sync.RunOnceAsync(Cancel);
        for (var step = 0; step < 200; step++)
        {
            edits.Make();
            if (random.Next(30) == 0)
            {
                await live.Sync.RunOnceAsync(Cancel);
                Problems(live).ShouldBeEmpty();
            }
        }

        await live.Sync.RunOnceAsync(Cancel);

        var there = site.Data.Items.Select(i => i.Id).ToHashSet();
        AzureOrganization.Lines(live.Copy.Items.Where(i => there.Contains(int.Parse(i.Id!, System.Globalization.CultureInfo.InvariantCulture))))
            .ShouldBe(site.There(Read));
    }

    [Fact]
    public async Task Killed_at_any_call_and_started_again_it_ends_in_the_same_state()
    {
        await using var site = await AzureOrganization.StartAsync(new() { FeedPage = 40 });
        site.Fill("Apple", 90);
        site.Fill("Birch wood", 10);
        using (var whole = Open("whole"))
        {
            await OnceAsync(whole, site);
        }

        var calls = site.Azure.Requests.Count;
        calls.ShouldBeGreaterThan(12);
        var killed = 0;
        for (var n = 1; n <= calls; n++)
        {
            using var store = Open($"killed-{n}");
            using var kill = new CancellationTokenSource();
            var seen = 0;
            site.Azure.BeforeHandling = _ => Interlocked.Increment(ref seen) == n ? kill.CancelAsync() : Task.CompletedTask;
            try
            {
                using var live = await OpenAsync(store, site);
                await live.Sync.RunOnceAsync(kill.Token);
                kill.Token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                killed++;
            }

            site.Azure.BeforeHandling = null;
            site.Data.Edit(site.Data.Items[n].Id, AzureFieldNames.Title, $"Edited after call {n}");

            await OnceAsync(store, site);

            (await KeptAsync(store)).ShouldBe(site.There(Read), $"Killed at call {n}.");
        }

        // Projects that look at the feeds at the same moment share one call, so that some runs have fewer.
        killed.ShouldBeGreaterThan(calls - 5);
    }

    [Fact]
    public async Task What_changes_while_everything_is_read_is_not_lost()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 90);
        using var store = Open("meanwhile");
        var random = new Random(9);
        var edits = new AzureEdits(site, random);
        site.Azure.AfterHandling = request =>
        {
            for (var i = 0; request.Template.EndsWith("/workitemsbatch", StringComparison.Ordinal) && i < 5; i++)
            {
                lock (random)
                {
                    edits.Make();
                }
            }

            return Task.CompletedTask;
        };
        using var live = await OpenAsync(store, site);
        await live.Sync.RunOnceAsync(Cancel);
        site.Azure.AfterHandling = null;

        await OnceAsync(store, site, new() { CheckEvery = TimeSpan.Zero });

        (await KeptAsync(store)).ShouldBe(site.There(Read));
    }

    [Theory]
    [InlineData(-120)]
    [InlineData(120)]
    public async Task Queries_that_lag_and_clocks_that_differ_lose_nothing(int skewMinutes)
    {
        await using var site = await AzureOrganization.StartAsync(new() { ClockSkew = TimeSpan.FromMinutes(skewMinutes) });
        site.Fill("Apple", 5);
        site.Data.SearchLag = TimeSpan.FromMinutes(2);
        using var store = Open("lag");

        await OnceAsync(store, site);

        (await KeptAsync(store)).ShouldBe(site.There(Read));
        site.There(Read).Count.ShouldBe(25);
        site.Data.Edit(1, Backlogs.Field, "Legacy");
        site.Data.Add("Apple", "User Story", "New", site.Data.Item(1), (AzureFieldNames.StoryPoints, 5));
        await OnceAsync(store, site);
        (await KeptAsync(store)).ShouldBe(site.There(Read));
    }

    [Fact]
    public async Task Fifty_changes_take_at_most_three_calls_and_none_take_two()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 200);
        using var store = Open("delta");
        using var live = await OpenAsync(store, site, projects: ["Apple"]);
        await live.Sync.RunOnceAsync(Cancel);
        site.Azure.ForgetRequests();
        foreach (var item in site.Data.Items.Take(50))
        {
            site.Data.Edit(item.Id, AzureFieldNames.Title, $"{item.Latest.Title} again");
        }

        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);

        site.Azure.Requests.Count.ShouldBeLessThanOrEqualTo(3, string.Join('\n', site.Azure.Requests));
        live.Copy.Items.Count(i => i.Title.EndsWith("again", StringComparison.Ordinal)).ShouldBe(50);
        site.Azure.ForgetRequests();
        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);
        site.Azure.Requests.Count.ShouldBe(2, string.Join('\n', site.Azure.Requests));
    }

    [Fact]
    public async Task A_place_in_the_feeds_that_is_refused_lets_the_project_be_read_anew_once_and_loses_nothing()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 20);
        using var store = Open("refused");
        using var live = await OpenAsync(store, site, projects: ["Apple"]);
        await live.Sync.RunOnceAsync(Cancel);
        site.Data.Edit(1, AzureFieldNames.Title, "Edited");
        await live.Sync.RunOnceAsync(Cancel);
        site.Data.Edit(2, AzureFieldNames.Title, "Edited too");
        site.Data.Delete(site.Data.Items[^1].Id);
        site.Azure.Faults.On(
            r => r.Query.ContainsKey("continuationToken"), AzureFault.Status(400, "The continuation token is invalid.", "VssPropertyValidationException"), int.MaxValue);

        await live.Sync.Scopes.Single().ReadAsync(new(int.MaxValue, TimeSpan.MaxValue), Cancel);

        site.Azure.Requests.ShouldContain(r => r.Status == 400);
        AzureOrganization.Lines(live.Copy.Items).ShouldBe(site.There("Apple"));
        live.Sync.Scopes.Single().State.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_project_that_is_renamed_is_the_same_project_and_its_items_say_the_new_name()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 4);
        using var store = Open("renamed");
        using (var live = await OpenAsync(store, site, projects: ["Apple"]))
        {
            await live.Sync.RunOnceAsync(Cancel);
            site.Data.RenameProject("Apple", "Apricot");
            site.Data.Edit(1, AzureFieldNames.Title, "Edited after the renaming");
            await live.Sync.RunOnceAsync(Cancel);
            Problems(live).ShouldBeEmpty();
            AzureOrganization.Lines(live.Copy.Items).ShouldBe(site.There("Apricot"));
        }
    }

    [Fact]
    public async Task A_project_that_is_hidden_stops_itself_alone_keeps_its_figures_and_goes_on_when_it_is_seen_again()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 3);
        site.Fill("Birch wood", 3);
        using var store = Open("hidden");
        await OnceAsync(store, site);
        site.Data.Permit("Ada", AzurePermissions.None, "Birch wood");
        site.Data.Edit(1, AzureFieldNames.Title, "Edited");
        using (var live = await OpenAsync(store, site))
        {
            await live.Sync.RunOnceAsync(Cancel);
            Problems(live).Single().ShouldStartWith("Birch wood projectGone");
        }

        (await KeptAsync(store)).ShouldBe(site.There(Read));
        site.Data.Permit("Ada", AzurePermissions.Member, "Birch wood");
        await OnceAsync(store, site);
        (await KeptAsync(store)).ShouldBe(site.There(Read));
    }

    [Fact]
    public async Task A_token_that_dies_during_a_reading_is_said_and_a_newer_one_goes_on_where_it_was()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 200);
        using var store = Open("token");
        site.Azure.Faults.ExpireTokensFromCall(11);
        using (var live = await OpenAsync(store, site, projects: ["Apple"]))
        {
            await live.Sync.RunOnceAsync(Cancel);
            Problems(live).ShouldContain(p => p.Contains("notAuthenticated", StringComparison.Ordinal));
        }

        site.Azure.Faults.Clear();
        await OnceAsync(store, site, projects: ["Apple"]);

        (await KeptAsync(store)).ShouldBe(site.There("Apple"));
    }

    [Fact]
    public async Task Where_a_query_says_which_epics_count_only_these_and_all_below_them_are_kept_through_any_edits()
    {
        var random = new Random(11);
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 12);
        using var store = Open("narrowed");
        var settings = site.Settings("Apple") with { Query = "SELECT [System.Id] FROM WorkItems WHERE [Customer segment] CONTAINS 'SMB' ORDER BY [System.Title]" };
        var edits = new AzureEdits(site, random);
        using (var live = await OpenAsync(store, site, settings: settings))
        {
            await live.Sync.RunOnceAsync(Cancel);
            AzureOrganization.Lines(live.Copy.Items).ShouldBe(Below());
            for (var step = 0; step < 200; step++)
            {
                edits.Make();
                if (random.Next(20) == 0)
                {
                    await live.Sync.RunOnceAsync(Cancel);
                    Problems(live).ShouldBeEmpty();
                }
            }
        }

        await OnceAsync(store, site, new() { CheckEvery = TimeSpan.Zero }, settings: settings);

        (await KeptAsync(store)).ShouldBe(Below());

        IReadOnlyList<string> Below() => site.There(item =>
        {
            for (var at = item; at is not null; at = at.Latest.VisibleParent)
            {
                if (at.Latest.Type.Name == "Epic" && at.Latest.Project.Name == "Apple" && at.Text(site.Data.Field(Backlogs.Field).ReferenceName)?.Contains("SMB", StringComparison.Ordinal) == true)
                {
                    return item.Latest.Project.Name == "Apple";
                }
            }

            return false;
        });
    }

    private static IEnumerable<string> Problems(LiveTracker live) =>
        live.Sync.Scopes.Where(s => s.State.Problem is not null).Select(s => $"{s.Scope.Label} {s.State.Problem!.Code} {s.State.Problem.Text}");

    private static async Task<IReadOnlyList<string>> KeptAsync(IDocumentStore store)
    {
        using var copy = await TrackerCopy.OpenAsync(new(store, "w"), _ => true, Cancel);
        return AzureOrganization.Lines(copy.Items);
    }

    private static async Task OnceAsync(
        IDocumentStore store, AzureOrganization site, SyncPace? pace = null, ConnectionSettings? settings = null, string[]? projects = null)
    {
        using var live = await OpenAsync(store, site, pace, projects, settings);
        await live.Sync.RunOnceAsync(Cancel);
        Problems(live).ShouldBeEmpty();
    }

    private static Task<LiveTracker> OpenAsync(
        IDocumentStore store,
        AzureOrganization site,
        SyncPace? pace = null,
        string[]? projects = null,
        ConnectionSettings? settings = null) => LiveTracker.OpenAsync(
            store,
            "w",
            settings ?? site.Settings(projects ?? Read),
            new() { Secrets = new(new(AzureOrganization.Token), null), Pace = pace ?? new() },
            TimeProvider.System,
            NullLogger.Instance,
            Cancel);

    private SqliteDocumentStore Open(string name) => SqliteDocumentStore.Open(folder.File($"{name}.db"));
}
