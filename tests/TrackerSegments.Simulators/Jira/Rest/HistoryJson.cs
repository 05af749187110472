using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Writes the history of issues.</summary>
internal static class HistoryJson
{
    private const int MaxExpanded = 100;

    /// <summary>The changelog as a member of an issue: the newest first, and no more than a page of it.</summary>
    public static void Expanded(Utf8JsonWriter w, JiraCall call, JiraIssue issue)
    {
        var shown = call.IsCloud ? issue.History.Reverse().Take(MaxExpanded).ToList() : [.. issue.History];
        w.WriteStartObject("changelog");
        w.WriteNumber("startAt", 0);
        w.WriteNumber("maxResults", shown.Count);
        w.WriteNumber("total", issue.History.Count);
        w.WriteStartArray("histories");
        foreach (var history in shown)
        {
            Write(w, call, history, asMilliseconds: false);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter w, JiraCall call, JiraHistory history, bool asMilliseconds)
    {
        w.WriteStartObject();
        w.WriteString("id", ThingJson.Text(history.Id));
        w.WritePropertyName("author");
        ThingJson.User(w, call, history.Author);
        if (asMilliseconds)
        {
            w.WriteNumber("created", history.Created.ToUnixTimeMilliseconds());
        }
        else
        {
            w.WriteString("created", JiraDates.Text(history.Created, call.User.TimeZone));
        }

        w.WriteStartArray("items");
        foreach (var item in history.Items)
        {
            Item(w, item, withId: call.IsCloud);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    public static void Item(Utf8JsonWriter w, JiraChange item, bool withId)
    {
        w.WriteStartObject();
        w.WriteString("field", item.Field);
        w.WriteString("fieldtype", item.FieldType);
        if (withId)
        {
            w.WriteString("fieldId", item.FieldId);
        }

        w.WriteString("from", item.From);
        w.WriteString("fromString", item.FromText);
        w.WriteString("to", item.To);
        w.WriteString("toString", item.ToText);
        w.WriteEndObject();
    }
}
