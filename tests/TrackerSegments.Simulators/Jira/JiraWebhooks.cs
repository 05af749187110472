using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira;

/// <summary>Tells of every change by a signed call, in order, as Jira's webhooks do; or keeps the calls for a test to send as it likes.</summary>
public sealed class JiraWebhooks : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private readonly ConcurrentQueue<JiraWebhookCall> pending = new();

    private readonly Uri target;

    private readonly string secret;

    private Task sending = Task.CompletedTask;

    private int last;

    internal JiraWebhooks(JiraData data, Uri target, string secret)
    {
        this.target = target;
        this.secret = secret;
        data.Changed += OnChanged;
    }

    /// <summary>Whether calls are kept instead of sent.</summary>
    public bool Collects { get; init; }

    /// <summary>Whether calls carry the issue's id and key alone.</summary>
    public bool OmitsFields { get; init; }

    /// <summary>Which calls are lost.</summary>
    public Func<JiraWebhookCall, bool> Drops { get; set; } = _ => false;

    /// <summary>How often a call is sent.</summary>
    public Func<JiraWebhookCall, int> Copies { get; set; } = _ => 1;

    /// <summary>The calls that are kept.</summary>
    public IReadOnlyList<JiraWebhookCall> PendingEvents => [.. pending];

    /// <summary>What calls were answered with, in order; 0 where there was no answer.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Sends the calls that are kept, in another order where one is given.</summary>
    public async Task SendPendingAsync(Func<IReadOnlyList<JiraWebhookCall>, IEnumerable<JiraWebhookCall>>? order = null, CancellationToken cancellationToken = default)
    {
        List<JiraWebhookCall> calls = [];
        while (pending.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        foreach (var call in order?.Invoke(calls) ?? calls)
        {
            await SendAsync(call, cancellationToken);
        }
    }

    /// <summary>Waits until everything that is on its way has arrived.</summary>
    public Task SettledAsync() => sending;

    public async Task SendAsync(JiraWebhookCall call, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(call.Body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "UTF-8" };
        request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), call.Body.Span))}");
        request.Headers.Add("X-Atlassian-Webhook-Identifier", call.Identifier);
        request.Headers.Add("X-Atlassian-Webhook-Retry", "0");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            Answers.Enqueue((int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            Answers.Enqueue(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sending;
        http.Dispose();
    }

    private void OnChanged(JiraEvent change)
    {
        var identifier = string.Create(CultureInfo.InvariantCulture, $"webhook-{Interlocked.Increment(ref last)}");
        var call = new JiraWebhookCall(identifier, change, Encoding.UTF8.GetBytes(Body(change).ToJsonString()));
        if (Drops(call))
        {
            return;
        }

        for (var copy = 0; copy < Copies(call); copy++)
        {
            if (Collects)
            {
                pending.Enqueue(call);
            }
            else
            {
                lock (http)
                {
                    sending = AfterAsync(sending, call);
                }
            }
        }
    }

    private async Task AfterAsync(Task earlier, JiraWebhookCall call)
    {
        await earlier;
        await SendAsync(call);
    }

    private JsonObject Body(JiraEvent change)
    {
        var issue = new JsonObject { ["id"] = change.Issue.Id.ToString(CultureInfo.InvariantCulture), ["key"] = change.Issue.Key };
        if (!OmitsFields)
        {
            issue["fields"] = new JsonObject
            {
                ["summary"] = change.Issue.Summary,
                ["project"] = new JsonObject { ["key"] = change.Issue.Project.Key },
                ["issuetype"] = new JsonObject { ["name"] = change.Issue.Type.Name },
            };
        }

        var body = new JsonObject
        {
            ["timestamp"] = change.At.ToUnixTimeMilliseconds(),
            ["webhookEvent"] = $"jira:issue_{change.Kind.ToString().ToLowerInvariant()}",
            ["issue"] = issue,
        };
        if (change.Change is { } history)
        {
            body["user"] = new JsonObject { ["accountId"] = history.Author.AccountId, ["displayName"] = history.Author.Name };
            body["changelog"] = new JsonObject
            {
                ["id"] = history.Id.ToString(CultureInfo.InvariantCulture),
                ["items"] = new JsonArray([.. history.Items.Select(Item)]),
            };
        }

        return body;
    }

    private static JsonObject Item(JiraChange item) => new()
    {
        ["field"] = item.Field,
        ["fieldtype"] = item.FieldType,
        ["fieldId"] = item.FieldId,
        ["from"] = item.From,
        ["fromString"] = item.FromText,
        ["to"] = item.To,
        ["toString"] = item.ToText,
    };
}

/// <summary>A call that tells of a change; the identifier is the same whenever it is sent.</summary>
public sealed record JiraWebhookCall(string Identifier, JiraEvent Event, ReadOnlyMemory<byte> Body);
