using System.Globalization;

namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>The value of any field of a work item at a revision.</summary>
internal static class AzureValues
{
    /// <summary>The fields every item has, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Everywhere { get; } =
    [
        AzureFieldNames.AreaPath, AzureFieldNames.Project, AzureFieldNames.IterationPath, AzureFieldNames.Type, AzureFieldNames.State, AzureFieldNames.CreatedDate,
        AzureFieldNames.CreatedBy, AzureFieldNames.ChangedDate, AzureFieldNames.ChangedBy, AzureFieldNames.CommentCount, AzureFieldNames.Title, AzureFieldNames.Parent,
    ];

    /// <summary>Those that are written too where everything is asked for.</summary>
    public static IReadOnlyList<string> Expanded { get; } =
    [
        AzureFieldNames.Id, AzureFieldNames.Rev, AzureFieldNames.AreaId, AzureFieldNames.IterationId, AzureFieldNames.NodeName, AzureFieldNames.AuthorizedDate,
        AzureFieldNames.RevisedDate, AzureFieldNames.Watermark,
    ];

    public static object? Of(AzureItem item, AzureRevision revision, string field) => field switch
    {
        AzureFieldNames.Id => item.Id,
        AzureFieldNames.Rev => revision.Number,
        AzureFieldNames.Watermark => revision.Watermark,
        AzureFieldNames.Type => revision.Type.Name,
        AzureFieldNames.Title => revision.Title,
        AzureFieldNames.State => revision.State,
        AzureFieldNames.Project => revision.Project.Name,
        AzureFieldNames.AreaPath => revision.Area.Path,
        AzureFieldNames.AreaId => revision.Area.Id,
        AzureFieldNames.NodeName => revision.Area.Name,
        AzureFieldNames.IterationPath => revision.Iteration.Path,
        AzureFieldNames.IterationId => revision.Iteration.Id,
        AzureFieldNames.Parent => revision.VisibleParent?.Id,
        AzureFieldNames.CreatedDate => item.First.ChangedDate,
        AzureFieldNames.CreatedBy => item.First.ChangedBy,
        AzureFieldNames.ChangedDate or AzureFieldNames.AuthorizedDate => revision.ChangedDate,
        AzureFieldNames.ChangedBy => revision.ChangedBy,
        AzureFieldNames.RevisedDate => RevisedDate(item, revision),
        AzureFieldNames.IsDeleted => revision.IsDeleted,
        AzureFieldNames.CommentCount => 0,
        _ => revision.Value(field),
    };

    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTimeOffset time => AzureDates.Text(time),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static DateTimeOffset RevisedDate(AzureItem item, AzureRevision revision) =>
        revision.Number < item.Revisions.Count ? item.Revisions[revision.Number].ChangedDate : AzureDates.Never;
}

/// <summary>Writes times as Azure DevOps does: UTC, with as many decimals as there are.</summary>
internal static class AzureDates
{
    /// <summary>The end of a revision that still holds.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
