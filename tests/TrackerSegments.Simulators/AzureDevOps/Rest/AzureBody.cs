using System.Text.Json;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Reads bodies strictly: what has another type is refused, and so is what is not known, which the real service would overlook.</summary>
internal static class AzureBody
{
    public static JsonElement Object(JsonElement element, params string[] members)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw AzureRefusal.Invalid("The body must be an object.");
        }

        foreach (var member in element.EnumerateObject().Where(m => !members.Contains(m.Name, StringComparer.Ordinal)))
        {
            throw AzureRefusal.Invalid($"The body has an unknown member '{member.Name}'.");
        }

        return element;
    }

    public static string? Text(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name);

    public static string Needed(JsonElement body, string name) => Text(body, name) is { Length: > 0 } text ? text
        : throw AzureRefusal.Invalid($"Value cannot be null. Parameter name: {name}");

    public static bool Flag(JsonElement body, string name) =>
        Has(body, name, out var value) && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name));

    public static IReadOnlyList<string>? Texts(JsonElement body, string name) => Elements(body, name) is not { } elements ? null
        : elements.TrueForAll(e => e.ValueKind == JsonValueKind.String) ? elements.ConvertAll(e => e.GetString()!) : throw Wrong(name);

    public static IReadOnlyList<int>? Numbers(JsonElement body, string name) => Elements(body, name) is not { } elements ? null
        : elements.TrueForAll(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _)) ? elements.ConvertAll(e => e.GetInt32()) : throw Wrong(name);

    public static List<JsonElement>? Elements(JsonElement body, string name) =>
        !Has(body, name, out var value) ? null : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Wrong(name);

    private static bool Has(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static AzureRefusal Wrong(string name) => AzureRefusal.Invalid($"The member '{name}' of the body is of another type.");
}
