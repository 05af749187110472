using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>The webhooks of Jira: issue created, updated, deleted. They are signed with the secret.</summary>
internal sealed class JiraWebhook : ITrackerWebhook
{
    public const string SignatureHeader = "X-Hub-Signature";

    public const string DeliveryHeader = "X-Atlassian-Webhook-Identifier";

    private const string Algorithm = "sha256=";

    private const int MaxDepth = 64;

    public string Kind => "jira";

    public string Product => "Jira";

    public string Proof => $"The header {SignatureHeader}";

    public bool IsTrusted(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret) => IsSigned(body, headers[SignatureHeader], secret);

    /// <remarks>The identifier is the same for every try of one event, and for all the issues of a bulk change.</remarks>
    public TrackerEvent? Parse(IHeaderDictionary headers, ReadOnlyMemory<byte> body) => Parse(body) is not { } told ? null
        : new(told.IssueId, headers[DeliveryHeader] is [{ Length: > 0 } id] ? id : null);

    /// <summary>Whether the body was signed with the secret; compared in the same time whatever is wrong.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        if (signature is null || !signature.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature[Algorithm.Length..].ToLowerInvariant()));
    }

    /// <summary>The issue an event is about.</summary>
    /// <returns>Its id and its key as they were; null where the event is about no issue.</returns>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static JiraEvent? Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new() { MaxDepth = MaxDepth });
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
            || !root.TryGetProperty("issue", out var issue)
            || issue.ValueKind != JsonValueKind.Object
            || Text(issue, "id") is not { } id)
        {
            return null;
        }

        var key = Text(issue, "key");
        return new(id, key, Text(root, "webhookEvent") ?? Text(root, "eventType") ?? "", key is null ? null : ProjectOf(key));
    }

    private static string? ProjectOf(string key) => key.LastIndexOf('-') is > 0 and var dash ? key[..dash] : null;

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : null;
}

/// <summary>An event of Jira.</summary>
/// <param name="IssueId">The id of the issue.</param>
/// <param name="IssueKey">Its key, where the event names it.</param>
/// <param name="Kind">What happened, as Jira calls it; for people.</param>
/// <param name="Project">The key of its project, where the event names it.</param>
internal sealed record JiraEvent(string IssueId, string? IssueKey, string Kind, string? Project);
