using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Work items from a file.</content>
public sealed partial class AzureData
{
    private static readonly string[] OfTheRevision =
    [
        AzureFieldNames.Id, AzureFieldNames.Rev, AzureFieldNames.Watermark, AzureFieldNames.Project, AzureFieldNames.AreaPath, AzureFieldNames.AreaId, AzureFieldNames.IterationPath,
        AzureFieldNames.IterationId, AzureFieldNames.NodeName, AzureFieldNames.Type, AzureFieldNames.Title, AzureFieldNames.State, AzureFieldNames.Parent, AzureFieldNames.CreatedDate,
        AzureFieldNames.CreatedBy, AzureFieldNames.ChangedDate, AzureFieldNames.ChangedBy, AzureFieldNames.CommentCount, AzureFieldNames.RevisedDate, AzureFieldNames.AuthorizedDate,
    ];

    /// <summary>
    /// Loads the answer of the REST interface from a file: {count, value:[{id, rev, fields, relations}]}. Ids, dates, values and links
    /// are kept; projects, types, states and people that the file names and that are not there yet are made.
    /// </summary>
    /// <returns>How many work items were loaded.</returns>
    public int LoadTemplate(string path, string process = "Agile")
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var rows = document.RootElement.GetProperty("value").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetInt32());
        Dictionary<int, int> parents = [];
        foreach (var (id, row) in rows)
        {
            foreach (var (rel, other) in Relations(row))
            {
                var (child, parent) = rel.EndsWith("Forward", StringComparison.Ordinal) ? (other, id) : (id, other);
                parents.TryAdd(child, parent);
            }
        }

        Teach(rows.Values, process);
        foreach (var id in rows.Keys.Order())
        {
            Load(id, rows, parents, []);
        }

        return rows.Count;
    }

    private static IEnumerable<(string Rel, int Other)> Relations(JsonElement row) =>
        !row.TryGetProperty("relations", out var relations) || relations.ValueKind != JsonValueKind.Array ? []
        : relations.EnumerateArray().Select(r => (r.GetProperty("rel").GetString()!, r.GetProperty("url").GetString()!))
            .Where(r => r.Item1.StartsWith("System.LinkTypes.Hierarchy", StringComparison.Ordinal))
            .Select(r => (r.Item1, int.Parse(r.Item2.AsSpan(r.Item2.LastIndexOf('/') + 1), CultureInfo.InvariantCulture)));

    private static string? Text(JsonElement row, string field) =>
        !row.GetProperty("fields").TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Object ? value.GetProperty("displayName").GetString()
        : value.ToString();

    private static DateTimeOffset? Date(JsonElement row, string field) =>
        Text(row, field) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Makes the process know the types and states of the file: those it lacks count as what they are called.</summary>
    private void Teach(IReadOnlyCollection<JsonElement> rows, string process)
    {
        var name = $"Loaded {process}";
        var found = FindProcess(name) ?? AddProcess(name, process);
        foreach (var ofType in rows.GroupBy(r => Text(r, AzureFieldNames.Type)!, StringComparer.OrdinalIgnoreCase))
        {
            var known = FindType(found, ofType.Key);
            List<AzureState> states = [.. known?.States ?? []];
            states.AddRange(ofType.Select(r => Text(r, AzureFieldNames.State)!).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(s => !states.Exists(k => string.Equals(k.Name, s, StringComparison.OrdinalIgnoreCase))).ToList()
                .Select(s => new AzureState(s, CategoryOf(s), ColorOf(CategoryOf(s)))));
            if (known is null || states.Count > known.States.Count)
            {
                found.Put(Copied(known ?? FindType(found, "Task")!, ofType.Key, states, known is not null, found));
            }
        }

        foreach (var row in rows)
        {
            var project = FindProject(Text(row, AzureFieldNames.Project)!) ?? AddProject(Text(row, AzureFieldNames.Project)!, name);
            AddBelow(project.Areas, Text(row, AzureFieldNames.AreaPath));
            AddBelow(project.Iterations, Text(row, AzureFieldNames.IterationPath));
        }
    }

    private void AddBelow(AzureNode root, string? path)
    {
        if (path?.IndexOf('\\', StringComparison.Ordinal) is > 0 and var at)
        {
            AddNode(root, path[(at + 1)..]);
        }
    }

    private static AzureType Copied(AzureType like, string name, List<AzureState> states, bool isKnown, AzureProcess process)
    {
        var copy = new AzureType(name, isKnown ? like.ReferenceName : $"Custom.{process.Id:N}.{name.Replace(" ", "", StringComparison.Ordinal)}", isKnown ? like.Category : KindOf(name), states)
        {
            Inherits = isKnown ? like.ReferenceName : null,
        };
        foreach (var field in like.Fields)
        {
            copy.Put(field.Field.ReferenceName == AzureFieldNames.State ? field with { AllowedValues = [.. states.Select(s => s.Name)] } : field);
        }

        return copy;
    }

    private static string KindOf(string type) => type is "Product Backlog Item" or "Requirement" or "User Story" or "Issue" ? RequirementCategory : OtherCategory;

    private static string CategoryOf(string state) => state switch
    {
        "New" or "To Do" or "Proposed" or "Approved" or "Design" => "Proposed",
        "Resolved" => "Resolved",
        "Done" or "Closed" or "Completed" or "Inactive" => "Completed",
        "Removed" => "Removed",
        _ => "InProgress",
    };

    private AzureItem? Load(int id, Dictionary<int, JsonElement> rows, Dictionary<int, int> parents, HashSet<int> onTheWay)
    {
        if (Find(id) is { } known)
        {
            return known;
        }

        if (!rows.TryGetValue(id, out var row) || !onTheWay.Add(id))
        {
            return null;
        }

        var project = Project(Text(row, AzureFieldNames.Project)!);
        return Add(new AzureNewItem(project, Text(row, AzureFieldNames.Type)!, Text(row, AzureFieldNames.Title) ?? "")
        {
            Id = id,
            State = Text(row, AzureFieldNames.State),
            Parent = parents.TryGetValue(id, out var parent) ? Load(parent, rows, parents, onTheWay) : null,
            Area = FindNode(project.Areas, Text(row, AzureFieldNames.AreaPath) ?? ""),
            Iteration = FindNode(project.Iterations, Text(row, AzureFieldNames.IterationPath) ?? ""),
            Created = Date(row, AzureFieldNames.CreatedDate),
            Changed = Date(row, AzureFieldNames.ChangedDate),
            Values = [.. Values(row)],
        });
    }

    private IEnumerable<(string Field, object Value)> Values(JsonElement row)
    {
        foreach (var field in row.GetProperty("fields").EnumerateObject().Where(f => !OfTheRevision.Contains(f.Name, StringComparer.Ordinal)))
        {
            if (Text(row, field.Name) is not { Length: > 0 } text)
            {
                continue;
            }

            var known = FindField(field.Name) ?? AddField(new AzureField(
                field.Name[(field.Name.LastIndexOf('.') + 1)..], field.Name, field.Value.ValueKind == JsonValueKind.Number ? "double" : "string"));
            yield return (field.Name, known.ReferenceName == AzureFieldNames.AssignedTo
                ? FindUser(u => u.Name == text) ?? AddUser(text, $"{text}@example.com", "")
                : text);
        }
    }
}
