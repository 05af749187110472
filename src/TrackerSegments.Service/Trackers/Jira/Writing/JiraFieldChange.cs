using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>One change of the segment field in the history of an issue.</summary>
/// <param name="Id">The id of the history entry.</param>
/// <param name="AuthorId">Who made it: the account id, or the name on Data Center.</param>
/// <param name="Author">The author's display name.</param>
/// <param name="At">When, by Jira's clock.</param>
/// <param name="From">The values before it; of a field whose history tells single values, only those that went.</param>
/// <param name="To">The values after it; of such a field, only those that came.</param>
internal sealed partial record JiraFieldChange(
    string Id, string? AuthorId, string? Author, DateTimeOffset? At, IReadOnlyList<JiraValue> From, IReadOnlyList<JiraValue> To)
    : FieldChange(AuthorId, Author, At, [.. From.Select(v => v.Text)], [.. To.Select(v => v.Text)])
{
    /// <param name="history">The entry.</param>
    /// <param name="field">The segment field.</param>
    /// <param name="names">The texts of options by id, as far as they are known.</param>
    /// <returns>The change, or null where the entry is about other fields.</returns>
    public static JiraFieldChange? Parse(JsonElement history, JiraField field, IReadOnlyDictionary<string, string> names)
    {
        List<JiraValue> from = [];
        List<JiraValue> to = [];
        var isAny = false;
        foreach (var item in WireJson.List(history, "items").Where(item => IsOf(item, field)))
        {
            isAny = true;
            from.AddRange(Values(WireJson.Text(item, "from"), WireJson.Text(item, "fromString"), field.Kind, names));
            to.AddRange(Values(WireJson.Text(item, "to"), WireJson.Text(item, "toString"), field.Kind, names));
        }

        var author = WireJson.At(history, "author");
        return !isAny ? null : new(
            WireJson.Text(history, "id") ?? "",
            WireJson.Text(author, "accountId") ?? WireJson.Text(author, "name") ?? WireJson.Text(author, "key"),
            ItemText.CleanOrNull(WireJson.Text(author, "displayName")),
            WireJson.Instant(history, "created"),
            from,
            to);
    }

    /// <summary>Data Center names the field by its name alone.</summary>
    private static bool IsOf(JsonElement item, JiraField field) => WireJson.Text(item, "fieldId") is { } id
        ? id == field.Id
        : WireJson.Text(item, "field") is { } name
            && (string.Equals(name, field.Name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, field.Id, StringComparison.OrdinalIgnoreCase)
                || (field.Kind == JiraFieldKind.Components && name == "Component"));

    private static IEnumerable<JiraValue> Values(string? id, string? text, JiraFieldKind kind, IReadOnlyDictionary<string, string> names) =>
        kind switch
        {
            JiraFieldKind.MultiSelect => Options(id, text ?? "", names),
            JiraFieldKind.Labels => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => One(label, null)),
            JiraFieldKind.Cascading => Cascade(text ?? ""),
            _ => One(text ?? "", kind == JiraFieldKind.Text ? null : id),
        };

    private static IEnumerable<JiraValue> One(string raw, string? id) => ItemText.CleanOrNull(raw) is { } text ? [new(text, raw, id)] : [];

    /// <summary>The ids are sure; the texts may hold the comma that stands between them.</summary>
    private static IEnumerable<JiraValue> Options(string? ids, string text, IReadOnlyDictionary<string, string> names)
    {
        var texts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = (ids ?? "").Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (known.Length == 0 || !Array.TrueForAll(known, id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return texts.SelectMany(t => One(t, null));
        }

        return known.SelectMany((id, i) => One(
            names.GetValueOrDefault(id) ?? (known.Length == 1 ? text : texts.Length == known.Length ? texts[i] : id), id));
    }

    private static IEnumerable<JiraValue> Cascade(string text)
    {
        if (CascadeText().Match(text) is not { Success: true } match)
        {
            return One(text, null);
        }

        var parent = match.Groups["parent"].Value;
        var child = match.Groups["child"];
        var raw = child.Success ? $"{parent} / {child.Value}" : parent;
        return ItemText.CleanOrNull(raw) is { } clean
            ? [new(clean, raw, match.Groups["id"].Value, child.Success ? match.Groups["below"].Value : null)]
            : [];
    }

    [GeneratedRegex(
        @"^Parent values: (?<parent>.*?)\((?<id>\d+)\)(Level 1 values: (?<child>.*)\((?<below>\d+)\))?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CascadeText();
}
