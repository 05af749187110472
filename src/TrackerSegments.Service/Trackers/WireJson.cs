using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers;

/// <summary>Looks into an answer of a tracker without trusting its shape: what is not there, or is something else, is nothing.</summary>
internal static class WireJson
{
    public static JsonElement? At(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text, or a number as text.</summary>
    public static string? Text(JsonElement? element, string name) => At(element, name) is { } value ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    public static bool Flag(JsonElement? element, string name) => At(element, name) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> List(JsonElement? element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>An instant written as ISO text or as milliseconds since 1970.</summary>
    public static DateTimeOffset? Instant(JsonElement? element, string name)
    {
        var value = At(element, name);
        if (value is { ValueKind: JsonValueKind.Number } number)
        {
            return number.TryGetInt64(out var milliseconds) && milliseconds is > -62_135_596_800_000 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }

        return value is { ValueKind: JsonValueKind.String } text
            && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : null;
    }
}
