using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

internal static class WorkItems
{
    /// <summary>Items are alike when everything they say is the same, their field values included.</summary>
    public static IEqualityComparer<WorkItem> Alike { get; } = EqualityComparer<WorkItem>.Create(
        (left, right) => string.Equals(Words(left!), Words(right!), StringComparison.Ordinal) && left! with { Fields = WorkItem.NoFields } == right! with { Fields = WorkItem.NoFields });

    private static string Words(WorkItem item) =>
        string.Join('|', item.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + ":" + string.Join(';', field.Value)));
}
