using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <content>Issues and what becomes of them.</content>
public sealed partial class JiraData
{
    private readonly Dictionary<long, JiraIssue> issues = [];

    private readonly Dictionary<string, long> idsByKey = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> lastNumbers = new(StringComparer.OrdinalIgnoreCase);

    private long lastHistoryId = 100_000;

    /// <summary>Every issue there is now, by id.</summary>
    public IReadOnlyList<JiraIssue> Issues
    {
        get
        {
            lock (gate)
            {
                return [.. issues.Values.OrderBy(i => i.Id)];
            }
        }
    }

    /// <summary>An issue by its key or id; a key it had before a move finds it too.</summary>
    public JiraIssue? Find(string keyOrId)
    {
        lock (gate)
        {
            return idsByKey.TryGetValue(keyOrId, out var id) || long.TryParse(keyOrId, NumberStyles.None, CultureInfo.InvariantCulture, out id)
                ? issues.GetValueOrDefault(id)
                : null;
        }
    }

    public JiraIssue? Find(long id)
    {
        lock (gate)
        {
            return issues.GetValueOrDefault(id);
        }
    }

    /// <exception cref="ArgumentException">There is no such issue.</exception>
    public JiraIssue Issue(string keyOrId) =>
        Find(keyOrId) ?? throw new ArgumentException($"The simulated Jira has no issue {keyOrId}.", nameof(keyOrId));

    public JiraIssue AddIssue(string project, string type, string summary, string? parent = null, params (string Field, string[] Values)[] values) =>
        AddIssue(new JiraNewIssue(project, type, summary)
        {
            Parent = parent,
            Fields = values.ToDictionary(v => v.Field, v => v.Values, StringComparer.Ordinal),
        });

    public JiraIssue AddIssue(JiraNewIssue wanted)
    {
        JiraIssue issue;
        lock (gate)
        {
            issue = Made(wanted);
            Store(issue);
        }

        Changed?.Invoke(new(JiraEventKind.Created, issue, null, issue.Created));
        return issue;
    }

    /// <summary>Sets a field of an issue, as a person does in Jira: custom fields, Summary, Status, Labels, Components, Parent, Resolution.</summary>
    public JiraIssue Edit(string key, string field, params string[] values) => EditBy(Robot, key, field, values);

    public JiraIssue EditBy(JiraUser author, string key, string field, params string[] values) =>
        Change(Issue(key).Id, author, issue => With(issue, Field(field), values))!;

    /// <summary>Replaces an issue by what a change makes of it; histories, index and events follow.</summary>
    /// <returns>The issue after it; null where there is none.</returns>
    internal JiraIssue? Change(long id, JiraUser author, Func<JiraIssue, JiraIssue> change)
    {
        JiraIssue after;
        JiraHistory history;
        lock (gate)
        {
            if (!issues.TryGetValue(id, out var before))
            {
                return null;
            }

            after = change(before);
            if (JiraDifference.Between(before, after, this) is not { Count: > 0 } items)
            {
                return before;
            }

            var now = Now > before.Updated ? Now : before.Updated;
            history = new(++lastHistoryId, author, now, items);
            after = after with { Updated = now, History = [.. before.History, history] };
            Store(after);
        }

        Changed?.Invoke(new(JiraEventKind.Updated, after, history, after.Updated));
        return after;
    }

    /// <summary>Deletes an issue with its sub-tasks; children keep no parent.</summary>
    public void Delete(string key)
    {
        var gone = Issue(key);
        foreach (var child in ChildrenOf(gone.Id))
        {
            if (child.Type.IsSubtask)
            {
                Delete(child.Key);
            }
            else
            {
                Change(child.Id, Robot, issue => issue with
                {
                    ParentId = null,
                    Values = issue.Values.Where(v => v.Value is not JiraEpicLink).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
                });
            }
        }

        lock (gate)
        {
            issues.Remove(gone.Id);
            foreach (var old in idsByKey.Where(k => k.Value == gone.Id).Select(k => k.Key).ToList())
            {
                idsByKey.Remove(old);
            }

            Index.Remove(gone, Now);
        }

        Changed?.Invoke(new(JiraEventKind.Deleted, gone, null, Now));
    }

    /// <summary>Moves an issue to another project: it keeps its id and gets a new key, and the old key still finds it.</summary>
    public JiraIssue Move(string key, string toProject)
    {
        var project = FindProject(toProject) ?? throw new ArgumentException($"The simulated Jira has no project {toProject}.", nameof(toProject));
        return Change(Issue(key).Id, Robot, issue =>
        {
            var number = NextNumber(toProject);
            return issue with { Project = project, Number = number, Key = KeyOf(toProject, number) };
        })!;
    }

    /// <summary>The issues right below one: by parent, and by Epic Link.</summary>
    public IReadOnlyList<JiraIssue> ChildrenOf(long id)
    {
        lock (gate)
        {
            return [.. Index.Current.ChildrenOf(id).Select(child => issues.GetValueOrDefault(child)).OfType<JiraIssue>()];
        }
    }

    private static string KeyOf(string project, int number) => string.Create(CultureInfo.InvariantCulture, $"{project}-{number}");

    private JiraIssue Made(JiraNewIssue wanted)
    {
        var number = wanted.Key is { } key
            ? int.Parse(key.AsSpan(key.LastIndexOf('-') + 1), CultureInfo.InvariantCulture)
            : NextNumber(wanted.Project);
        lastNumbers[wanted.Project] = Math.Max(number, lastNumbers.GetValueOrDefault(wanted.Project));
        var created = Milliseconds(wanted.Created ?? Now);
        lastIssueId = Math.Max(wanted.Id ?? 0, lastIssueId);
        var issue = new JiraIssue
        {
            Id = wanted.Id ?? ++lastIssueId,
            Key = KeyOf(wanted.Project, number),
            Number = number,
            Project = projects[wanted.Project],
            Type = types.Find(t => t.Name == wanted.Type) ?? throw new ArgumentException($"There is no issue type {wanted.Type}.", nameof(wanted)),
            Summary = wanted.Summary,
            Status = statuses.Find(s => s.Name == wanted.Status) ?? throw new ArgumentException($"There is no status {wanted.Status}.", nameof(wanted)),
            Resolution = wanted.Resolution,
            Created = created,
            Updated = Milliseconds(wanted.Updated ?? created),
            Resolved = wanted.Resolved is { } resolved ? Milliseconds(resolved) : null,
            Assignee = wanted.Assignee,
        };
        if (wanted.Parent is { } parent)
        {
            issue = WithParent(issue, parent);
        }

        return wanted.Fields.Aggregate(issue, (i, field) => With(i, Field(field.Key), field.Value));
    }

    private int NextNumber(string project) => lastNumbers[project] = lastNumbers.GetValueOrDefault(project) + 1;

    private void Store(JiraIssue issue)
    {
        issues[issue.Id] = issue;
        idsByKey[issue.Key] = issue.Id;
        Index.Put(issue, Now);
    }
}
