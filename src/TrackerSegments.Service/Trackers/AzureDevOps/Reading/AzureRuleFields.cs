using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What epics carry beside their segments: by tags and area path rules suggest segments, and schemes are checked.</summary>
internal static class AzureRuleFields
{
    /// <summary>Values with those of an epic's tags and area path.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Add(
        IReadOnlyDictionary<string, IReadOnlyList<string>> values, JsonElement? fields, string area)
    {
        // A segment field may be one of them; then it is there already.
        Dictionary<string, IReadOnlyList<string>> all = new(values, StringComparer.OrdinalIgnoreCase);
        string[] tags = TrackerText.At(fields, AzureNames.Tags) is { ValueKind: JsonValueKind.String } text
            ? [.. TrackerText.String(text).Split(';').Select(ItemText.Clean).Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [];
        if (tags.Length > 0)
        {
            all.TryAdd("Tags", tags);
        }

        if (ItemText.Clean(area) is { Length: > 0 } path)
        {
            all.TryAdd("Area Path", [path]);
        }

        return all;
    }
}
