using System.Collections.Concurrent;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The work item types of one project.</summary>
/// <param name="Project">The project's name when they were read.</param>
/// <param name="All">The types by name.</param>
internal sealed record AzureTypes(string Project, IReadOnlyDictionary<string, AzureType> All)
{
    public static AzureTypes Parse(string project, JsonElement list)
    {
        Dictionary<string, AzureType> types = new(StringComparer.OrdinalIgnoreCase);
        foreach (var type in list.EnumerateArray())
        {
            if (Text(type, "name") is { } name)
            {
                types[name] = new(
                    name,
                    Rows(type, "states").Where(state => Text(state, "name") is not null)
                        .DistinctBy(state => Text(state, "name"), StringComparer.OrdinalIgnoreCase)
                        .ToDictionary(state => Text(state, "name")!, state => Text(state, "category") ?? "", StringComparer.OrdinalIgnoreCase),
                    Rows(type, "fields").Concat(Rows(type, "fieldInstances")).Select(field => Text(field, "referenceName")).OfType<string>()
                        .ToHashSet(StringComparer.OrdinalIgnoreCase));
            }
        }

        return new(project, types);
    }

    private static string? Text(JsonElement element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? TrackerText.String(text) : null;

    private static JsonElement.ArrayEnumerator Rows(JsonElement type, string name) =>
        TrackerText.At(type, name) is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : default;
}

/// <summary>A work item type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Categories">The category of each of its states: Proposed, InProgress, Resolved, Completed, Removed.</param>
/// <param name="Fields">The reference names of its fields.</param>
internal sealed record AzureType(string Name, IReadOnlyDictionary<string, string> Categories, IReadOnlySet<string> Fields);

/// <summary>What is known of the work item types of all projects that are read. A newer reading of a project's types takes the place of the one before.</summary>
internal sealed class AzureTypeBook
{
    private readonly ConcurrentDictionary<string, AzureTypes> byProject = new(StringComparer.OrdinalIgnoreCase);
    private readonly StatusNames names = new();

    public AzureTypes? Find(string project) => byProject.GetValueOrDefault(project);

    public void Set(AzureTypes types) => byProject[types.Project] = types;

    /// <summary>How far an item is, by the category of its state; by the state's name where its type no longer has it.</summary>
    public StatusCategory CategoryOf(string project, string type, string state) =>
        (Find(project, type, state) ?? byProject.Values.Select(types => Find(types, type, state)).FirstOrDefault(found => found is not null)) switch
        {
            "Proposed" => StatusCategory.ToDo,
            "InProgress" or "Resolved" => StatusCategory.InProgress,
            "Completed" => StatusCategory.Done,
            "Removed" => StatusCategory.Removed,
            _ => OfName(state),
        };

    private static string? Find(AzureTypes types, string type, string state) => types.All.GetValueOrDefault(type)?.Categories.GetValueOrDefault(state);

    private string? Find(string project, string type, string state) =>
        byProject.TryGetValue(project, out var types) ? Find(types, type, state) : null;

    /// <summary>The names that say nothing are counted in one place, which many readers share.</summary>
    private StatusCategory OfName(string state)
    {
        lock (names)
        {
            return names.OfAzure(state);
        }
    }
}
