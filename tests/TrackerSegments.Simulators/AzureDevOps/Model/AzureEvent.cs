namespace TrackerSegments.Simulators.AzureDevOps.Model;

public enum AzureEventKind
{
    Created,
    Updated,
    Deleted,
    Restored,
}

/// <summary>Something that happened to a work item: its revision after it, and the one before, which a new item has not.</summary>
public sealed record AzureEvent(AzureEventKind Kind, AzureItem Item, AzureRevision? Before, AzureRevision After);

/// <summary>A field of which a revision changed the value.</summary>
internal sealed record AzureFieldChange(string Field, object? Old, object? New)
{
    private static readonly string[] WithEveryRevision =
        [AzureFieldNames.Rev, AzureFieldNames.AuthorizedDate, AzureFieldNames.RevisedDate, AzureFieldNames.ChangedDate, AzureFieldNames.ChangedBy, AzureFieldNames.Watermark];

    private static readonly string[] Real =
    [
        AzureFieldNames.Title, AzureFieldNames.State, AzureFieldNames.Type, AzureFieldNames.Project, AzureFieldNames.AreaPath, AzureFieldNames.IterationPath, AzureFieldNames.Parent,
        AzureFieldNames.IsDeleted,
    ];

    /// <summary>What became of the fields' values, without those that change with every revision.</summary>
    public static IReadOnlyList<AzureFieldChange> Between(AzureItem item, AzureRevision before, AzureRevision after) =>
    [
        .. Real.Concat(before.Values.Concat(after.Values).Select(v => v.Key)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(f => new AzureFieldChange(f, Of(item, before, f), Of(item, after, f)))
            .Where(c => !Equals(c.Old, c.New)),
    ];

    /// <summary>All that an update tells, with what changes with every revision; of the first revision every value is new.</summary>
    public static IReadOnlyList<AzureFieldChange> Told(AzureItem item, AzureRevision? before, AzureRevision after) => before is null
        ?
        [
            .. AzureValues.Expanded.Concat(AzureValues.Everywhere).Concat(after.Values.Select(v => v.Key))
                .Select(f => new AzureFieldChange(f, null, Of(item, after, f))).Where(c => c.New is not null),
        ]
        :
        [
            .. WithEveryRevision.Select(f => new AzureFieldChange(f, Of(item, before, f), Of(item, after, f))).Where(c => !Equals(c.Old, c.New)),
            .. Between(item, before, after),
        ];

    /// <summary>Of the link above, what the revision said, whatever became of the item above since.</summary>
    private static object? Of(AzureItem item, AzureRevision revision, string field) => field switch
    {
        AzureFieldNames.Parent => revision.Parent?.Id,
        AzureFieldNames.IsDeleted => revision.IsDeleted ? true : null,
        _ => AzureValues.Of(item, revision, field),
    };
}
