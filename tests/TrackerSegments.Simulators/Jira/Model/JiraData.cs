using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>
/// Everything a simulated Jira holds. Safe for several threads: issues never change but are replaced. What a test does here happens
/// behind the back of whoever speaks to the simulator.
/// </summary>
public sealed partial class JiraData
{
    private readonly Lock gate = new();

    private readonly Dictionary<string, JiraProject> projects = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, JiraField> fields = new(StringComparer.Ordinal);

    private readonly List<JiraIssueType> types = [];

    private readonly List<JiraStatus> statuses = [];

    private readonly List<JiraComponent> components = [];

    private readonly List<JiraUser> users = [];

    private readonly JiraOptions options;

    private long lastId = 10_000;

    private long lastIssueId = 20_000;

    internal JiraData(JiraOptions options)
    {
        this.options = options;
        Index = new JiraIndex(options.Clock, options.SearchLag);
        Robot = new("000000:robot", "Somebody else", "somebody@example.com", "", JiraPermissions.All, TimeZoneInfo.Utc);
        AddDefaults();
    }

    /// <summary>Called after every change of an issue, under no lock.</summary>
    public Action<JiraEvent>? Changed { get; set; }

    /// <summary>Who makes a change where nobody is named.</summary>
    public JiraUser Robot { get; }

    public IReadOnlyList<JiraUser> Users => Copy(users);

    public IReadOnlyList<JiraProject> Projects
    {
        get
        {
            lock (gate)
            {
                return [.. projects.Values];
            }
        }
    }

    public IReadOnlyList<JiraField> Fields
    {
        get
        {
            lock (gate)
            {
                return [.. fields.Values];
            }
        }
    }

    public IReadOnlyList<JiraIssueType> IssueTypes => Copy(types);

    public IReadOnlyList<JiraStatus> Statuses => Copy(statuses);

    public IReadOnlyList<JiraComponent> Components => Copy(components);

    /// <summary>The field that links a child to its epic on Data Center; null where there is none.</summary>
    public JiraField? EpicLink => Fields.FirstOrDefault(f => f.Type == JiraFieldType.EpicLink);

    internal JiraIndex Index { get; }

    /// <summary>How long a change takes to be found by a search, from here on.</summary>
    public TimeSpan SearchLag
    {
        get => Index.Lag;
        set => Index.Lag = value;
    }

    /// <summary>Makes every change found that a lagging search does not find yet.</summary>
    public void CatchUp() => Index.CatchUp();

    internal bool IsCloud => options.Kind == JiraKind.Cloud;

    internal DateTimeOffset Now => Milliseconds(options.Clock.GetUtcNow() + options.ClockSkew);

    public JiraProject AddProject(string key, string name)
    {
        lock (gate)
        {
            return projects[key] = new(++lastId, key, name);
        }
    }

    /// <summary>Takes a project away with all its issues.</summary>
    public void RemoveProject(string key)
    {
        // An issue takes what is below it along.
        while (Issues.FirstOrDefault(i => i.Project.Key == key) is { } issue)
        {
            Delete(issue.Key);
        }

        lock (gate)
        {
            projects.Remove(key);
        }
    }

    public JiraUser AddUser(
        string name, string email, string token, JiraPermissions permissions = JiraPermissions.Member, string timeZone = "Etc/UTC")
    {
        lock (gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"712020:{++lastId}");
            var user = new JiraUser(id, name, email, token, permissions, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
            users.Add(user);
            return user;
        }
    }

    /// <summary>Changes what an account may do, everywhere or in one project.</summary>
    public void Permit(string name, JiraPermissions permissions, string? projectKey = null) => Replace(name, user => projectKey is null
        ? user with { Permissions = permissions }
        : user with { Exceptions = new Dictionary<string, JiraPermissions>(user.Exceptions, StringComparer.Ordinal) { [projectKey] = permissions } });

    /// <summary>Gives an account another token; the old one opens nothing any more.</summary>
    public void ChangeToken(string name, string token) => Replace(name, user => user with { Token = token });

    public JiraIssueType AddIssueType(string name, int level)
    {
        lock (gate)
        {
            if (types.Find(t => t.Name == name) is { } known)
            {
                return known;
            }

            types.Add(new(Next(), name, level));
            return types[^1];
        }
    }

    /// <param name="name">The status's name.</param>
    /// <param name="category">new, indeterminate or done.</param>
    public JiraStatus AddStatus(string name, string category)
    {
        lock (gate)
        {
            if (statuses.Find(s => s.Name == name) is { } known)
            {
                return known;
            }

            statuses.Add(new(Next(), name, category));
            return statuses[^1];
        }
    }

    public JiraComponent AddComponent(string projectKey, string name)
    {
        lock (gate)
        {
            if (components.Find(c => c.ProjectKey == projectKey && c.Name == name) is { } known)
            {
                return known;
            }

            components.Add(new(Next(), name, projectKey));
            return components[^1];
        }
    }

    public JiraUser? FindUser(Func<JiraUser, bool> which)
    {
        lock (gate)
        {
            return users.Find(u => which(u));
        }
    }

    public JiraProject? FindProject(string keyOrId)
    {
        lock (gate)
        {
            return projects.TryGetValue(keyOrId, out var project)
                ? project
                : projects.Values.FirstOrDefault(p => Invariant(p.Id) == keyOrId);
        }
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Replace(string name, Func<JiraUser, JiraUser> change)
    {
        lock (gate)
        {
            var at = users.FindIndex(u => u.Name == name);
            users[at] = change(users[at]);
        }
    }

    private string Next() => Invariant(++lastId);

    private List<T> Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
