using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>A field as the site describes it.</summary>
/// <param name="Id">customfield_10016, labels, …</param>
/// <param name="Name">What people call it; made safe to show.</param>
/// <param name="Type">What it holds: string, number, array, option, …</param>
/// <param name="Items">What a list of it holds.</param>
/// <param name="Custom">The kind of a custom field, such as com.pyxis.greenhopper.jira:gh-epic-link.</param>
internal sealed record JiraFieldInfo(string Id, string Name, string Type, string Items, string Custom)
{
    public const string StoryPointEstimate = "com.pyxis.greenhopper.jira:jsw-story-points";
    public const string EpicLink = "com.pyxis.greenhopper.jira:gh-epic-link";

    private static readonly string[] TeamKinds = ["com.atlassian.teams:rm-teams-custom-field-team", "com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team"];
    private static readonly string[] Times = ["timeoriginalestimate", "timeestimate", "timespent"];

    public bool IsTeam => TeamKinds.Contains(Custom, StringComparer.Ordinal) || Custom.EndsWith(":atlassian-team", StringComparison.Ordinal);

    public bool IsStoryPoints => Custom == StoryPointEstimate
        || (Custom.EndsWith("customfieldtypes:float", StringComparison.Ordinal) && FieldNames.Same(Name, "Story Points"));

    public JiraFieldKind Kind => (Id, Type, Items, KindName) switch
    {
        (_, _, _, "cascadingselect") => JiraFieldKind.Cascading,
        (_, _, _, "multiselect" or "multicheckboxes") or (_, "array", "option", _) => JiraFieldKind.MultiSelect,
        (_, _, _, "select" or "radiobuttons") or (_, "option", _, _) => JiraFieldKind.Select,
        ("labels", _, _, _) or (_, _, _, "labels") => JiraFieldKind.Labels,
        ("components", _, _, _) => JiraFieldKind.Components,
        (_, "array", "version", _) or (_, "version", _, _) => JiraFieldKind.Versions,
        (_, "number", _, _) when IsTime(Id) => JiraFieldKind.Seconds,
        (_, "number", _, _) => JiraFieldKind.Number,
        (_, "string", _, _) => JiraFieldKind.Text,
        _ => JiraFieldKind.Other,
    };

    private string KindName => Custom[(Custom.LastIndexOf(':') + 1)..];

    public JiraField ToField() => new(Id, Name, Kind);

    /// <summary>Whether a field of this id holds seconds.</summary>
    public static bool IsTime(string id) =>
        Times.Contains(id.StartsWith("aggregate", StringComparison.Ordinal) ? id["aggregate".Length..] : id, StringComparer.Ordinal);

    public static JiraFieldInfo? Parse(JsonElement field)
    {
        if (Text(field, "id") is not { Length: > 0 } id)
        {
            return null;
        }

        var schema = field.TryGetProperty("schema", out var found) && found.ValueKind == JsonValueKind.Object ? found : (JsonElement?)null;
        return new(id, ItemText.Clean(Text(field, "name") ?? id), Text(schema, "type") ?? "", Text(schema, "items") ?? "", Text(schema, "custom") ?? "");
    }

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? JiraText.String(text)
            : null;
}
