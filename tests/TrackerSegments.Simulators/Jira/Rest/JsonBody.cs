using System.Text.Json;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Reads bodies strictly: what Jira does not know, or has another type, is refused.</summary>
internal static class JsonBody
{
    public static JsonElement Object(JsonElement element, params string[] members) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().All(m => members.Contains(m.Name, StringComparer.Ordinal))
            ? element
            : throw JiraRefusal.InvalidPayload;

    public static string? Text(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw JiraRefusal.InvalidPayload;

    public static int? Number(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw JiraRefusal.InvalidPayload;

    public static bool? Flag(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw JiraRefusal.InvalidPayload;

    public static IReadOnlyList<string>? Texts(JsonElement body, string name) => Elements(body, name) is not { } elements ? null
        : elements.TrueForAll(e => e.ValueKind == JsonValueKind.String) ? elements.ConvertAll(e => e.GetString()!) : throw JiraRefusal.InvalidPayload;

    public static IReadOnlyList<long>? Numbers(JsonElement body, string name) => Elements(body, name) is not { } elements ? null
        : elements.TrueForAll(e => e.ValueKind == JsonValueKind.Number) ? elements.ConvertAll(e => e.GetInt64()) : throw JiraRefusal.InvalidPayload;

    public static List<JsonElement>? Elements(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw JiraRefusal.InvalidPayload;

    private static bool Has(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
