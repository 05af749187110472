namespace TrackerSegments.Core;

/// <summary>
/// Which of two items with one key is the younger one, and so the one that counts. Total over everything that can change a figure, so
/// that the order in which a file or a tracker gives items never matters.
/// </summary>
internal static class WorkItemOrder
{
    public static int Compare(WorkItem x, WorkItem y)
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
