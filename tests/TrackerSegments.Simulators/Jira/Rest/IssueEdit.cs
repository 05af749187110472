using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>
/// An edit as PUT takes it: whole values under fields, and add, remove and set under update. Everything that is wrong with it is
/// collected, and then nothing of it is done.
/// </summary>
internal sealed class IssueEdit(JiraCall call, JiraIssue issue)
{
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);

    private readonly List<Func<JiraIssue, JiraIssue>> changes = [];

    public IReadOnlyDictionary<string, string> Errors => errors;

    public JiraIssue Apply(JiraIssue before) => changes.Aggregate(before, (i, change) => change(i));

    public void Read(JsonElement body)
    {
        HashSet<string> set = new(StringComparer.Ordinal);
        foreach (var field in Members(body, "fields"))
        {
            set.Add(field.Name);
            Add(field.Name, [("set", field.Value)]);
        }

        foreach (var field in Members(body, "update"))
        {
            if (!set.Add(field.Name))
            {
                errors[field.Name] = $"Field '{field.Name}' cannot appear in both 'fields' and 'update'";
                continue;
            }

            if (field.Value.ValueKind != JsonValueKind.Array)
            {
                throw JiraRefusal.InvalidPayload;
            }

            Add(field.Name, [.. field.Value.EnumerateArray().SelectMany(o => JsonBody.Object(o, "add", "remove", "set").EnumerateObject()).Select(o => (o.Name, o.Value))]);
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var members) ? default
        : members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : throw JiraRefusal.InvalidPayload;

    private void Add(string id, List<(string Operation, JsonElement Value)> operations)
    {
        var field = call.Data.Fields.FirstOrDefault(f => f.Id == id);
        if (field is null || !field.IsOnScreenOf(issue.Project.Key) || !IssueValue.IsEditable(field))
        {
            errors[id] = $"Field '{id}' cannot be set. It is not on the appropriate screen, or unknown.";
            return;
        }

        foreach (var (operation, value) in operations)
        {
            try
            {
                changes.Add(new IssueValue(call.Data, field, issue).Change(operation, value));
            }
            catch (IssueValueException wrong)
            {
                errors[id] = wrong.Message;
            }
        }
    }
}
