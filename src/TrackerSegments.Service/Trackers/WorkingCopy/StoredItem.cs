using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>An item as the working copy keeps it.</summary>
internal sealed record StoredItem
{
    public required string Key { get; init; }

    public required string Type { get; init; }

    public string? Project { get; init; }

    public string? Title { get; init; }

    public string? Status { get; init; }

    public StatusCategory StatusCategory { get; init; }

    public string? Resolution { get; init; }

    public string? ParentKey { get; init; }

    /// <summary>The estimate in thousandths of the measure's unit.</summary>
    public long? Estimate { get; init; }

    public Dictionary<string, IReadOnlyList<string>>? Fields { get; init; }

    public string? Team { get; init; }

    public string? Assignee { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public DateTimeOffset? Resolved { get; init; }

    public long Revision { get; init; } = 1;

    /// <summary>Of each field that was edited here: its values as the file has them.</summary>
    public Dictionary<string, IReadOnlyList<string>>? Imported { get; init; }

    /// <summary>Whether the file no longer has the item; it is kept for the edits made to it, should the item come back.</summary>
    public bool IsGone { get; init; }

    public static StoredItem Of(WorkItem item) => new()
    {
        Key = item.Key,
        Type = item.Type,
        Project = NullIfEmpty(item.Project),
        Title = NullIfEmpty(item.Title),
        Status = NullIfEmpty(item.Status),
        StatusCategory = item.StatusCategory,
        Resolution = item.Resolution,
        ParentKey = item.ParentKey,
        Estimate = item.Estimate?.Thousandths,
        Fields = item.Fields.Count == 0 ? null : new(item.Fields, StringComparer.Ordinal),
        Team = item.Team,
        Assignee = item.Assignee,
        Url = item.Url?.AbsoluteUri,
        Created = item.Created,
        Updated = item.Updated,
        Resolved = item.Resolved,
    };

    public static StoredItem Parse(string body) => JsonSerializer.Deserialize(body, WorkingCopyJson.Default.StoredItem)!;

    public string ToJson() => JsonSerializer.Serialize(this, WorkingCopyJson.Default.StoredItem);

    public WorkItem ToWorkItem() => new()
    {
        Key = Key,
        Type = Type,
        Project = Project ?? "",
        Title = Title ?? "",
        Status = Status ?? "",
        StatusCategory = StatusCategory,
        Resolution = Resolution,
        ParentKey = ParentKey,
        Estimate = Estimate is { } thousandths ? new Effort(thousandths) : null,
        Fields = Fields ?? WorkItem.NoFields,
        Team = Team,
        Assignee = Assignee,
        Url = Url is null ? null : new Uri(Url),
        Created = Created,
        Updated = Updated,
        Resolved = Resolved,
        Revision = Revision.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The item with other values in one field; what the file has there is remembered.</summary>
    public StoredItem With(string field, IReadOnlyList<string> values)
    {
        var name = NameOf(Fields, field) ?? field;
        Dictionary<string, IReadOnlyList<string>> fields = Fields is null ? [] : new(Fields, StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<string>> imported = Imported is null ? [] : new(Imported, StringComparer.Ordinal);
        if (NameOf(imported, name) is null)
        {
            imported[name] = fields.GetValueOrDefault(name, []);
        }

        fields[name] = values;
        return this with { Fields = fields, Imported = imported, Revision = Revision + 1 };
    }

    /// <summary>The values of a field; its name is compared ignoring case.</summary>
    public IReadOnlyList<string> ValuesOf(string field) => NameOf(Fields, field) is { } name ? Fields![name] : [];

    private static string? NameOf(Dictionary<string, IReadOnlyList<string>>? fields, string field) =>
        fields is null ? null
        : fields.ContainsKey(field) ? field
        : fields.Keys.FirstOrDefault(name => string.Equals(name, field, StringComparison.OrdinalIgnoreCase));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>What was imported last.</summary>
/// <param name="FileName">The name of the file, without its path.</param>
/// <param name="Generation">Which partition holds the items.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Findings">What a person should know about the reading.</param>
internal sealed record ImportRecord(string FileName, int Generation, int Items, IReadOnlyList<Finding> Findings);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredItem))]
[JsonSerializable(typeof(ImportRecord))]
internal sealed partial class WorkingCopyJson : JsonSerializerContext;
