using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrackerSegments.Simulators.Functions;

/// <summary>
/// The Functions host as a custom handler sees it: calls its functions over HTTP as their triggers fire, puts what they answer into queues,
/// delivers again what failed, and forwards requests.
/// </summary>
public sealed class FunctionsHost : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };
    private readonly ConcurrentDictionary<string, QueueMessages> queues = new(StringComparer.Ordinal);
    private readonly FunctionApp app;

    public FunctionsHost(FunctionApp app) => this.app = app;

    /// <summary>Where the handler listens. A handler that was started anew may listen elsewhere.</summary>
    public Uri? Handler { get; set; }

    /// <summary>Whether messages are encoded as JSON twice, as they were seen to be, or once, as it is written.</summary>
    public bool EncodesTwice { get; set; } = true;

    /// <summary>What handlers did that the host cannot make sense of.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public QueueMessages Queue(string name) => queues.GetOrAdd(name, _ => new());

    /// <summary>Asks the handler whether it is there, as the host does before anything else.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Handler!, "/"), cancellationToken);
                return;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    /// <summary>How many answers of a function get lost after it has done its work, by its name.</summary>
    public ConcurrentDictionary<string, int> LostAnswers { get; } = new(StringComparer.Ordinal);

    /// <summary>The invocations that were made, with their functions: a retry is the same one again.</summary>
    public ConcurrentQueue<(string Function, Guid Id)> Invocations { get; } = new();

    /// <summary>Fires a timer, and again where that fails, as often as its function says; without the pauses between.</summary>
    /// <returns>Whether the handler succeeded.</returns>
    public async Task<bool> TickAsync(string name, CancellationToken cancellationToken)
    {
        var function = Find(name, "timerTrigger");
        var invocation = Guid.NewGuid();
        for (var retries = 0; retries <= function.Retries; retries++)
        {
            var metadata = Metadata();
            if (retries > 0)
            {
                metadata["RetryContext"] = new JsonObject { ["RetryCount"] = retries, ["MaxRetryCount"] = function.Retries };
            }

            var call = new JsonObject
            {
                ["Data"] = new JsonObject { [function.Trigger.Name] = new JsonObject { ["ScheduleStatus"] = null, ["IsPastDue"] = false } },
                ["Metadata"] = metadata,
            };
            if (await InvokeAsync(function, call, invocation, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Delivers one message of every queue that a function waits for.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var function in app.Functions.Where(f => f.Trigger.Type == "queueTrigger"))
        {
            var queue = Queue(function.Trigger.Queue!);
            if (queue.Take() is not { } message)
            {
                continue;
            }

            any = true;
            if (await InvokeAsync(function, Call(function, message), Guid.NewGuid(), cancellationToken))
            {
                queue.Delete(message.Id);
            }
            else if (message.DequeueCount >= app.MaxDequeueCount)
            {
                queue.Delete(message.Id);
                Queue($"{function.Trigger.Queue}-poison").Add(message.Text);
            }
            else
            {
                queue.Show(message.Id);
            }
        }

        return any;
    }

    /// <summary>Delivers until no queue holds anything any more.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        for (var deliveries = 0; await DeliverAsync(cancellationToken); deliveries++)
        {
            if (deliveries > 10_000)
            {
                throw new InvalidOperationException("The queues do not run empty: every message puts another one.");
            }
        }
    }

    /// <summary>Forwards a request that came from outside to the function whose route it fits.</summary>
    public async Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString;
        if (!path.StartsWith($"/{app.RoutePrefix}/", StringComparison.Ordinal) || !app.Functions.Any(f => f.Trigger is { Type: "httpTrigger", Route: "{*path}" }))
        {
            return new(HttpStatusCode.NotFound);
        }

        request.RequestUri = new(Handler!, path);
        request.Headers.Host = $"127.0.0.1:{Handler!.Port}";
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "segments.example");
        return await client.SendAsync(request, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private AppFunction Find(string name, string trigger) => app.Functions.Single(f => f.Name == name && f.Trigger.Type == trigger);

    private JsonObject Call(AppFunction function, QueueMessage message)
    {
        var text = JsonSerializer.Serialize(message.Text);
        var metadata = Metadata();
        metadata["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture);
        metadata["Id"] = JsonSerializer.Serialize(message.Id.ToString());
        return new()
        {
            ["Data"] = new JsonObject { [function.Trigger.Name] = EncodesTwice ? text : message.Text },
            ["Metadata"] = metadata,
        };
    }

    private static JsonObject Metadata() => new() { ["sys"] = new JsonObject { ["MethodName"] = "", ["RandGuid"] = Guid.NewGuid().ToString() } };

    private async Task<bool> InvokeAsync(AppFunction function, JsonObject call, Guid invocation, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Handler!, $"/{function.Name}"))
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(call.ToJsonString()))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", invocation.ToString());
        Invocations.Enqueue((function.Name, invocation));
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (LostAnswers.TryGetValue(function.Name, out var lost) && lost > 0)
            {
                LostAnswers[function.Name] = lost - 1;
                return false;
            }

            return await TakeAsync(function, answer, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The handler died.
            return false;
        }
    }

    private async Task<bool> TakeAsync(AppFunction function, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        if (text.Length == 0)
        {
            Complaints.Enqueue($"{function.Name} answered nothing: the host waits until its time is over and kills the handler.");
            return false;
        }

        JsonNode? outputs;
        try
        {
            outputs = JsonNode.Parse(text)!["Outputs"];
        }
        catch (JsonException)
        {
            Complaints.Enqueue($"{function.Name} answered something that is no JSON.");
            return false;
        }

        foreach (var (name, value) in outputs?.AsObject() ?? [])
        {
            if (function.Bindings.FirstOrDefault(b => b.Name == name && b is { Type: "queue", Direction: "out" }) is not { } binding)
            {
                Complaints.Enqueue($"{function.Name} answered with an output {name} that its function.json does not name.");
                return false;
            }

            foreach (var message in value!.AsArray())
            {
                Queue(binding.Queue!).Add(message!.GetValue<string>());
            }
        }

        return true;
    }
}
