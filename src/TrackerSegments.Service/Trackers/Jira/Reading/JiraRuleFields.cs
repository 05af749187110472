using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What epics carry beside their segments: by labels and components rules suggest segments, and schemes are checked.</summary>
internal static class JiraRuleFields
{
    public const string Labels = "labels";
    public const string Components = "components";

    /// <summary>Values with those of an epic's labels and components, where it has any.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Add(
        IReadOnlyDictionary<string, IReadOnlyList<string>> values, JsonElement fields)
    {
        var (labels, components) = (Of(fields, Labels), Of(fields, Components));
        if (labels.Length + components.Length == 0)
        {
            return values;
        }

        // A segment field may be one of them; then it is there already.
        Dictionary<string, IReadOnlyList<string>> all = new(values, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, found) in new[] { ("Labels", labels), ("Components", components) })
        {
            if (found.Length > 0)
            {
                all.TryAdd(name, found);
            }
        }

        return all;
    }

    private static string[] Of(JsonElement fields, string name) => JiraText.At(fields, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray()
            .Select(v => v.ValueKind == JsonValueKind.Object ? JiraText.At(v, "name") : v)
            .Select(JiraText.Own)
            .OfType<string>()
            .Select(ItemText.Clean)
            .Where(v => v.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)]
        : [];
}
