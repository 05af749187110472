using System.Globalization;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Tests.Trackers.Files;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Telemetry;

/// <summary>Metrics and traces as a collector gets them.</summary>
[Collection(nameof(AloneTests))]
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_collector_that_is_named_gets_metrics_and_traces_without_a_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "B", 3);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TelemetryExport.EndpointVariable] = collector.Address,
            [TelemetryExport.HeadersVariable] = "x-key=planted-key-of-the-collector",
            [TelemetryExport.IntervalVariable] = "50",
        };

        var run = ServeCommand.ServeAsync(
            Options(site), new(output, error, ShowsProgress: false, TimeProvider.System) { Environment = variables.GetValueOrDefault }, stop.Token);
        for (var i = 0; i < 400 && !run.IsCompleted && !(Has("/v1/metrics", "trackersegments.sync.lag") && Has("/v1/metrics", "http.client.request.duration")); i++)
        {
            await Task.Delay(25, stop.Token);
        }

        await stop.CancelAsync();
        (await run).ShouldBe(0, error.ToString());

        Has("/v1/metrics", "trackersegments.sync.lag").ShouldBeTrue();
        Has("/v1/traces", "read scope").ShouldBeTrue();
        collector.Posts.ShouldAllBe(p => p.Key == "planted-key-of-the-collector");
        var told = string.Concat(collector.Posts.Select(p => p.Body));
        told.ShouldNotContain(JiraSite.Token);
        told.ShouldNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{JiraSite.Email}:{JiraSite.Token}")));
        told.ShouldNotContain(JiraSite.Email);
        error.ToString().ShouldNotContain("planted");

        bool Has(string path, string text) => collector.Posts.Any(p => p.Path == path && p.Body.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TelemetryExport.EndpointVariable, "collector:4318")]
    [InlineData(TelemetryExport.EndpointVariable, "ftp://collector.example")]
    [InlineData(TelemetryExport.IntervalVariable, "soon")]
    [InlineData(TelemetryExport.IntervalVariable, "0")]
    public void A_setting_that_cannot_be_used_is_named(string variable, string value)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal) { [TelemetryExport.EndpointVariable] = "https://collector.example", [variable] = value };

        var refused = Should.Throw<UsageException>(() => TelemetryExport.Start(variables.GetValueOrDefault));

        refused.Message.ShouldContain(variable);
        refused.Message.ShouldEndWith(".");
    }

    private TrackerSegmentsOptions Options(JiraSite site) => new()
    {
        DataFolder = folder.File("data"),
        Addresses = ListenAddress.ParseAll("http://127.0.0.1:0"),
        Source = new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [site.Settings("A")] },
        Access = new() { Secrets = new(new(JiraSite.Token), null) },
        PanelFolder = "there is none",
    };
}
