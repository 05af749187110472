namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Fields and picklists of the organization.</content>
public sealed partial class AzureData
{
    private readonly Dictionary<string, AzureField> fields = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, AzureField> fieldsByName = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<AzureList> lists = [];

    public IReadOnlyList<AzureField> Fields
    {
        get
        {
            lock (gate)
            {
                return [.. fields.Values];
            }
        }
    }

    public IReadOnlyList<AzureList> Lists => Copy(lists);

    /// <summary>Adds a text field; with values it gets a picklist, which only suggests them where that is said.</summary>
    public AzureField AddField(string name, bool isSuggested = false, params string[] values)
    {
        var picklist = values.Length == 0 ? null : AddList($"picklist_{NextGuid()}", "String", values, isSuggested);
        return AddField(new AzureField(name, $"Custom.{name.Replace(" ", "", StringComparison.Ordinal)}", "string")
        {
            PicklistId = picklist?.Id,
            IsPicklistSuggested = isSuggested && picklist is not null,
        });
    }

    public AzureField AddField(AzureField field)
    {
        lock (gate)
        {
            fieldsByName[field.Name] = field;
            return fields[field.ReferenceName] = field;
        }
    }

    /// <exception cref="ArgumentException">There is no such field.</exception>
    public AzureField Field(string nameOrReference) => FindField(nameOrReference)
        ?? throw new ArgumentException($"The simulated Azure DevOps has no field {nameOrReference}.", nameof(nameOrReference));

    public AzureField? FindField(string nameOrReference)
    {
        lock (gate)
        {
            return fields.GetValueOrDefault(nameOrReference) ?? fieldsByName.GetValueOrDefault(nameOrReference);
        }
    }

    public AzureList? FindList(Guid id)
    {
        lock (gate)
        {
            return lists.Find(l => l.Id == id);
        }
    }

    internal AzureList AddList(string name, string type, IReadOnlyList<string> values, bool isSuggested)
    {
        lock (gate)
        {
            lists.Add(new(NextGuid(), name, type, values, isSuggested));
            return lists[^1];
        }
    }

    internal AzureList ReplaceList(AzureList list)
    {
        lock (gate)
        {
            return lists[lists.FindIndex(l => l.Id == list.Id)] = list;
        }
    }

    /// <summary>The values that a field of a type takes, and whether others are taken too; null where it takes any.</summary>
    internal (IReadOnlyList<string> Values, bool IsSuggested)? AllowedValues(AzureTypeField field) =>
        field.AllowedValues is { } ofType ? (ofType, false)
        : field.Field.PicklistId is { } id && FindList(id) is { } list ? (list.Items, list.IsSuggested)
        : null;

    private void AddSystemFields()
    {
        foreach (var (name, reference, type, isReadOnly) in SystemFields)
        {
            AddField(new AzureField(name, reference, type) { IsReadOnly = isReadOnly, IsIdentity = name is "Assigned To" or "Created By" or "Changed By" });
        }
    }

    private static readonly (string Name, string Reference, string Type, bool IsReadOnly)[] SystemFields =
    [
        ("ID", AzureFieldNames.Id, "integer", true), ("Rev", AzureFieldNames.Rev, "integer", true), ("Watermark", AzureFieldNames.Watermark, "integer", true),
        ("Work Item Type", AzureFieldNames.Type, "string", true), ("Title", AzureFieldNames.Title, "string", false), ("State", AzureFieldNames.State, "string", false),
        ("Reason", AzureFieldNames.Reason, "string", false), ("Team Project", AzureFieldNames.Project, "string", true),
        ("Area Path", AzureFieldNames.AreaPath, "treePath", false), ("Area ID", AzureFieldNames.AreaId, "integer", false),
        ("Iteration Path", AzureFieldNames.IterationPath, "treePath", false), ("Iteration ID", AzureFieldNames.IterationId, "integer", false),
        ("Node Name", AzureFieldNames.NodeName, "string", true), ("Tags", AzureFieldNames.Tags, "plainText", false), ("Parent", AzureFieldNames.Parent, "integer", true),
        ("Created Date", AzureFieldNames.CreatedDate, "dateTime", true), ("Created By", AzureFieldNames.CreatedBy, "string", true),
        ("Changed Date", AzureFieldNames.ChangedDate, "dateTime", true), ("Changed By", AzureFieldNames.ChangedBy, "string", true),
        ("Revised Date", AzureFieldNames.RevisedDate, "dateTime", true), ("Authorized Date", AzureFieldNames.AuthorizedDate, "dateTime", true),
        ("Assigned To", AzureFieldNames.AssignedTo, "string", false), ("Is Deleted", AzureFieldNames.IsDeleted, "boolean", true),
        ("Comment Count", AzureFieldNames.CommentCount, "integer", true), ("Description", AzureFieldNames.Description, "html", false), ("History", AzureFieldNames.History, "history", false),
        ("State Change Date", AzureFieldNames.StateChangeDate, "dateTime", true), ("Closed Date", AzureFieldNames.ClosedDate, "dateTime", false),
        ("Priority", AzureFieldNames.Priority, "integer", false), ("Value Area", AzureFieldNames.ValueArea, "string", false),
        ("Stack Rank", AzureFieldNames.StackRank, "double", false), ("Backlog Priority", AzureFieldNames.BacklogPriority, "double", false),
        ("Activity", AzureFieldNames.Activity, "string", false), ("Effort", AzureFieldNames.Effort, "double", false),
        ("Story Points", AzureFieldNames.StoryPoints, "double", false), ("Size", AzureFieldNames.Size, "double", false),
        ("Remaining Work", AzureFieldNames.RemainingWork, "double", false), ("Original Estimate", AzureFieldNames.OriginalEstimate, "double", false),
        ("Completed Work", AzureFieldNames.CompletedWork, "double", false),
    ];
}
