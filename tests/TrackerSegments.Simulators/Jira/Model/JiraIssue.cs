namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>An issue as it is at one time; a change makes another of it.</summary>
public sealed record JiraIssue
{
    public required long Id { get; init; }

    public required string Key { get; init; }

    /// <summary>The number in its key.</summary>
    public required int Number { get; init; }

    public required JiraProject Project { get; init; }

    public required JiraIssueType Type { get; init; }

    public required string Summary { get; init; }

    public required JiraStatus Status { get; init; }

    public string? Resolution { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public DateTimeOffset? Resolved { get; init; }

    /// <summary>The issue above; on Data Center of sub-tasks alone.</summary>
    public long? ParentId { get; init; }

    public JiraUser? Assignee { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<JiraComponent> Components { get; init; } = [];

    /// <summary>
    /// The values of custom fields and of the time fields by field id: options, lists of options, <see cref="JiraCascade"/>,
    /// lists of texts, texts, numbers, <see cref="JiraEpicLink"/>.
    /// </summary>
    public IReadOnlyDictionary<string, object> Values { get; init; } = NoValues;

    public IReadOnlyList<JiraHistory> History { get; init; } = [];

    private static readonly Dictionary<string, object> NoValues = [];

    public object? ValueOf(string fieldId) => Values.GetValueOrDefault(fieldId);

    /// <summary>The texts of a field's value, for tests to compare.</summary>
    public IReadOnlyList<string> TextsOf(string fieldId) => ValueOf(fieldId) switch
    {
        null => [],
        IReadOnlyList<JiraOption> options => [.. options.Select(o => o.Value)],
        IReadOnlyList<string> texts => texts,
        JiraCascade { Child: { } child } cascade => [cascade.Parent.Value, child.Value],
        JiraCascade cascade => [cascade.Parent.Value],
        JiraEpicLink link => [link.Key],
        IFormattable number => [number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)],
        var value => [value.ToString()!],
    };
}

/// <summary>An issue to be added; what is not said gets a default.</summary>
public sealed record JiraNewIssue(string Project, string Type, string Summary)
{
    public string? Key { get; init; }

    public long? Id { get; init; }

    /// <summary>The key of the issue above.</summary>
    public string? Parent { get; init; }

    public string Status { get; init; } = "To Do";

    public string? Resolution { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public DateTimeOffset? Resolved { get; init; }

    public JiraUser? Assignee { get; init; }

    /// <summary>Values by the field's name or id.</summary>
    public IDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>(StringComparer.Ordinal);
}
