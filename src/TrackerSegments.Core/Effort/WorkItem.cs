using System.Collections.ObjectModel;

namespace TrackerSegments.Core;

/// <summary>One item of a backlog, epic or child, in words that every tracker shares.</summary>
public sealed record WorkItem
{
    /// <summary>The field values of an item that carries none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> NoFields { get; } =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>The key people use, unique in a backlog: <c>FW-12</c> in Jira, <c>4711</c> in Azure DevOps.</summary>
    public required string Key { get; init; }

    /// <summary>The tracker's own id, which stays where the key changes; null where the key is all there is.</summary>
    public string? Id { get; init; }

    /// <summary>The type's name as the tracker says it: Epic, Story, Product Backlog Item.</summary>
    public required string Type { get; init; }

    /// <summary>The key or name of the project the item lives in.</summary>
    public string Project { get; init; } = "";

    /// <summary>The title, at most 255 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>The state's name as the tracker says it.</summary>
    public string Status { get; init; } = "";

    /// <summary>How far the item is.</summary>
    public StatusCategory StatusCategory { get; init; }

    /// <summary>How the item was closed, where the tracker says so: Done, Won't Do, Duplicate.</summary>
    public string? Resolution { get; init; }

    /// <summary>The key of the item above; null at the top. May name an item that is not in the backlog.</summary>
    public string? ParentKey { get; init; }

    /// <summary>The item's own estimate in the measure's unit; null where there is none. Zero is an estimate.</summary>
    public Effort? Estimate { get; init; }

    /// <summary>
    /// The values of the lens fields by field name (compared ignoring case); an absent field has no value.
    /// Values are trimmed and never empty.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = NoFields;

    /// <summary>The team that works on the item, where the tracker says so.</summary>
    public string? Team { get; init; }

    /// <summary>The display name of the person who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Where the item opens in the tracker; only http and https addresses.</summary>
    public Uri? Url { get; init; }

    /// <summary>The version of the item as the tracker counts it; an opaque text.</summary>
    public string Revision { get; init; } = "1";

    /// <summary>When the item was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the item last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>When the item was resolved.</summary>
    public DateTimeOffset? Resolved { get; init; }

    /// <summary>The values of one field.</summary>
    /// <param name="field">The field's name; case does not matter.</param>
    /// <returns>The values, or an empty list.</returns>
    public IReadOnlyList<string> ValuesOf(string field)
    {
        if (Fields.TryGetValue(field, out var values))
        {
            return values;
        }

        foreach (var (name, found) in Fields)
        {
            if (string.Equals(name, field, StringComparison.OrdinalIgnoreCase))
            {
                return found;
            }
        }

        return [];
    }
}
