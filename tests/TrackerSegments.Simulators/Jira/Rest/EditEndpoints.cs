using System.Net;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Editing one issue.</summary>
internal static class EditEndpoints
{
    private static readonly string[] Members = ["fields", "update"];

    public static IReadOnlyList<JiraEndpoint> Of(string api) =>
    [
        new("PUT", $"{api}/issue/{{issueIdOrKey}}", ["notifyUsers", "overrideScreenSecurity", "overrideEditableFlag", "returnIssue", "expand"], Edit),
        new("GET", $"{api}/issue/{{issueIdOrKey}}/editmeta", ["overrideScreenSecurity", "overrideEditableFlag"], EditMeta),
        new("DELETE", $"{api}/issue/{{issueIdOrKey}}", ["deleteSubtasks"], Delete),
    ];

    private static JiraAnswer Edit(JiraCall call)
    {
        var issue = call.Issue(call.Route("issueIdOrKey"));
        var body = call.Body("fields", "update", "transition", "historyMetadata", "properties");
        var edit = new IssueEdit(call, issue);
        edit.Read(body);
        if (!call.User.May(JiraPermissions.Edit, issue.Project.Key))
        {
            throw Denied(call, body);
        }

        if (edit.Errors.Count > 0)
        {
            throw new JiraRefusal(JiraAnswer.Error(400, [], edit.Errors));
        }

        call.Data.Change(issue.Id, call.User, edit.Apply);
        return call.Query("returnIssue") == "true" ? IssueEndpoints.Get(call) : JiraAnswer.NoContent;
    }

    private static JiraRefusal Denied(JiraCall call, JsonElement body)
    {
        if (call.Jira.Options.EditDenied == HttpStatusCode.Forbidden)
        {
            return new(403, "You do not have permission to edit issues in this project.");
        }

        var fields = Members
            .Where(m => body.TryGetProperty(m, out _)).SelectMany(m => body.GetProperty(m).EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal);
        return new(JiraAnswer.Error(
            400, [], fields.ToDictionary(f => f, f => $"Field '{f}' cannot be set. It is not on the appropriate screen, or unknown.", StringComparer.Ordinal)));
    }

    private static JiraAnswer Delete(JiraCall call)
    {
        var issue = call.Issue(call.Route("issueIdOrKey"));
        if (!call.User.May(JiraPermissions.Delete, issue.Project.Key))
        {
            throw new JiraRefusal(403, "You do not have permission to delete issues in this project.");
        }

        if (call.Query("deleteSubtasks") != "true" && call.Data.ChildrenOf(issue.Id).Any(c => c.Type.IsSubtask))
        {
            throw new JiraRefusal(400, $"The issue '{issue.Key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.");
        }

        call.Data.Delete(issue.Key);
        return JiraAnswer.NoContent;
    }

    private static JiraAnswer EditMeta(JiraCall call)
    {
        var issue = call.Issue(call.Route("issueIdOrKey"));
        var isEditor = call.User.May(JiraPermissions.Edit, issue.Project.Key);
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("fields");
            foreach (var field in call.Data.Fields.Where(f => isEditor && IssueValue.IsEditable(f) && f.IsOnScreenOf(issue.Project.Key)))
            {
                Write(w, call, issue, field);
            }

            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter w, JiraCall call, JiraIssue issue, JiraField field)
    {
        w.WriteStartObject(field.Id);
        w.WriteBoolean("required", field.Id == "summary");
        ThingJson.Schema(w, field);
        w.WriteString("name", field.Name);
        w.WriteString(call.IsCloud ? "key" : "fieldId", field.Id);
        w.WriteStartArray("operations");
        foreach (var operation in field.SchemaType == "array" ? (string[])["add", "set", "remove"] : ["set"])
        {
            w.WriteStringValue(operation);
        }

        w.WriteEndArray();
        if (field.HasOptions)
        {
            w.WriteStartArray("allowedValues");
            var options = field.OptionsOf(issue.Project.Key).Where(o => !o.IsDisabled).ToList();
            foreach (var option in options.Where(o => o.Parent is null))
            {
                AllowedValue(w, call, option, options);
            }

            w.WriteEndArray();
        }
        else if (field.Type == JiraFieldType.Components)
        {
            w.WriteStartArray("allowedValues");
            foreach (var component in call.Data.Components.Where(c => c.ProjectKey == issue.Project.Key))
            {
                ThingJson.Component(w, call, component);
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static void AllowedValue(Utf8JsonWriter w, JiraCall call, JiraOption option, List<JiraOption> all)
    {
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/customFieldOption/{ThingJson.Text(option.Id)}");
        w.WriteString("value", option.Value);
        w.WriteString("id", ThingJson.Text(option.Id));
        var children = all.Where(o => o.Parent == option).ToList();
        if (children.Count > 0)
        {
            w.WriteStartArray("children");
            children.ForEach(c => AllowedValue(w, call, c, all));
            w.WriteEndArray();
        }

        w.WriteEndObject();
    }
}
