using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>
/// What the values of an issue say in words; the same words as <see cref="JsonValues"/> finds in a file. Names that many issues carry are
/// one text in memory.
/// </summary>
internal sealed class JiraText
{
    private readonly SharedTexts shared = new();

    /// <summary>The first value, made safe; null where there is none.</summary>
    public string? Of(JsonElement? element)
    {
        if (element is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Array => value.GetArrayLength() == 0 ? null : Of(FirstFull(value)),
            JsonValueKind.Object when JiraOption.Child(value) is null => JiraOption.Named(value) is { } name ? Of(name) : null,
            JsonValueKind.Object => ItemText.CleanOrNull(JiraOption.Text(value)),
            JsonValueKind.String => shared.Of(value),
            _ => ItemText.CleanOrNull(Plain(value)),
        };
    }

    public string? Of(JsonElement? element, string property) => Of(At(element, property));

    /// <summary>A text that is not worth sharing.</summary>
    public static string? Own(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text ? ItemText.CleanOrNull(String(text)) : null;

    public static JsonElement? At(JsonElement? element, string property) => TrackerText.At(element, property);

    public static string String(JsonElement text) => TrackerText.String(text);

    public static string Plain(JsonElement value) => TrackerText.Plain(value);

    private static JsonElement? FirstFull(JsonElement list)
    {
        foreach (var value in list.EnumerateArray())
        {
            if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array)
                && (value.ValueKind != JsonValueKind.Object || JiraOption.Named(value) is not null))
            {
                return value;
            }
        }

        return null;
    }
}
