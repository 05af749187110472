using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <content>Values as texts, which is how tests give them.</content>
public sealed partial class JiraData
{
    /// <summary>The issue with other values in a custom field.</summary>
    internal static JiraIssue WithValue(JiraIssue issue, string fieldId, object? value)
    {
        var values = new Dictionary<string, object>(issue.Values, StringComparer.Ordinal);
        if (value is null)
        {
            values.Remove(fieldId);
        }
        else
        {
            values[fieldId] = value;
        }

        return issue with { Values = values };
    }

    internal JiraIssue With(JiraIssue issue, JiraField field, IReadOnlyList<string> values) => field.Id switch
    {
        "summary" => issue with { Summary = values[0] },
        "status" => WithStatus(issue, values[0]),
        "resolution" => issue with { Resolution = values.Count == 0 ? null : values[0] },
        "labels" => issue with { Labels = [.. values] },
        "components" => issue with { Components = [.. values.Select(v => AddComponent(issue.Project.Key, v))] },
        "parent" => values.Count == 0 ? issue with { ParentId = null } : WithParent(issue, values[0]),
        "issuetype" => issue with { Type = types.Find(t => t.Name == values[0])! },
        _ => WithValue(issue, field.Id, values.Count == 0 ? null : ValueOf(field, values, issue.Project.Key)),
    };

    private JiraIssue WithStatus(JiraIssue issue, string name)
    {
        var status = statuses.Find(s => s.Name == name)!;
        var isDone = status.Category == "done";
        return issue with
        {
            Status = status,
            Resolution = isDone ? issue.Resolution ?? "Done" : null,
            Resolved = isDone ? issue.Resolved ?? Now : null,
        };
    }

    private JiraIssue WithParent(JiraIssue issue, string parentKey)
    {
        var parent = Find(parentKey);
        return IsCloud || issue.Type.IsSubtask
            ? issue with { ParentId = parent?.Id ?? throw new ArgumentException($"There is no issue {parentKey}.", nameof(parentKey)) }
            : WithValue(issue, EpicLink!.Id, new JiraEpicLink(parent?.Id, parent?.Key ?? parentKey));
    }

    private object ValueOf(JiraField field, IReadOnlyList<string> values, string projectKey)
    {
        if (field.IsMultiOption)
        {
            return values.Select(v => Option(field, projectKey, v, null)).ToArray();
        }

        if (field.IsNumber)
        {
            return decimal.Parse(values[0], CultureInfo.InvariantCulture);
        }

        return field.Type switch
        {
            JiraFieldType.Select or JiraFieldType.RadioButtons => Option(field, projectKey, values[0], null),
            JiraFieldType.Cascading => Cascade(field, projectKey, values),
            JiraFieldType.Labels => values.ToArray(),
            JiraFieldType.EpicLink => new JiraEpicLink(Find(values[0])?.Id, values[0]),
            _ => values[0],
        };
    }

    private static JiraCascade Cascade(JiraField field, string projectKey, IReadOnlyList<string> values)
    {
        var parent = Option(field, projectKey, values[0], null);
        return new(parent, values.Count > 1 ? Option(field, projectKey, values[1], parent) : null);
    }

    private static JiraOption Option(JiraField field, string projectKey, string value, JiraOption? parent) =>
        field.OptionsOf(projectKey).FirstOrDefault(o => o.Parent == parent && o.Value == value)
        ?? throw new ArgumentException($"The field {field.Name} has no option {value} in {projectKey}.", nameof(value));
}
