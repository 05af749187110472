namespace TrackerSegments.Core;

/// <summary>
/// Items by key, and items of one key by age: the one that counts comes last. Total over everything that can change a figure,
/// so that the order in which a file or a tracker gives items never matters.
/// </summary>
internal sealed class WorkItemOrder : IComparer<WorkItem>
{
    public static readonly WorkItemOrder Instance = new();

    public int Compare(WorkItem? x, WorkItem? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byKey = string.CompareOrdinal(x.Key, y.Key);
        return byKey != 0 || ReferenceEquals(x, y) ? byKey : CompareAge(x, y);
    }

    private static int CompareAge(WorkItem x, WorkItem y)
    {
        int[] order =
        [
            Nullable.Compare(x.Updated, y.Updated),
            x.Revision.Length.CompareTo(y.Revision.Length),
            string.CompareOrdinal(x.Revision, y.Revision),
            Nullable.Compare(x.Estimate, y.Estimate),
            string.CompareOrdinal(x.ParentKey, y.ParentKey),
            x.StatusCategory.CompareTo(y.StatusCategory),
            string.CompareOrdinal(x.Resolution, y.Resolution),
            string.CompareOrdinal(x.Type, y.Type),
            string.CompareOrdinal(x.Project, y.Project),
            string.CompareOrdinal(FieldText(x), FieldText(y)),
        ];
        return Array.Find(order, o => o != 0);
    }

    private static string FieldText(WorkItem item) =>
        string.Join('\n', item.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\t{string.Join('\t', f.Value)}"));
}
