namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>What an account may do.</summary>
[Flags]
public enum JiraPermissions
{
    None = 0,
    Browse = 1,
    Edit = 2,
    BulkChange = 4,
    Administer = 8,
    Delete = 16,

    /// <summary>What an ordinary account may do.</summary>
    Member = Browse | Edit | BulkChange,

    All = Member | Administer | Delete,
}

/// <summary>An account.</summary>
public sealed record JiraUser(string AccountId, string Name, string Email, string Token, JiraPermissions Permissions, TimeZoneInfo TimeZone)
{
    /// <summary>Projects in which the account may do something else than everywhere, by key.</summary>
    public IReadOnlyDictionary<string, JiraPermissions> Exceptions { get; init; } = new Dictionary<string, JiraPermissions>(StringComparer.Ordinal);

    public bool May(JiraPermissions permission, string projectKey) =>
        Exceptions.GetValueOrDefault(projectKey, Permissions).HasFlag(permission);

    public bool May(JiraPermissions permission) => Permissions.HasFlag(permission);

    /// <summary>Never with the token.</summary>
    public override string ToString() => Name;
}

public sealed record JiraProject(long Id, string Key, string Name);

public sealed record JiraIssueType(string Id, string Name, int Level)
{
    public bool IsSubtask => Level < 0;
}

/// <summary>A status; its category is new, indeterminate or done.</summary>
public sealed record JiraStatus(string Id, string Name, string Category);

public sealed record JiraComponent(string Id, string Name, string ProjectKey);

/// <summary>An option of a field; of a cascading field, a child has a parent.</summary>
public sealed class JiraOption(long id, string value, JiraOption? parent)
{
    public long Id => id;

    public string Value { get; internal set; } = value;

    public JiraOption? Parent => parent;

    public bool IsDisabled { get; internal set; }

    public override string ToString() => Value;
}

/// <summary>The value of a cascading field.</summary>
public sealed record JiraCascade(JiraOption Parent, JiraOption? Child);

/// <summary>The value of an Epic Link: the epic's id, or only its key where there is no such epic.</summary>
public sealed record JiraEpicLink(long? Id, string Key);

/// <summary>A change in the history of an issue.</summary>
public sealed record JiraHistory(long Id, JiraUser Author, DateTimeOffset Created, IReadOnlyList<JiraChange> Items);

public sealed record JiraChange(string Field, string FieldType, string FieldId, string? From, string? FromText, string? To, string? ToText);
