using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Simulators.Jira.Model;

/// <content>Issues from a file with one JSON object a line.</content>
public sealed partial class JiraData
{
    /// <summary>The field that story points of files and of generated data go into.</summary>
    public const string StoryPoints = "Story Points";

    private static readonly Dictionary<string, string> Categories = new(StringComparer.Ordinal)
    {
        ["new"] = "new",
        ["undefined"] = "new",
        ["indeterminate"] = "indeterminate",
        ["done"] = "done",
    };

    /// <summary>
    /// Loads issues: id, key, project, projectName, issuetype, subtask, summary, status, statusCategory, resolution, resolutiondate, created,
    /// updated, labels, components, storyPoints, epicKey, parentKey. An epic that the file does not have is no parent on Cloud, and an Epic
    /// Link that leads nowhere on Data Center.
    /// </summary>
    /// <returns>How many issues were loaded.</returns>
    public int LoadJsonLines(string path)
    {
        var rows = File.ReadLines(path).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        if (FindField(StoryPoints) is null)
        {
            AddField(StoryPoints, JiraFieldType.Number);
        }

        var keys = rows.Select(r => Text(r, "key")!).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.OrderBy(r => LevelOf(r)))
        {
            AddKinds(row);
            AddIssue(IssueOf(row, keys));
        }

        return rows.Count;
    }

    private static int LevelOf(JsonElement row) => Text(row, "issuetype") == "Epic" ? 0 : Text(row, "parentKey") is null ? 1 : 2;

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static string[] Texts(JsonElement row, string name) =>
        row.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(v => v.ToString())] : [];

    private static DateTimeOffset? Date(JsonElement row, string name) =>
        Text(row, name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private void AddKinds(JsonElement row)
    {
        var project = Text(row, "project")!;
        if (FindProject(project) is null)
        {
            AddProject(project, Text(row, "projectName") ?? project);
        }

        var type = Text(row, "issuetype")!;
        AddIssueType(type, type == "Epic" ? 1 : row.TryGetProperty("subtask", out var subtask) && subtask.ValueKind == JsonValueKind.True ? -1 : 0);
        AddStatus(Text(row, "status")!, Categories[Text(row, "statusCategory")!]);
    }

    private JiraNewIssue IssueOf(JsonElement row, HashSet<string> keys)
    {
        var epic = Text(row, "epicKey") is { } key && key != Text(row, "key") ? key : null;
        var issue = new JiraNewIssue(Text(row, "project")!, Text(row, "issuetype")!, Text(row, "summary") ?? "")
        {
            Key = Text(row, "key"),
            Id = long.Parse(Text(row, "id")!, CultureInfo.InvariantCulture),
            Parent = Text(row, "parentKey") is { } parent && keys.Contains(parent) ? parent
                : Text(row, "parentKey") is null && epic is not null && (keys.Contains(epic) || !IsCloud) ? epic : null,
            Status = Text(row, "status")!,
            Resolution = Text(row, "resolution"),
            Created = Date(row, "created"),
            Updated = Date(row, "updated"),
            Resolved = Date(row, "resolutiondate"),
        };
        Add(issue, "labels", Texts(row, "labels"));
        Add(issue, "components", Texts(row, "components"));
        Add(issue, StoryPoints, Text(row, "storyPoints") is { } points ? [points] : []);
        return issue;
    }

    private static void Add(JiraNewIssue issue, string field, string[] values)
    {
        if (values.Length > 0)
        {
            issue.Fields[field] = values;
        }
    }
}
