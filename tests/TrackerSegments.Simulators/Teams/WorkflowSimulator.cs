using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrackerSegments.Simulators.Teams;

/// <summary>A workflow that posts cards to a channel, on 127.0.0.1: strict, and as slow and as broken as a test wants.</summary>
public sealed class WorkflowSimulator : IAsyncDisposable
{
    /// <summary>Found anywhere in what the service says or keeps, it has given the address away.</summary>
    public const string Signature = "planted-SIGNATURE_7f3a";

    private const int MostBytes = 28 * 1024;
    private const string Path = "/powerautomate/automations/direct/workflows/0f8fad5bd9cb469fa16570867728950e/triggers/manual/paths/invoke";

    private readonly WebApplication application;
    private readonly ConcurrentQueue<WorkflowFault> faults = new();
    private readonly ConcurrentQueue<JsonNode> accepted = new();
    private int calls;

    private WorkflowSimulator(WebApplication application) => this.application = application;

    /// <summary>The workflow's address, with its signature.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Whether the workflow is there and switched on.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The messages that were taken: each of them stands in the channel.</summary>
    public IReadOnlyList<JsonNode> Accepted => [.. accepted];

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref calls);

    public static async Task<WorkflowSimulator> StartAsync(CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var simulator = new WorkflowSimulator(builder.Build());
        simulator.application.Run(simulator.HandleAsync);
        await simulator.application.StartAsync(cancellationToken);
        var addresses = simulator.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        simulator.Address = new($"{addresses.First()}{Path}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={Signature}");
        return simulator;
    }

    /// <summary>The next post goes wrong, after those planned before.</summary>
    public void Plan(params IEnumerable<WorkflowFault> next)
    {
        foreach (var fault in next)
        {
            faults.Enqueue(fault);
        }
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref calls);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (faults.TryDequeue(out var fault))
        {
            await FailAsync(context, fault, body.ToArray());
            return;
        }

        var (status, code) = Judge(context.Request, body.ToArray());
        await AnswerAsync(context, status, code);
    }

    private (int Status, string Code) Judge(HttpRequest request, byte[] body)
    {
        if (!IsOn || request.Path != Path || !HttpMethods.IsPost(request.Method))
        {
            return (404, "WorkflowNotFound");
        }

        if (request.Query["sig"] != Signature)
        {
            return (401, "DirectApiAuthorizationRequired");
        }

        if (body.Length > MostBytes)
        {
            return (413, "RequestEntityTooLarge");
        }

        return request.HasJsonContentType() && TryTake(body) ? (202, "") : (400, "TriggerInputSchemaMismatch");
    }

    private bool TryTake(byte[] body)
    {
        try
        {
            var message = JsonNode.Parse(body);
            if (message is not JsonObject { } whole
                || whole["type"]?.ToString() != "message"
                || whole["attachments"] is not JsonArray { Count: > 0 } attachments
                || attachments.Any(a => a?["contentType"]?.ToString() != "application/vnd.microsoft.card.adaptive" || a["content"]?["type"]?.ToString() != "AdaptiveCard"))
            {
                return false;
            }

            accepted.Enqueue(message);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task FailAsync(HttpContext context, WorkflowFault fault, byte[] body)
    {
        if (fault.IsAfterAccepted)
        {
            Judge(context.Request, body);
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, context.RequestAborted);
        }

        if (fault.Status == 0)
        {
            context.Abort();
            return;
        }

        if (fault.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        await AnswerAsync(context, fault.Status, fault.Code);
    }

    private static async Task AnswerAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        if (code.Length > 0)
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($$$"""{"error":{"code":"{{{code}}}","message":"{{{code}}}"}}"""), context.RequestAborted);
        }
    }
}
