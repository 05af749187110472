using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>
/// What the values of an issue say in words; the same words as <see cref="JsonValues"/> finds in a file. Names that many issues carry are
/// one text in memory.
/// </summary>
internal sealed class JiraText
{
    private const int Shelves = 4_096;
    private const int LongestShared = 128;

    // Filled without a lock: a shelf holds a finished entry or none, and losing one costs nothing but memory.
    private readonly Entry?[] shared = new Entry?[Shelves];

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
            JsonValueKind.String => Shared(value),
            _ => ItemText.CleanOrNull(Plain(value)),
        };
    }

    public string? Of(JsonElement? element, string property) => Of(At(element, property));

    /// <summary>A text that is not worth sharing.</summary>
    public static string? Own(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text ? ItemText.CleanOrNull(String(text)) : null;

    public static JsonElement? At(JsonElement? element, string property) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(property, out var found) ? found : null;

    /// <summary>A text as it stands there. Half of a character, as it is left where a title was cut, is no reason to read nothing.</summary>
    public static string String(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(text.GetRawText()));
            return reader.ReadAsString() ?? "";
        }
    }

    /// <summary>A text, number or flag as it is written in words.</summary>
    public static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => String(value),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number when value.TryGetDouble(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

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

    private string? Shared(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > LongestShared)
        {
            return ItemText.CleanOrNull(String(value));
        }

        var hash = new HashCode();
        hash.AddBytes(raw);
        ref var shelf = ref shared[hash.ToHashCode() & (Shelves - 1)];
        if (shelf is { } entry && raw.SequenceEqual(entry.Raw))
        {
            return entry.Text;
        }

        var text = ItemText.CleanOrNull(String(value));
        shelf = new(raw.ToArray(), text);
        return text;
    }

    private sealed record Entry(byte[] Raw, string? Text);
}
