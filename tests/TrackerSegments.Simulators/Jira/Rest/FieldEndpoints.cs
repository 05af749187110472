using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The fields of the site.</summary>
internal static class FieldEndpoints
{
    private const string Api = "/rest/api/3";

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", $"{Api}/field", [], All),
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

    public static void Write(Utf8JsonWriter w, JiraCall call, JiraField field)
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
