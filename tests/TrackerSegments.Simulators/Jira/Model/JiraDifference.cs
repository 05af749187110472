using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>What of an issue changed, in the words of Jira's history.</summary>
internal static class JiraDifference
{
    public static List<JiraChange> Between(JiraIssue before, JiraIssue after, JiraData data)
    {
        List<JiraChange> changes = [];
        Add(changes, "summary", "jira", "summary", null, before.Summary, null, after.Summary);
        Add(changes, "issuetype", "jira", "issuetype", before.Type.Id, before.Type.Name, after.Type.Id, after.Type.Name);
        Add(changes, "project", "jira", "project", Text(before.Project.Id), before.Project.Name, Text(after.Project.Id), after.Project.Name);
        Add(changes, "Key", "jira", "issuekey", null, before.Key, null, after.Key);
        Add(changes, "status", "jira", "status", before.Status.Id, before.Status.Name, after.Status.Id, after.Status.Name);
        Add(changes, "resolution", "jira", "resolution", before.Resolution, before.Resolution, after.Resolution, after.Resolution);
        Add(changes, "labels", "jira", "labels", null, string.Join(' ', before.Labels), null, string.Join(' ', after.Labels));
        AddParent(changes, before, after, data);
        AddComponents(changes, before, after);
        foreach (var id in before.Values.Keys.Union(after.Values.Keys, StringComparer.Ordinal))
        {
            AddValue(changes, data.FindField(id), id, before.ValueOf(id), after.ValueOf(id));
        }

        return changes;
    }

    private static void AddValue(List<JiraChange> changes, JiraField? field, string id, object? before, object? after)
    {
        var (from, fromText) = Written(before);
        var (to, toText) = Written(after);
        Add(changes, field?.Name ?? id, id.StartsWith("customfield_", StringComparison.Ordinal) ? "custom" : "jira", id, from, fromText, to, toText);
    }

    private static void AddParent(List<JiraChange> changes, JiraIssue before, JiraIssue after, JiraData data)
    {
        if (before.ParentId != after.ParentId)
        {
            changes.Add(new(
                data.IsCloud ? "IssueParentAssociation" : "Parent", "jira", "parent",
                Text(before.ParentId), KeyOf(before.ParentId, data), Text(after.ParentId), KeyOf(after.ParentId, data)));
        }
    }

    private static void AddComponents(List<JiraChange> changes, JiraIssue before, JiraIssue after)
    {
        foreach (var gone in before.Components.Except(after.Components))
        {
            changes.Add(new("Component", "jira", "components", gone.Id, gone.Name, null, null));
        }

        foreach (var added in after.Components.Except(before.Components))
        {
            changes.Add(new("Component", "jira", "components", null, null, added.Id, added.Name));
        }
    }

    private static void Add(
        List<JiraChange> changes, string field, string type, string id, string? from, string? fromText, string? to, string? toText)
    {
        if (from != to || fromText != toText)
        {
            changes.Add(new(field, type, id, from, fromText, to, toText));
        }
    }

    private static (string? Value, string? Text) Written(object? value) => value switch
    {
        null => (null, null),
        IReadOnlyList<JiraOption> options => ($"[{string.Join(", ", options.Select(o => Text(o.Id)))}]", string.Join(',', options.Select(o => o.Value))),
        JiraOption option => (Text(option.Id), option.Value),
        JiraCascade { Child: { } child } cascade => (
            $"Parent values: {cascade.Parent.Value}({cascade.Parent.Id})Level 1 values: {child.Value}({child.Id})",
            $"Parent values: {cascade.Parent.Value}({cascade.Parent.Id})Level 1 values: {child.Value}({child.Id})"),
        JiraCascade cascade => ($"Parent values: {cascade.Parent.Value}({cascade.Parent.Id})", $"Parent values: {cascade.Parent.Value}({cascade.Parent.Id})"),
        IReadOnlyList<string> texts => (null, string.Join(' ', texts)),
        JiraEpicLink link => (Text(link.Id), link.Key),
        IFormattable number => (null, number.ToString(null, CultureInfo.InvariantCulture)),
        _ => (null, value.ToString()),
    };

    private static string? KeyOf(long? id, JiraData data) => id is { } known ? data.Find(known)?.Key : null;

    private static string? Text(long? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
