using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Editing many issues by one call, and asking how far it is.</summary>
internal static class BulkEndpoints
{
    private const string Api = "/rest/api/3/bulk";

    private const int MaxIssues = 1000;

    private const int MaxFields = 200;

    private const int PageOfFields = 50;

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", $"{Api}/issues/fields", ["issueIdsOrKeys", "searchText", "endingBefore", "startingAfter"], Fields),
        new("POST", $"{Api}/issues/fields", [], Edit),
        new("GET", $"{Api}/queue/{{taskId}}", [], Progress),
    ];

    private static JiraAnswer Fields(JiraCall call)
    {
        DemandBulkChange(call, 403);
        var keys = call.QueryList("issueIdsOrKeys");
        var issues = keys.Select(call.Seen).OfType<JiraIssue>().ToList();
        if (keys.Count == 0 || issues.Count == 0)
        {
            throw Refused(keys.Count == 0 ? 400 : 404, "No issues were found for the given issue ids or keys.");
        }

        var text = call.Query("searchText") ?? "";
        var fields = call.Data.Fields
            .Where(f => IssueValue.IsEditable(f) && f.Id is not ("summary" or "parent") && issues.TrueForAll(i => f.IsOnScreenOf(i.Project.Key)))
            .Where(f => f.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        var start = call.Query("startingAfter") is { } after ? Position(after) : call.Query("endingBefore") is { } before ? Math.Max(0, Position(before) - PageOfFields) : 0;
        var page = fields.Skip(start).Take(PageOfFields).ToList();
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("fields");
            page.ForEach(f => Field(w, f, issues));
            w.WriteEndArray();
            if (start > 0)
            {
                w.WriteString("endingBefore", ThingJson.Text(start));
            }

            if (start + page.Count < fields.Count)
            {
                w.WriteString("startingAfter", ThingJson.Text(start + page.Count));
            }

            w.WriteEndObject();
        });
    }

    private static int Position(string cursor) =>
        int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : throw Refused(400, "The cursor is invalid.");

    private static void Field(Utf8JsonWriter w, JiraField field, List<JiraIssue> issues)
    {
        w.WriteStartObject();
        w.WriteString("id", field.Id);
        w.WriteString("name", field.Name);
        w.WriteString("type", field.Custom ?? field.Id);
        w.WriteBoolean("isRequired", value: false);
        if (field.Type is JiraFieldType.Labels or JiraFieldType.Components)
        {
            w.WriteStartArray("multiSelectFieldOptions");
            foreach (var option in (string[])["ADD", "REMOVE", "REPLACE", "REMOVE_ALL"])
            {
                w.WriteStringValue(option);
            }

            w.WriteEndArray();
        }

        if (field.HasOptions)
        {
            w.WriteStartArray("fieldOptions");
            var everywhere = issues.Select(i => i.Project.Key).Distinct(StringComparer.Ordinal)
                .Select(field.OptionsOf).Aggregate((a, b) => a.Intersect(b)).Where(o => !o.IsDisabled);
            foreach (var option in everywhere)
            {
                w.WriteStartObject();
                w.WriteNumber("id", option.Id);
                w.WriteString("value", option.Value);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static JiraAnswer Edit(JiraCall call)
    {
        var body = call.Body("selectedIssueIdsOrKeys", "selectedActions", "editedFieldsInput", "sendBulkNotification");
        DemandBulkChange(call, (int)call.Jira.Options.BulkDenied);
        var keys = JsonBody.Texts(body, "selectedIssueIdsOrKeys") ?? throw JiraRefusal.InvalidPayload;
        var actions = JsonBody.Texts(body, "selectedActions") ?? throw JiraRefusal.InvalidPayload;
        JsonBody.Flag(body, "sendBulkNotification");
        if (keys.Count is 0 or > MaxIssues || actions.Count is 0 or > MaxFields || !body.TryGetProperty("editedFieldsInput", out var input))
        {
            throw Refused(400, $"A bulk edit takes 1 to {MaxIssues} issues and 1 to {MaxFields} fields.");
        }

        var edits = BulkEdit.Read(input);
        var unlisted = edits.Select(e => e.FieldId).Except(actions, StringComparer.Ordinal).ToList();
        if (unlisted.Count > 0)
        {
            throw Refused(400, $"The following editedFieldInput values are not listed as selectedActions : {string.Join(", ", unlisted)}");
        }

        if (actions.Except(edits.Select(e => e.FieldId), StringComparer.Ordinal).ToList() is { Count: > 0 } unedited)
        {
            throw Refused(400, $"The following selectedActions have no editedFieldInput : {string.Join(", ", unedited)}");
        }

        if (actions.FirstOrDefault(a => !call.Data.Fields.Any(f => f.Id == a)) is { } unknown)
        {
            throw Refused(400, $"The field {unknown} does not exist.");
        }

        var task = call.Jira.Tasks.Start(call.User, call.Data.Now);
        BulkEdit.Run(call, task, keys, edits);
        return JiraAnswer.Json(201, w =>
        {
            w.WriteStartObject();
            w.WriteString("taskId", task.Id);
            w.WriteEndObject();
        });
    }

    private static JiraAnswer Progress(JiraCall call)
    {
        if (call.Jira.Tasks.Find(call.Route("taskId"), call.User) is not { } task)
        {
            return Refused(400, "The task associated with this taskId is not a bulk operation task").Answer;
        }

        var (status, percent) = task.Poll(call.Jira.Options);
        var isDone = percent == 100;
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString("taskId", task.Id);
            w.WriteString("status", status);
            w.WriteNumber("progressPercent", percent);
            w.WritePropertyName("submittedBy");
            w.WriteStartObject();
            w.WriteString("accountId", task.User.AccountId);
            w.WriteEndObject();
            Date(w, call, "created", task.Created);
            Date(w, call, "started", task.Created);
            Date(w, call, "updated", task.Created);
            if (isDone)
            {
                Results(w, task);
            }

            w.WriteEndObject();
        });
    }

    private static void Results(Utf8JsonWriter w, JiraTask task)
    {
        w.WriteNumber("totalIssueCount", task.Processed.Count + task.Failed.Count + task.Inaccessible);
        w.WriteNumber("invalidOrInaccessibleIssueCount", task.Inaccessible);
        w.WriteStartArray("processedAccessibleIssues");
        task.Processed.ForEach(w.WriteNumberValue);
        w.WriteEndArray();
        w.WriteStartObject("failedAccessibleIssues");
        foreach (var (id, why) in task.Failed)
        {
            w.WriteStartArray(ThingJson.Text(id));
            w.WriteStringValue(why);
            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static void Date(Utf8JsonWriter w, JiraCall call, string name, DateTimeOffset time)
    {
        if (call.Jira.Options.BulkDatesAsText)
        {
            w.WriteString(name, JiraDates.Text(time, call.User.TimeZone));
        }
        else
        {
            w.WriteNumber(name, time.ToUnixTimeMilliseconds());
        }
    }

    private static void DemandBulkChange(JiraCall call, int status)
    {
        if (!call.User.May(JiraPermissions.BulkChange))
        {
            throw Refused(status, "You do not have permission to make bulk changes.");
        }
    }

    private static JiraRefusal Refused(int status, string message) => new(JiraAnswer.Json(status, w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("errors");
        w.WriteStartObject();
        w.WriteString("message", message);
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
    }));
}
