using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Writes issues.</summary>
internal sealed class IssueJson(JiraCall call, FieldSelection selection)
{
    private readonly List<JiraField> custom = [.. call.Data.Fields.Where(f => (f.IsCustom || f.Type == JiraFieldType.Seconds) && selection.Has(f.Id))];

    /// <summary>Writes an issue; extra writes more members of it, like its changelog.</summary>
    public void Write(Utf8JsonWriter w, JiraIssue issue, Action<Utf8JsonWriter>? extra = null)
    {
        w.WriteStartObject();
        if (selection.IsIdOnly && call.IsCloud)
        {
            w.WriteString("id", ThingJson.Text(issue.Id));
            w.WriteEndObject();
            return;
        }

        w.WriteString("expand", "operations,versionedRepresentations,editmeta,changelog,renderedFields");
        w.WriteString("id", ThingJson.Text(issue.Id));
        w.WriteString("self", $"{call.Api}/issue/{ThingJson.Text(issue.Id)}");
        w.WriteString("key", issue.Key);
        if (!selection.IsKeyOnly)
        {
            w.WriteStartObject("fields");
            Fields(w, issue);
            w.WriteEndObject();
        }

        extra?.Invoke(w);
        w.WriteEndObject();
    }

    /// <summary>The value of a custom field.</summary>
    public static void Value(Utf8JsonWriter w, JiraCall call, object? value)
    {
        switch (value)
        {
            case null:
                w.WriteNullValue();
                break;
            case IReadOnlyList<JiraOption> options:
                w.WriteStartArray();
                foreach (var option in options)
                {
                    ThingJson.Option(w, call, option);
                }

                w.WriteEndArray();
                break;
            case JiraOption option:
                ThingJson.Option(w, call, option);
                break;
            case JiraCascade cascade:
                ThingJson.Option(w, call, cascade.Parent, cascade.Child);
                break;
            case IReadOnlyList<string> texts:
                Texts(w, texts);
                break;
            case JiraEpicLink link:
                w.WriteStringValue(link.Id is { } id ? call.Data.Find(id)?.Key ?? link.Key : link.Key);
                break;
            case decimal number:
                w.WriteNumberValue(number);
                break;
            default:
                w.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void Texts(Utf8JsonWriter w, IReadOnlyList<string> texts)
    {
        w.WriteStartArray();
        foreach (var text in texts)
        {
            w.WriteStringValue(text);
        }

        w.WriteEndArray();
    }

    private void Fields(Utf8JsonWriter w, JiraIssue issue)
    {
        if (selection.Has("summary"))
        {
            w.WriteString("summary", issue.Summary);
        }

        if (selection.Has("issuetype"))
        {
            w.WritePropertyName("issuetype");
            ThingJson.Type(w, call, issue.Type);
        }

        if (selection.Has("project"))
        {
            w.WritePropertyName("project");
            ThingJson.Project(w, call, issue.Project, isWhole: false);
        }

        if (selection.Has("status"))
        {
            w.WritePropertyName("status");
            ThingJson.Status(w, call, issue.Status);
        }

        Resolution(w, issue);
        Dates(w, issue);
        People(w, issue);
        Lists(w, issue);
        if (selection.Has("parent") && issue.ParentId is { } parent && call.Data.Find(parent) is { } above)
        {
            w.WritePropertyName("parent");
            Parent(w, above);
        }

        if (selection.Has("aggregatetimeoriginalestimate"))
        {
            Aggregate(w, issue, "timeoriginalestimate");
        }

        foreach (var field in custom)
        {
            w.WritePropertyName(field.Id);
            Value(w, call, issue.ValueOf(field.Id));
        }
    }

    private void Resolution(Utf8JsonWriter w, JiraIssue issue)
    {
        if (!selection.Has("resolution"))
        {
            return;
        }

        if (issue.Resolution is null)
        {
            w.WriteNull("resolution");
            return;
        }

        w.WriteStartObject("resolution");
        w.WriteString("self", $"{call.Api}/resolution/10000");
        w.WriteString("id", "10000");
        w.WriteString("description", "");
        w.WriteString("name", issue.Resolution);
        w.WriteEndObject();
    }

    private void Dates(Utf8JsonWriter w, JiraIssue issue)
    {
        Date(w, "created", issue.Created);
        Date(w, "updated", issue.Updated);
        Date(w, "resolutiondate", issue.Resolved);
    }

    private void Date(Utf8JsonWriter w, string id, DateTimeOffset? time)
    {
        if (selection.Has(id))
        {
            w.WriteString(id, time is { } known ? JiraDates.Text(known, call.User.TimeZone) : null);
        }
    }

    private void People(Utf8JsonWriter w, JiraIssue issue)
    {
        if (!selection.Has("assignee"))
        {
            return;
        }

        w.WritePropertyName("assignee");
        if (issue.Assignee is null)
        {
            w.WriteNullValue();
        }
        else
        {
            ThingJson.User(w, call, issue.Assignee);
        }
    }

    private void Lists(Utf8JsonWriter w, JiraIssue issue)
    {
        if (selection.Has("labels"))
        {
            w.WritePropertyName("labels");
            Texts(w, issue.Labels);
        }

        if (selection.Has("components"))
        {
            w.WriteStartArray("components");
            foreach (var component in issue.Components)
            {
                ThingJson.Component(w, call, component);
            }

            w.WriteEndArray();
        }
    }

    private void Parent(Utf8JsonWriter w, JiraIssue parent)
    {
        w.WriteStartObject();
        w.WriteString("id", ThingJson.Text(parent.Id));
        w.WriteString("key", parent.Key);
        w.WriteString("self", $"{call.Api}/issue/{ThingJson.Text(parent.Id)}");
        w.WriteStartObject("fields");
        w.WriteString("summary", parent.Summary);
        w.WritePropertyName("status");
        ThingJson.Status(w, call, parent.Status);
        w.WritePropertyName("priority");
        ThingJson.Priority(w, call);
        w.WritePropertyName("issuetype");
        ThingJson.Type(w, call, parent.Type);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private void Aggregate(Utf8JsonWriter w, JiraIssue issue, string id)
    {
        List<JiraIssue> all = [issue, .. call.Data.ChildrenOf(issue.Id).Where(c => c.Type.IsSubtask)];
        var values = all.Select(i => i.ValueOf(id)).OfType<decimal>().ToList();
        if (values.Count == 0)
        {
            w.WriteNull($"aggregate{id}");
        }
        else
        {
            w.WriteNumber($"aggregate{id}", values.Sum());
        }
    }
}
