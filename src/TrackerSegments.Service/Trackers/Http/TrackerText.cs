using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers;

/// <summary>What the values of a tracker's answers say in words.</summary>
internal static class TrackerText
{
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
}
