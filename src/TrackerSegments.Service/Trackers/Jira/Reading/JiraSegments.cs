using System.Collections.Concurrent;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads the values of the segment field. Issues with the same values share them.</summary>
internal sealed class JiraSegments(JiraField field, string name)
{
    private const int MostShared = 10_000;

    // Cleaned values hold no control characters.
    private const char ValueEnd = '\u001F';

    private readonly ConcurrentDictionary<string, SegmentValues> shared = new(StringComparer.Ordinal);

    public IReadOnlyList<JiraValue> Read(JsonElement issue, JsonElement fields)
    {
        var found = field.Path is { } path ? OfPath(issue, path)
            : fields.TryGetProperty(field.Id, out var value) ? Values(value)
            : [];
        List<JiraValue> values = [];
        List<JiraValue> again = [];
        foreach (var one in found.Where(v => v.Text.Length > 0))
        {
            (values.Exists(v => FieldNames.Same(v.Text, one.Text)) ? again : values).Add(one);
        }

        // The same value written twice is one value of the item, but both stand in Jira.
        return values.Count == 0 ? [] : [.. values, .. again];
    }

    public SegmentValues Share(IReadOnlyList<JiraValue> values)
    {
        if (values.Count == 0)
        {
            return SegmentValues.None;
        }

        var key = values.Count == 1 ? values[0].Text : string.Join(ValueEnd, values.Select(v => v.Text));
        if (shared.TryGetValue(key, out var known))
        {
            return known;
        }

        string[] texts = [.. values.Select(v => v.Text).Distinct(StringComparer.OrdinalIgnoreCase)];
        var made = new SegmentValues(
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [name] = texts }, ValueRevision.Of(texts));
        return shared.Count < MostShared ? shared.GetOrAdd(key, made) : made;
    }

    private static IEnumerable<JiraValue> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.Object => JiraOption.Text(value) is { } text
            ? [new(ItemText.Clean(text), text, JiraOption.Id(value), JiraOption.Child(value) is { } child ? JiraOption.Id(child) : null)]
            : [],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => JiraText.Plain(value) is var plain ? [new(ItemText.Clean(plain), plain)] : [],
    };

    private static IEnumerable<JiraValue> OfPath(JsonElement issue, string path) =>
        JiraPath.Select(issue, path).SelectMany(JsonValues.All).Select(text => new JiraValue(ItemText.Clean(text), text));
}

/// <summary>Values of the segment field, and the revision they make.</summary>
internal sealed record SegmentValues(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, string Revision)
{
    public static SegmentValues None { get; } = new(WorkItem.NoFields, ValueRevision.Of([]));
}

/// <summary>Looks a JSONPath up in a raw issue.</summary>
internal static class JiraPath
{
    public static IEnumerable<JToken> Select(JsonElement issue, string path)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(issue.GetRawText())) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
        return JObject.Load(reader).SelectTokens(path).ToList();
    }
}
