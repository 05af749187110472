using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Jira.Model;
using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.Jira;

/// <summary>Tells of every change by a signed call, in order, as Jira's webhooks do; or keeps the calls for a test to send as it likes.</summary>
public sealed class JiraWebhooks : OutgoingCalls<JiraWebhookCall>
{
    private readonly Uri target;

    private readonly string secret;

    private int last;

    internal JiraWebhooks(JiraData data, Uri target, string secret)
    {
        this.target = target;
        this.secret = secret;
        data.Changed += OnChanged;
    }

    /// <summary>Whether calls carry the issue's id and key alone.</summary>
    public bool OmitsFields { get; init; }

    protected override HttpRequestMessage Request(JiraWebhookCall outgoing)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(outgoing.Body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "UTF-8" };
        request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), outgoing.Body.Span))}");
        request.Headers.Add("X-Atlassian-Webhook-Identifier", outgoing.Identifier);
        request.Headers.Add("X-Atlassian-Webhook-Retry", "0");
        return request;
    }

    private void OnChanged(JiraEvent change)
    {
        var identifier = string.Create(CultureInfo.InvariantCulture, $"webhook-{Interlocked.Increment(ref last)}");
        Tell(new(identifier, change, Encoding.UTF8.GetBytes(Body(change).ToJsonString())));
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
