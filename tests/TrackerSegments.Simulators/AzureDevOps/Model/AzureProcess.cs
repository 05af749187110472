namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>A process: one of the system's, which never changes, or one that inherits from it.</summary>
public sealed class AzureProcess(Guid id, string name, AzureProcess? parent)
{
    private readonly List<AzureType> types = [];

    public Guid Id => id;

    public string Name => name;

    public AzureProcess? Parent => parent;

    public bool IsSystem => parent is null;

    /// <summary>The system process at its root: Agile, Scrum, CMMI or Basic.</summary>
    public string Root => parent?.Root ?? name;

    public string ReferenceName => IsSystem ? $"{Root}" : $"Inherited.{id:N}";

    /// <summary>The levels above the requirements, from the top.</summary>
    public IReadOnlyList<AzureLevel> Levels { get; internal set; } = [];

    /// <summary>The field that the requirements' backlog counts as effort.</summary>
    public string EffortField { get; internal set; } = AzureFieldNames.Effort;

    public IReadOnlyList<AzureType> Types
    {
        get
        {
            lock (types)
            {
                return [.. types];
            }
        }
    }

    public AzureType? FindType(string nameOrReference) => Types.FirstOrDefault(t =>
        string.Equals(t.Name, nameOrReference, StringComparison.OrdinalIgnoreCase) || string.Equals(t.ReferenceName, nameOrReference, StringComparison.OrdinalIgnoreCase));

    internal void Put(AzureType type)
    {
        lock (types)
        {
            var at = types.FindIndex(t => t.Name == type.Name);
            if (at < 0)
            {
                types.Add(type);
            }
            else
            {
                types[at] = type;
            }
        }
    }
}

/// <summary>A backlog level of a process.</summary>
/// <param name="Name">As the backlog calls it: Epics.</param>
/// <param name="Behavior">The behaviour's reference name.</param>
/// <param name="Category">The category of its work item types.</param>
/// <param name="Rank">Higher is above: tasks 10, requirements 20, features 30, epics 40.</param>
public sealed record AzureLevel(string Name, string Behavior, string Category, int Rank)
{
    public const int Tasks = 10;

    public const int Requirements = 20;
}

/// <summary>A state of a work item type; the category is Proposed, InProgress, Resolved, Completed or Removed.</summary>
public sealed record AzureState(string Name, string Category, string Color);

/// <summary>A work item type of a process.</summary>
public sealed class AzureType(string name, string referenceName, string category, IReadOnlyList<AzureState> states)
{
    private readonly Dictionary<string, AzureTypeField> fields = new(StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    public string ReferenceName => referenceName;

    /// <summary>The category it belongs to: Microsoft.EpicCategory.</summary>
    public string Category => category;

    public IReadOnlyList<AzureState> States => states;

    public string Color { get; init; } = "009CCC";

    /// <summary>The type of the parent process that it stands for; null for a system type.</summary>
    public string? Inherits { get; init; }

    public bool IsDisabled { get; set; }

    internal AzureLayout Layout { get; init; } = new();

    public IReadOnlyList<AzureTypeField> Fields
    {
        get
        {
            lock (fields)
            {
                return [.. fields.Values];
            }
        }
    }

    public AzureTypeField? Field(string reference)
    {
        lock (fields)
        {
            return fields.GetValueOrDefault(reference);
        }
    }

    public AzureState State(string stateName) => FindState(stateName)
        ?? throw new ArgumentException($"The type {name} has no state {stateName}.", nameof(stateName));

    public AzureState? FindState(string stateName) => states.FirstOrDefault(s => string.Equals(s.Name, stateName, StringComparison.OrdinalIgnoreCase));

    internal void Put(AzureTypeField field)
    {
        lock (fields)
        {
            fields[field.Field.ReferenceName] = field;
        }
    }

    public override string ToString() => name;
}
