using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Which of two items with the same key counts.</summary>
internal static class Duplicates
{
    /// <summary>The one that changed last; where neither did, their texts decide, so that the order of rows and files does not.</summary>
    public static WorkItem Later(WorkItem one, WorkItem other)
    {
        var compared = Nullable.Compare(one.Updated, other.Updated);
        return (compared != 0 ? compared : string.CompareOrdinal(Content(one), Content(other))) > 0 ? one : other;
    }

    private static string Content(WorkItem item) => string.Join(
        '\u001F',
        [
            item.Type, item.Project, item.Title, item.Status, item.StatusCategory.ToString(), item.Resolution, item.ParentKey, item.Estimate?.ToString(),
            item.Team, item.Assignee, item.Url?.ToString(), item.Revision, Stamp(item.Created), Stamp(item.Resolved),
            .. item.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).SelectMany(field => field.Value.Prepend(field.Key)),
        ]);

    private static string? Stamp(DateTimeOffset? date) => date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
