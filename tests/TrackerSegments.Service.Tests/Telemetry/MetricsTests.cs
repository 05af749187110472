using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Tests.Trackers.Files;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Telemetry;

/// <summary>Every metric moves when what it counts happens. They are of the whole process, so that these tests run while no other does.</summary>
[Collection(nameof(AloneTests))]
public sealed class MetricsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly MeterListener listener = new();

    public MetricsTests()
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name is ServiceMetrics.Name or "Microsoft.AspNetCore.Hosting")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        listener.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Writes_conflicts_echoes_lag_quota_and_the_panels_answers_are_told()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.AddField("Tier", JiraFieldType.Select, "Enterprise", "SMB", "Legacy");
        var first = site.Data.AddIssue("A", "Epic", "Sign in", null, ("Tier", ["Enterprise"]));
        var second = site.Data.AddIssue("A", "Epic", "Search", null, ("Tier", ["Enterprise"]));
        await using var service = await StartAsync(site);
        await ReadAsync(service, () => heard.Any(line => line.StartsWith("trackersegments.sync.lag tracker=jira ", StringComparison.Ordinal)));
        Heard("trackersegments.items.read outcome=changed").ShouldBe(2);
        Heard("trackersegments.items.read outcome=known").ShouldBe(0);

        var revision = await RevisionOf(service, first.Key);
        (await service.WriteAsync(first.Key, revision, "k1", ["smb"], ["enterprise"], "tier")).Status.ShouldBe(200);
        Heard("trackersegments.writes outcome=written tracker=jira").ShouldBe(1);
        Heard("trackersegments.writes outcome=conflict tracker=jira").ShouldBe(0);

        revision = await RevisionOf(service, second.Key);
        site.Data.EditBy(site.Bob, second.Key, "Tier", "SMB");
        (await service.WriteAsync(second.Key, revision, "k2", ["legacy"], ["enterprise"], "tier")).Status.ShouldBe(409);
        Heard("trackersegments.writes outcome=conflict tracker=jira").ShouldBe(1);

        site.Jira.Faults.On(r => r.Path.Contains("search", StringComparison.Ordinal), new JiraFault(JiraFaultKind.Answer)
        {
            StatusCode = 429,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-RateLimit-Remaining"] = "17", ["Retry-After"] = "0" },
        });
        await service.SyncAsync();
        await ReadAsync(service, () => heard.Any(line => line == "trackersegments.tracker.quota_left tracker=Jira 17") && Heard("trackersegments.items.read outcome=known") > 0);
        heard.ShouldContain(line => line.StartsWith("http.server.request.duration", StringComparison.Ordinal) && line.Contains("/api/board", StringComparison.Ordinal));
        heard.ShouldNotContain(line => line.Contains(first.Key, StringComparison.Ordinal) || line.Contains(second.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_that_is_given_up_is_counted()
    {
        using var store = SqliteDocumentStore.Open(folder.File("data.db"));
        using var run = await SyncRun.OpenAsync(store, new MadeTracker("A"));

        await run.Live.Sync.GiveUpAsync(new SyncTask("A"), new("workFailed", "It failed.", Blame.Us), Cancel);

        Heard("trackersegments.work.given_up tracker=jira").ShouldBe(1);
    }

    private static async Task<string> RevisionOf(RunningService service, string key) =>
        (await service.EpicAsync(key)).GetProperty("revision").GetString()!;

    private static async Task ReadAsync(RunningService service, Func<bool>? also = null)
    {
        for (var i = 0; i < 400; i++)
        {
            var sync = await service.GetAsync("/api/sync");
            if (sync.GetProperty("isComplete").GetBoolean() && sync.GetProperty("state").ValueEquals("waiting") && also?.Invoke() != false)
            {
                return;
            }

            await Task.Delay(25, Cancel);
        }

        Assert.Fail("The reading did not come so far.");
    }

    private double Heard(string name) => heard.Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal))
        .Select(line => double.Parse(line[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty().Sum();

    private void Hear<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : IFormattable
    {
        var named = tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}");
        heard.Enqueue(FormattableString.Invariant($"{instrument.Name} {string.Join(' ', named)} {value}"));
    }

    private Task<RunningService> StartAsync(JiraSite site) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest
        {
            Files = [],
            SegmentField = "Tier",
            Segments = [.. ((string[])["Enterprise", "SMB", "Legacy"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
        })
        {
            Connections = [site.Settings("A") with { SegmentField = "Tier" }],
        },
        TimeProvider.System,
        access: new() { Secrets = new(new(JiraSite.Token), null), SwitchWriting = true, Pace = new() { Every = TimeSpan.FromHours(1) } });
}
