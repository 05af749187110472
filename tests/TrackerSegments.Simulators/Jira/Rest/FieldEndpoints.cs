using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The fields of the site, and making one.</summary>
internal static class FieldEndpoints
{
    private const string Api = "/rest/api/3";

    private const string Builtin = "com.atlassian.jira.plugin.system.customfieldtypes:";

    private static readonly Dictionary<string, string[]> Searchers = new(StringComparer.Ordinal)
    {
        ["multiselect"] = ["multiselectsearcher"],
        ["multicheckboxes"] = ["multiselectsearcher"],
        ["select"] = ["multiselectsearcher"],
        ["radiobuttons"] = ["multiselectsearcher"],
        ["cascadingselect"] = ["cascadingselectsearcher"],
        ["labels"] = ["labelsearcher"],
        ["textfield"] = ["textsearcher"],
        ["readonlyfield"] = ["textsearcher"],
        ["float"] = ["exactnumber", "numberrange"],
    };

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", $"{Api}/field", [], All),
        new("POST", $"{Api}/field", [], Create),
    ];

    /// <summary>Every field, system and custom.</summary>
    public static JiraAnswer All(JiraCall call) => JiraAnswer.Json(w =>
    {
        w.WriteStartArray();
        foreach (var field in call.Data.Fields)
        {
            Write(w, call, field);
        }

        w.WriteEndArray();
    });

    /// <summary>Makes a field. It is on no screen yet.</summary>
    public static JiraAnswer Create(JiraCall call)
    {
        var body = call.Body("name", "description", "type", "searcherKey");
        call.Demand(JiraPermissions.Administer, (int)call.Jira.Options.CreateFieldDenied, "Only Jira administrators can create custom fields.");
        var name = JsonBody.Text(body, "name");
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new JiraRefusal(400, "name", "A custom field must have a name.");
        }

        if (JsonBody.Text(body, "type") is not { } key || JiraField.TypeOf(key) is not { } type || !key.StartsWith(Builtin, StringComparison.Ordinal))
        {
            throw new JiraRefusal(400, "type", "The custom field type is invalid.");
        }

        if (JsonBody.Text(body, "searcherKey") is { } searcher
            && !Searchers[key[Builtin.Length..]].Any(s => searcher == $"{Builtin}{s}"))
        {
            throw new JiraRefusal(400, "searcherKey", "The searcher is not valid for the custom field type.");
        }

        var field = call.Data.NewField(name, type, isOnScreens: false);
        if (call.Jira.Options.NewFieldsHaveContext && field.HasOptions)
        {
            call.Data.AddContext(field, $"Default Configuration Scheme for {name}", [], []);
        }

        return JiraAnswer.Json(201, w => Write(w, call, field));
    }

    private static void Write(Utf8JsonWriter w, JiraCall call, JiraField field)
    {
        w.WriteStartObject();
        w.WriteString("id", field.Id);
        if (call.IsCloud)
        {
            w.WriteString("key", field.Id);
        }

        w.WriteString("name", field.Name);
        w.WriteBoolean("custom", field.IsCustom);
        w.WriteBoolean("orderable", value: true);
        w.WriteBoolean("navigable", value: true);
        w.WriteBoolean("searchable", value: true);
        w.WriteStartArray("clauseNames");
        if (field.IsCustom)
        {
            w.WriteStringValue($"cf[{ThingJson.Text(field.CustomId)}]");
            w.WriteStringValue(field.Name);
        }
        else
        {
            w.WriteStringValue(field.Id);
        }

        w.WriteEndArray();
        ThingJson.Schema(w, field);
        w.WriteEndObject();
    }
}
