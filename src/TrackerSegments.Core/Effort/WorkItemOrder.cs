namespace TrackerSegments.Core;

/// <summary>
/// Which of two items with one key is the younger one, and so the one that counts. Total over everything that can change a figure, so
/// that the order in which a file or a tracker gives items never matters.
/// </summary>
public static class WorkItemOrder
{
    /// <summary>Compares two items with one key by age.</summary>
    /// <param name="x">One item.</param>
    /// <param name="y">The other one.</param>
    /// <returns>Below 0 where <paramref name="y"/> is the younger one, above 0 where <paramref name="x"/> is, 0 where they count the same.</returns>
    public static int Compare(WorkItem x, WorkItem y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
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
