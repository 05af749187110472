using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The service hooks of Azure DevOps: work item created, updated, deleted, restored. They are not signed; they bring the secret along.</summary>
internal sealed class AzureWebhook : ITrackerWebhook
{
    /// <summary>The header that a subscription's settings name, with the secret.</summary>
    public const string SecretHeader = "X-TrackerSegments-Secret";

    private const string Updated = "workitem.updated";
    private const int MaxDepth = 64;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public string Kind => "azure-devops";

    public string Product => "Azure DevOps";

    public string Proof => $"The header {SecretHeader} (or the password of a basic sign-in)";

    public bool IsTrusted(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret) =>
        headers[SecretHeader] is [{ Length: > 0 } given] ? IsSame(given, secret)
        : headers.Authorization is [{ Length: > 0 } signIn] && PasswordOf(signIn) is { } password && IsSame(password, secret);

    public TrackerEvent? Parse(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body, new() { MaxDepth = MaxDepth });
        var root = document.RootElement;
        var kind = Text(root, "eventType") ?? "";
        if (!kind.StartsWith("workitem.", StringComparison.OrdinalIgnoreCase) || TrackerText.At(root, "resource") is not { } resource)
        {
            return null;
        }

        // Of an update, the resource's own id is the update's number.
        var item = Id(resource, "workItemId")
            ?? (string.Equals(kind, Updated, StringComparison.OrdinalIgnoreCase) ? Id(TrackerText.At(resource, "revision"), "id") : Id(resource, "id"));
        return item is null ? null : new(item, Text(root, "id"));
    }

    /// <summary>Compares what was made of both, so that not even the length shows.</summary>
    private static bool IsSame(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string? PasswordOf(string signIn)
    {
        const string Basic = "Basic ";
        var buffer = new byte[signIn.Length];
        if (!signIn.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(signIn[Basic.Length..].Trim(), buffer, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }

    private static string? Text(JsonElement element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? TrackerText.String(text) : null;

    private static string? Id(JsonElement? element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var id) && id > 0
            ? id.ToString(CultureInfo.InvariantCulture)
            : null;
}
