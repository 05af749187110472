using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>The service as the program builds it, on a port of its own, spoken to over real HTTP.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningService(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        Client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public WorkspaceHost Host => app.Services.GetRequiredService<WorkspaceHost>();

    public TrackerSegmentsOptions Options => app.Services.GetRequiredService<TrackerSegmentsOptions>();

    public Uri Address => Client.BaseAddress!;

    /// <summary>Every address that it answers at.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RunningService> StartAsync(
        string data,
        WorkspaceSource? source = null,
        TimeProvider? clock = null,
        bool open = true,
        string panel = "there is none",
        TimeSpan? patience = null,
        TrackerAccess? access = null,
        TableAccount? tables = null,
        AccessSettings? callers = null,
        OutboundGuard? guard = null)
    {
        var log = new LogLines();
        var options = new TrackerSegmentsOptions
        {
            DataFolder = data,
            Tables = tables,
            Addresses = ListenAddress.ParseAll("http://127.0.0.1:0"),
            Source = source,
            Access = access ?? new(),
            Callers = callers,
            Guard = guard ?? OutboundGuard.For(hosts: null),
            PanelFolder = panel,
            Patience = patience ?? TimeSpan.FromSeconds(60),
        };
        var built = TrackerSegmentsBuilder.Build(options, clock ?? new FixedClock(), logging => logging.AddProvider(log));
        await built.StartAsync(Cancel);
        var service = new RunningService(built, log);
        if (open)
        {
            service.Host.Start();
            await service.Host.Settled;
        }

        return service;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>The card of an epic on the board as it is now.</summary>
    public async Task<JsonElement> EpicAsync(string key) => (await GetAsync("/api/board")).GetProperty("epics").EnumerateArray()
        .Single(e => e.GetProperty("key").ValueEquals(key));

    public Task<Answer> WriteAsync(string epic, string revision, string key, string[] add, string[] remove, string lens = Backlogs.Lens) =>
        SendAsync(epic, JsonSerializer.Serialize(
            new { lens, add, remove, expectedRevision = revision, idempotencyKey = key }));

    public Task<Answer> DryRunAsync(string epic, string[] add, string[] remove) =>
        SendAsync(epic, JsonSerializer.Serialize(new { lens = Backlogs.Lens, add, remove, dryRun = true }));

    public async Task<Answer> SendAsync(string epic, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync($"/api/epics/{Uri.EscapeDataString(epic)}/segments", content, Cancel);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> WriteManyAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync("/api/epics/segments", content, Cancel);
        return await Answer.OfAsync(response);
    }

    /// <summary>Asks for a reading of the tracker.</summary>
    public async Task SyncAsync()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync("/api/sync", content, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(int Status, string? ContentType, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Checks that it is a whole problem document with a sentence for a person, and gives the sentence.</summary>
    public string ShouldBeProblem(int status, string code)
    {
        Status.ShouldBe(status, Text);
        ContentType.ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("code").GetString().ShouldBe(code);
        Json.GetProperty("type").GetString().ShouldBe($"urn:trackersegments:{code}");
        Json.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        Json.GetProperty("traceId").GetString().ShouldNotBeNullOrWhiteSpace();
        Text.ShouldNotContain("Exception");
        Text.ShouldNotContain("   at ");
        Text.ShouldNotContain("System.");
        var detail = Json.GetProperty("detail").GetString()!;
        detail.ShouldEndWith(".");
        return detail;
    }
}

/// <summary>What the service logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => new Logger(lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
