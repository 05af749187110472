using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>The text of an option, a component, a version or a person.</summary>
internal static class JiraOption
{
    private static readonly string[] NameProperties = ["value", "name", "displayName", "title", "key"];

    /// <summary>The property that names it; null where there is none.</summary>
    public static JsonElement? Named(JsonElement option)
    {
        foreach (var name in NameProperties)
        {
            if (option.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The option below the one that is given, of a cascading field.</summary>
    public static JsonElement? Child(JsonElement option) =>
        option.TryGetProperty("child", out var child) && child.ValueKind == JsonValueKind.Object ? child : null;

    public static string? Text(JsonElement option) => Named(option) is not { } name ? null
        : Child(option) is { } child && Text(child) is { } below ? $"{JiraText.Plain(name)} / {below}"
        : JiraText.Plain(name);

    public static string? Id(JsonElement option) =>
        option.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? JiraText.Plain(id) : null;
}
