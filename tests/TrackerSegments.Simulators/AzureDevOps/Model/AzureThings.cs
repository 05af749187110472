namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>What an account may do.</summary>
[Flags]
public enum AzurePermissions
{
    None = 0,
    Read = 1,
    Edit = 2,
    Delete = 4,

    /// <summary>Make fields and change processes.</summary>
    AdministerProcess = 8,

    BypassRules = 16,

    /// <summary>What an ordinary account may do.</summary>
    Member = Read | Edit,

    All = Member | Delete | AdministerProcess | BypassRules,
}

/// <summary>An account.</summary>
public sealed record AzureUser(Guid Id, string Name, string UniqueName, string Token, AzurePermissions Permissions)
{
    /// <summary>Projects in which the account may do something else than everywhere, by id.</summary>
    public IReadOnlyDictionary<Guid, AzurePermissions> Exceptions { get; init; } = new Dictionary<Guid, AzurePermissions>();

    /// <summary>Whether the account belongs to the organization.</summary>
    public bool IsActive { get; init; } = true;

    public bool May(AzurePermissions permission, AzureProject project) => Exceptions.GetValueOrDefault(project.Id, Permissions).HasFlag(permission);

    public bool May(AzurePermissions permission) => Permissions.HasFlag(permission);

    /// <summary>Never with the token.</summary>
    public override string ToString() => $"{Name} <{UniqueName}>";
}

/// <summary>A project; it can be renamed, and its paths follow.</summary>
public sealed class AzureProject(Guid id, string name, AzureProcess process, AzureNode areas, AzureNode iterations)
{
    public Guid Id => id;

    public string Name { get; internal set; } = name;

    public AzureProcess Process => process;

    public AzureNode Areas => areas;

    public AzureNode Iterations => iterations;

    public string Team => $"{Name} Team";

    /// <summary>asRequirements, asTasks or off.</summary>
    public string BugsBehavior { get; set; } = "asRequirements";

    public override string ToString() => Name;
}

/// <summary>An area or an iteration.</summary>
public sealed class AzureNode(int id, Guid identifier, string name, AzureNode? parent, bool isArea)
{
    private readonly List<AzureNode> children = [];

    public int Id => id;

    public Guid Identifier => identifier;

    public string Name { get; internal set; } = name;

    public AzureNode? Parent => parent;

    public bool IsArea => isArea;

    public IReadOnlyList<AzureNode> Children
    {
        get
        {
            lock (children)
            {
                return [.. children];
            }
        }
    }

    public string Path => parent is null ? Name : $"{parent.Path}\\{Name}";

    public bool IsUnder(AzureNode other) => ReferenceEquals(this, other) || parent?.IsUnder(other) == true;

    internal AzureNode? Child(string childName) => Children.FirstOrDefault(c => string.Equals(c.Name, childName, StringComparison.OrdinalIgnoreCase));

    internal void Add(AzureNode child)
    {
        lock (children)
        {
            children.Add(child);
        }
    }

    public override string ToString() => Path;
}

/// <summary>A picklist of a process.</summary>
public sealed record AzureList(Guid Id, string Name, string Type, IReadOnlyList<string> Items, bool IsSuggested);

/// <summary>A change of a link between a parent and a child.</summary>
public sealed record AzureLinkChange(
    long Watermark, AzureItem Parent, AzureItem Child, AzureProject ParentProject, AzureProject ChildProject, bool IsActive, DateTimeOffset At, AzureUser By, int EditedId);
