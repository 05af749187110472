namespace TrackerSegments.Simulators.Jira.Model;

public enum JiraFieldType
{
    System,
    MultiSelect,
    MultiCheckboxes,
    Select,
    RadioButtons,
    Cascading,
    Labels,
    Components,
    Text,
    Number,
    StoryPointEstimate,
    Seconds,
    EpicLink,
    Team,
    ReadOnly,
}

/// <summary>A field of the site.</summary>
public sealed class JiraField(string id, string name, JiraFieldType type)
{
    private const string Builtin = "com.atlassian.jira.plugin.system.customfieldtypes:";

    private const string Agile = "com.pyxis.greenhopper.jira:";

    private static readonly Dictionary<JiraFieldType, (string Custom, string Type, string? Items)> Schemas = new()
    {
        [JiraFieldType.MultiSelect] = ($"{Builtin}multiselect", "array", "option"),
        [JiraFieldType.MultiCheckboxes] = ($"{Builtin}multicheckboxes", "array", "option"),
        [JiraFieldType.Select] = ($"{Builtin}select", "option", null),
        [JiraFieldType.RadioButtons] = ($"{Builtin}radiobuttons", "option", null),
        [JiraFieldType.Cascading] = ($"{Builtin}cascadingselect", "option-with-child", null),
        [JiraFieldType.Labels] = ($"{Builtin}labels", "array", "string"),
        [JiraFieldType.Text] = ($"{Builtin}textfield", "string", null),
        [JiraFieldType.Number] = ($"{Builtin}float", "number", null),
        [JiraFieldType.StoryPointEstimate] = ($"{Agile}jsw-story-points", "number", null),
        [JiraFieldType.EpicLink] = ($"{Agile}gh-epic-link", "any", null),
        [JiraFieldType.Team] = ("com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team", "team", null),
        [JiraFieldType.ReadOnly] = ($"{Builtin}readonlyfield", "string", null),
    };

    public string Id => id;

    public string Name { get; internal set; } = name;

    public JiraFieldType Type => type;

    public bool IsCustom => Id.StartsWith("customfield_", StringComparison.Ordinal);

    public long CustomId => IsCustom ? long.Parse(Id.AsSpan("customfield_".Length), System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>The type's key, like com.pyxis.greenhopper.jira:jsw-story-points; null of a system field.</summary>
    public string? Custom => IsCustom ? Schemas[Type].Custom : null;

    public string SchemaType { get; init; } = Schemas.TryGetValue(type, out var schema) ? schema.Type : "string";

    public string? Items { get; init; } = Schemas.TryGetValue(type, out var schema) ? schema.Items : null;

    public bool HasOptions => IsMultiOption || IsOption || Type == JiraFieldType.Cascading;

    public bool IsMultiOption => Type is JiraFieldType.MultiSelect or JiraFieldType.MultiCheckboxes;

    public bool IsOption => Type is JiraFieldType.Select or JiraFieldType.RadioButtons;

    public bool IsNumber => Type is JiraFieldType.Number or JiraFieldType.StoryPointEstimate or JiraFieldType.Seconds;

    public IReadOnlyList<JiraContext> Contexts { get; internal set; } = [];

    /// <summary>Whether the field is on the screens; a field made through the API is not until it is put there.</summary>
    public bool IsOnScreens { get; internal set; } = true;

    /// <summary>Keys of projects on whose screens the field is though it is not on all.</summary>
    public ISet<string> OnScreensOf { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Keys of projects from whose screens the field was taken.</summary>
    public ISet<string> OffScreensOf { get; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsOnScreenOf(string projectKey) =>
        !OffScreensOf.Contains(projectKey) && (IsOnScreens || OnScreensOf.Contains(projectKey));

    public static JiraFieldType? TypeOf(string custom) =>
        Schemas.Where(s => s.Value.Custom == custom).Select(s => (JiraFieldType?)s.Key).FirstOrDefault();

    /// <summary>The options that an issue of the project can have.</summary>
    public IEnumerable<JiraOption> OptionsOf(string projectKey) =>
        (Contexts.FirstOrDefault(c => c.Projects.Contains(projectKey)) ?? Contexts.FirstOrDefault(c => c.IsGlobal))?.Options ?? [];
}

/// <summary>Where a field has which options.</summary>
public sealed class JiraContext(long id, string name)
{
    public long Id => id;

    public string Name => name;

    public string Description { get; init; } = "";

    /// <summary>Keys of the projects it is for; empty for all.</summary>
    public ISet<string> Projects { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public ISet<string> IssueTypes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsGlobal => Projects.Count == 0;

    public IReadOnlyList<JiraOption> Options { get; internal set; } = [];
}
