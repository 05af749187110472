using System.Globalization;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>What the values of a tracker's JSON say in words.</summary>
internal static class JsonValues
{
    private static readonly string[] NameProperties = ["value", "name", "displayName", "title", "key"];

    /// <summary>Every value of a field: texts, numbers, options, people, and lists of these.</summary>
    public static IEnumerable<string> All(JToken? token) => token switch
    {
        JArray list => list.SelectMany(All),
        JObject option => Option(option) is { } text ? [text] : [],
        JValue { Value: null } or null => [],
        JValue value => [Plain(value)],
        _ => [],
    };

    /// <summary>The first value of a field, made safe; null where there is none.</summary>
    public static string? Text(JToken? token) => token is null ? null : ItemText.CleanOrNull(All(token).FirstOrDefault());

    /// <summary>A web address; null for anything else.</summary>
    public static Uri? WebAddress(JToken? token) =>
        token is JValue { Value: string text } && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? address
            : null;

    /// <summary>A property of a property, where it is there.</summary>
    public static JToken? At(JToken? token, string name) => token is JObject value ? value[name] : null;

    private static string Plain(JValue value) => value.Value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? Option(JObject option)
    {
        foreach (var name in NameProperties)
        {
            if (option[name] is JValue { Value: not null } value)
            {
                return option["child"] is JObject child && Option(child) is { } below ? $"{Plain(value)} / {below}" : Plain(value);
            }
        }

        return null;
    }
}
