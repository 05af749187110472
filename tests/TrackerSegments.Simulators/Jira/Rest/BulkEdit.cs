using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>One field's part of a bulk edit, as the operations of a single edit.</summary>
internal sealed record BulkEdit(string FieldId, IReadOnlyList<(string Operation, JsonElement Value)> Operations)
{
    public static List<BulkEdit> Read(JsonElement input)
    {
        JsonBody.Object(input, "multipleSelectFields", "singleSelectFields", "labelsFields", "cascadingSelectFields", "clearableNumberFields", "singleLineTextFields", "multiselectComponents");
        return
        [
            .. Fields(input, "multipleSelectFields", "fieldId", "options").Select(f => new BulkEdit(Id(f), [("set", Options(Required(f, "options")))])),
            .. Fields(input, "singleSelectFields", "fieldId", "option").Select(f => new BulkEdit(Id(f), [("set", Option(Required(f, "option")))])),
            .. Fields(input, "labelsFields", "fieldId", "bulkEditMultiSelectFieldOption", "labels", "labelProperties").Select(Labels),
            .. Fields(input, "cascadingSelectFields", "fieldId", "parentOptionValue", "childOptionValue").Select(f => new BulkEdit(Id(f), [("set", Cascade(f))])),
            .. Fields(input, "clearableNumberFields", "fieldId", "value").Select(f => new BulkEdit(Id(f), [("set", f.TryGetProperty("value", out var value) ? value : Json(null))])),
            .. Fields(input, "singleLineTextFields", "fieldId", "text").Select(f => new BulkEdit(Id(f), [("set", Required(f, "text"))])),
            .. Components(input),
        ];
    }

    /// <summary>Does the work of a bulk edit and notes in the task what became of each issue.</summary>
    public static void Run(JiraCall call, JiraTask task, IReadOnlyList<string> keys, List<BulkEdit> edits)
    {
        foreach (var issue in keys.Select(call.Seen).DistinctBy(i => (object?)i?.Id ?? new object()))
        {
            if (issue is null)
            {
                task.Inaccessible++;
            }
            else if (Why(call, issue, edits, out var changes) is { } why)
            {
                task.Failed[issue.Id] = why;
            }
            else
            {
                call.Data.Change(issue.Id, call.User, before => changes.Aggregate(before, (i, change) => change(i)));
                task.Processed.Add(issue.Id);
            }
        }
    }

    private static string? Why(JiraCall call, JiraIssue issue, List<BulkEdit> edits, out List<Func<JiraIssue, JiraIssue>> changes)
    {
        changes = [];
        if (!call.User.May(JiraPermissions.Edit, issue.Project.Key))
        {
            return "You do not have permission to edit this issue.";
        }

        if (call.Jira.BulkFailures.TryGetValue(issue.Id, out var planned))
        {
            return planned;
        }

        foreach (var edit in edits)
        {
            var field = call.Data.Field(edit.FieldId);
            if (!field.IsOnScreenOf(issue.Project.Key) || !IssueValue.IsEditable(field))
            {
                return $"Field '{field.Name}' cannot be set. It is not on the appropriate screen, or unknown.";
            }

            try
            {
                changes.AddRange(edit.Operations.Select(o => new IssueValue(call.Data, field, issue).Change(o.Operation, o.Value)));
            }
            catch (IssueValueException wrong)
            {
                return wrong.Message;
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Fields(JsonElement input, string name, params string[] members) =>
        (JsonBody.Elements(input, name) ?? []).Select(f => JsonBody.Object(f, members));

    private static string Id(JsonElement field) => JsonBody.Text(field, "fieldId") ?? throw JiraRefusal.InvalidPayload;

    private static JsonElement Required(JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value : throw JiraRefusal.InvalidPayload;

    private static JsonElement Options(JsonElement options) => options.ValueKind == JsonValueKind.Array
        ? Json(new JsonArray([.. options.EnumerateArray().Select(o => JsonNode.Parse(Option(o).GetRawText()))]))
        : throw JiraRefusal.InvalidPayload;

    /// <summary>An option by its number; −1 is none.</summary>
    private static JsonElement Option(JsonElement option)
    {
        JsonBody.Object(option, "optionId");
        var id = Required(option, "optionId");
        return id.ValueKind != JsonValueKind.Number ? throw JiraRefusal.InvalidPayload
            : id.GetInt64() == -1 ? Json(null)
            : Json(new JsonObject { ["id"] = ThingJson.Text(id.GetInt64()) });
    }

    private static JsonElement Cascade(JsonElement field)
    {
        var parent = JsonNode.Parse(Option(Required(field, "parentOptionValue")).GetRawText());
        if (parent is JsonObject value && field.TryGetProperty("childOptionValue", out var child) && child.ValueKind == JsonValueKind.Object)
        {
            value["child"] = JsonNode.Parse(Option(child).GetRawText());
        }

        return Json(parent);
    }

    private static BulkEdit Labels(JsonElement field) => new(Id(field), OfMany(
        field, [.. (JsonBody.Elements(field, "labels") ?? throw JiraRefusal.InvalidPayload).Select(l => Json(JsonBody.Text(JsonBody.Object(l, "name"), "name")))]));

    private static IEnumerable<BulkEdit> Components(JsonElement input)
    {
        if (!input.TryGetProperty("multiselectComponents", out var field))
        {
            yield break;
        }

        JsonBody.Object(field, "fieldId", "bulkEditMultiSelectFieldOption", "components");
        yield return new(Id(field), OfMany(
            field, [.. (JsonBody.Elements(field, "components") ?? []).Select(c => Json(new JsonObject { ["id"] = Required(c, "componentId").GetRawText() }))]));
    }

    private static List<(string Operation, JsonElement Value)> OfMany(JsonElement field, List<JsonElement> values) =>
        JsonBody.Text(field, "bulkEditMultiSelectFieldOption") switch
        {
            "ADD" => values.ConvertAll(v => ("add", v)),
            "REMOVE" => values.ConvertAll(v => ("remove", v)),
            "REPLACE" => [("set", Json(new JsonArray([.. values.Select(v => JsonNode.Parse(v.GetRawText()))])))],
            "REMOVE_ALL" => [("set", Json(new JsonArray()))],
            _ => throw JiraRefusal.InvalidPayload,
        };

    private static JsonElement Json(JsonNode? node) => JsonDocument.Parse(node?.ToJsonString() ?? "null").RootElement;
}
