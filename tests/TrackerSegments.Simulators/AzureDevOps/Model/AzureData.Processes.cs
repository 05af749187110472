namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Processes and what a test makes of them.</content>
public sealed partial class AzureData
{
    private static readonly Dictionary<string, string> SystemIds = new(StringComparer.Ordinal)
    {
        ["Agile"] = "adcc42ab-9882-485e-a3ed-7678f01f66bc",
        ["Scrum"] = "6b724908-ef14-45cf-84f8-768b5384da45",
        ["CMMI"] = "27450541-8e31-4150-9947-dc59f998fc01",
        ["Basic"] = "b8a3a935-7e91-48b8-a94c-606d37c3e9f2",
    };

    private readonly List<AzureProcess> processes = [];

    public IReadOnlyList<AzureProcess> Processes => Copy(processes);

    /// <summary>Adds a process that inherits from one of the system's: it can be changed.</summary>
    public AzureProcess AddProcess(string name, string parent = "Agile")
    {
        lock (gate)
        {
            var above = Process(parent);
            var process = new AzureProcess(NextGuid(), name, above) { Levels = above.Levels, EffortField = above.EffortField };
            processes.Add(process);
            return process;
        }
    }

    /// <exception cref="ArgumentException">There is no such process.</exception>
    public AzureProcess Process(string nameOrId) => FindProcess(nameOrId)
        ?? throw new ArgumentException($"The simulated Azure DevOps has no process {nameOrId}.", nameof(nameOrId));

    public AzureProcess? FindProcess(string nameOrId)
    {
        lock (gate)
        {
            return processes.Find(p => string.Equals(p.Name, nameOrId, StringComparison.OrdinalIgnoreCase))
                ?? (Guid.TryParse(nameOrId, out var id) ? processes.Find(p => p.Id == id) : null);
        }
    }

    /// <summary>The work item types that a process has: its own, and those of its parent that it has no copy of.</summary>
    internal static IReadOnlyList<AzureType> TypesOf(AzureProcess process) => process.Parent is not { } parent ? process.Types
        :
        [
            .. TypesOf(parent).Select(t => process.FindType(t.Name) ?? t),
            .. process.Types.Where(t => t.Inherits is null),
        ];

    internal static AzureType? FindType(AzureProcess process, string nameOrReference) =>
        process.FindType(nameOrReference) ?? (process.Parent is { } parent ? FindType(parent, nameOrReference) : null);

    /// <summary>A type of an inherited process that can be changed: a copy of the parent's, made where there is none yet.</summary>
    internal AzureType Inherit(AzureProcess process, AzureType type)
    {
        lock (gate)
        {
            if (process.FindType(type.Name) is { } known)
            {
                return known;
            }

            var copy = new AzureType(type.Name, $"{process.Name.Replace(" ", "", StringComparison.Ordinal)}.{type.Name.Replace(" ", "", StringComparison.Ordinal)}", type.Category, type.States)
            {
                Color = type.Color,
                Inherits = type.ReferenceName,
                Layout = type.Layout.Copy(),
            };
            foreach (var field in type.Fields)
            {
                copy.Put(field);
            }

            process.Put(copy);
            return copy;
        }
    }

    /// <summary>
    /// Puts a field on a work item type of a process. A system process cannot be changed; a test says so to a process that inherits.
    /// </summary>
    public AzureTypeField AddFieldToType(string process, string type, string field, bool isRequired = false, params string[] allowedValues)
    {
        var found = Process(process);
        var above = FindType(found, type) ?? throw new ArgumentException($"The process {process} has no type {type}.", nameof(type));
        if (found.IsSystem)
        {
            throw new ArgumentException($"{process} is a system process, which never changes; add one that inherits from it.", nameof(process));
        }

        var known = Inherit(found, above).Field(Field(field).ReferenceName) ?? new(Field(field));
        var added = known with { IsRequired = isRequired, AllowedValues = allowedValues.Length > 0 ? allowedValues : null };
        Inherit(found, above).Put(added);
        return added;
    }
}
