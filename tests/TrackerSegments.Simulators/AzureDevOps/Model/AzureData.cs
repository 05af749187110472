using System.Globalization;

namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>
/// Everything a simulated Azure DevOps holds. Safe for several threads: revisions never change but are added to. What a test does here
/// happens behind the back of whoever speaks to the simulator.
/// </summary>
public sealed partial class AzureData
{
    private readonly Lock gate = new();

    private readonly List<AzureProject> projects = [];

    private readonly List<AzureUser> users = [];

    private readonly AzureOptions options;

    private int lastNodeId;

    private int lastGuid;

    internal AzureData(AzureOptions options)
    {
        this.options = options;
        SearchLag = options.SearchLag;
        Robot = new(NextGuid(), "Somebody else", "somebody@example.com", "", AzurePermissions.All);
        AddSystemFields();
        AddSystemProcesses();
    }

    /// <summary>Called after every change of a work item, under no lock.</summary>
    public Action<AzureEvent>? Changed { get; set; }

    /// <summary>Who makes a change where nobody is named.</summary>
    public AzureUser Robot { get; }

    /// <summary>How long a change takes to be found by a query, from here on.</summary>
    public TimeSpan SearchLag { get; set; }

    public IReadOnlyList<AzureUser> Users => Copy(users);

    public IReadOnlyList<AzureProject> Projects => Copy(projects);

    internal Guid InstanceId { get; } = new("0e8a6b5d-6f2f-4a75-9d3c-0d0b0c8a1f00");

    internal DateTimeOffset Now => Milliseconds(options.Clock.GetUtcNow() + options.ClockSkew);

    public AzureProject AddProject(string name, string process = "Agile")
    {
        lock (gate)
        {
            var found = Process(process);
            var project = new AzureProject(NextGuid(), name, found, NewNode(name, null, true), NewNode(name, null, false));
            projects.Add(project);
            return project;
        }
    }

    /// <summary>Renames a project: every path and System.TeamProject follow, and no work item gets a revision for it.</summary>
    public void RenameProject(string name, string newName)
    {
        var project = Project(name);
        (project.Name, project.Areas.Name, project.Iterations.Name) = (newName, newName, newName);
    }

    /// <summary>Takes a project away with all its work items; no feed tells of them any more.</summary>
    public void RemoveProject(string name)
    {
        var project = Project(name);
        lock (gate)
        {
            foreach (var item in items.Values.Where(i => i.Latest.Project == project).ToList())
            {
                items.Remove(item.Id);
            }

            log.RemoveAll(l => l.Item.Latest.Project == project);
            projects.Remove(project);
        }
    }

    public AzureUser AddUser(string name, string uniqueName, string token, AzurePermissions permissions = AzurePermissions.Member)
    {
        lock (gate)
        {
            var user = new AzureUser(NextGuid(), name, uniqueName, token, permissions);
            users.Add(user);
            return user;
        }
    }

    /// <summary>Changes what an account may do, everywhere or in one project; who may not read a project does not see it.</summary>
    public void Permit(string name, AzurePermissions permissions, string? project = null) => Replace(name, user => project is null
        ? user with { Permissions = permissions }
        : user with { Exceptions = new Dictionary<Guid, AzurePermissions>(user.Exceptions) { [Project(project).Id] = permissions } });

    /// <summary>Takes an account out of the organization.</summary>
    public void Remove(string name) => Replace(name, user => user with { IsActive = false, Permissions = AzurePermissions.None });

    /// <summary>Gives an account another token; the old one opens nothing any more.</summary>
    public void ChangeToken(string name, string token) => Replace(name, user => user with { Token = token });

    /// <summary>Adds an area below the project, with all on the way: Web\Shop.</summary>
    public AzureNode AddArea(string project, string path) => AddNode(Project(project).Areas, path);

    /// <summary>Adds an iteration below the project, with all on the way.</summary>
    public AzureNode AddIteration(string project, string path) => AddNode(Project(project).Iterations, path);

    public AzureUser? FindUser(Func<AzureUser, bool> which)
    {
        lock (gate)
        {
            return users.Find(u => which(u));
        }
    }

    public AzureProject? FindProject(string nameOrId)
    {
        lock (gate)
        {
            return projects.Find(p => string.Equals(p.Name, nameOrId, StringComparison.OrdinalIgnoreCase))
                ?? (Guid.TryParse(nameOrId, out var id) ? projects.Find(p => p.Id == id) : null);
        }
    }

    /// <exception cref="ArgumentException">There is no such project.</exception>
    public AzureProject Project(string nameOrId) =>
        FindProject(nameOrId) ?? throw new ArgumentException($"The simulated Azure DevOps has no project {nameOrId}.", nameof(nameOrId));

    /// <summary>The area or iteration at a path that begins with the project's name; null where there is none.</summary>
    internal static AzureNode? FindNode(AzureNode root, string path)
    {
        var parts = path.Split('\\', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 || !string.Equals(parts[0], root.Name, StringComparison.OrdinalIgnoreCase)
            ? null
            : parts.Skip(1).Aggregate((AzureNode?)root, (node, part) => node?.Child(part));
    }

    /// <summary>Numbers that are the same in every run.</summary>
    internal Guid NextGuid() => new(string.Create(CultureInfo.InvariantCulture, $"5eed0000-0000-4000-8000-{Interlocked.Increment(ref lastGuid):x12}"));

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private AzureNode AddNode(AzureNode root, string path)
    {
        lock (gate)
        {
            return path.Split('\\', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(root, (node, part) => node.Child(part) ?? NewNode(part, node, root.IsArea));
        }
    }

    private AzureNode NewNode(string name, AzureNode? parent, bool isArea)
    {
        var node = new AzureNode(++lastNodeId, NextGuid(), name, parent, isArea);
        parent?.Add(node);
        return node;
    }

    private void Replace(string name, Func<AzureUser, AzureUser> change)
    {
        lock (gate)
        {
            var at = users.FindIndex(u => u.Name == name);
            users[at] = change(users[at]);
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
