using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>A simulated Azure DevOps, and a tracker for its project Apple.</summary>
internal sealed class ReadingFixture : IAsyncDisposable
{
    private ReadingFixture(AzureOrganization organization, HttpClock clock)
    {
        Organization = organization;
        Clock = clock;
        Settings = organization.Settings("Apple");
        Tracker = new(Settings, new(AzureOrganization.Token), new WriteSwitch(), clock);
    }

    public AzureOrganization Organization { get; }

    public AzureSimulator Azure => Organization.Azure;

    public AzureData Data => Organization.Data;

    public HttpClock Clock { get; }

    public ConnectionSettings Settings { get; private set; }

    public AzureTracker Tracker { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ReadingFixture> StartAsync(AzureOptions? options = null)
    {
        var clock = new HttpClock();
        return new(await AzureOrganization.StartAsync((options ?? new()) with { Clock = clock }), clock);
    }

    /// <summary>The same organization by other settings or with another token, not yet connected.</summary>
    public void Reconnect(Func<ConnectionSettings, ConnectionSettings> with, string? token = AzureOrganization.Token, EntraTokens? entra = null)
    {
        Tracker.Dispose();
        Settings = with(Settings);
        Tracker = new(Settings, new(token), new WriteSwitch(), Clock, entra);
    }

    public Task<ConnectionReport> ConnectAsync() => Tracker.ConnectAsync(Cancel);

    /// <summary>Connects and reads everything of the first scope.</summary>
    public async Task<IReadOnlyList<ItemPage>> ReadAsync(string? cursor = null)
    {
        List<ItemPage> pages = [];
        await foreach (var page in Tracker.ReadAsync(new(Tracker.Scopes[0], cursor, _ => false, _ => true), Cancel))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>The items as they were read last: what changed shortly before may be read twice.</summary>
    public async Task<IReadOnlyDictionary<string, WorkItem>> ItemsAsync() =>
        (await ReadAsync()).SelectMany(page => page.Items).GroupBy(item => item.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);

    /// <summary>What something fails with; connecting, unless something else is said.</summary>
    public async Task<TrackerProblem> ProblemAsync(Func<Task>? act = null) =>
        (await Should.ThrowAsync<TrackerException>(act ?? ConnectAsync)).Problem;

    public async ValueTask DisposeAsync()
    {
        Tracker.Dispose();
        await Organization.DisposeAsync();
    }
}
