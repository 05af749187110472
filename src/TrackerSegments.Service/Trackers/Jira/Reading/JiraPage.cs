using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Collects issues of a scope into pages, and says what a person should know about them.</summary>
internal sealed class JiraPage(JiraItems items)
{
    private readonly List<ReadIssue> current = [];
    private bool anyEffort;
    private bool anyItem;

    public int Count => current.Count;

    /// <exception cref="TrackerException">Jira leaves the segment field out of an epic.</exception>
    public void Add(IReadOnlyList<ReadIssue> issues)
    {
        items.Demand(issues);
        current.AddRange(issues);
        anyItem |= issues.Count > 0;
        anyEffort |= issues.Any(issue => !issue.LacksEffort);
    }

    public ItemPage Take(string cursor, int? total)
    {
        var page = new ItemPage([.. current.Select(issue => issue.Item)], cursor)
        {
            Total = total,
            Findings = [.. EstimateFindings.Of([.. current.Select(issue => (issue.Fault, issue.Item.Key))], "Jira")],
        };
        current.Clear();
        return page;
    }

    /// <summary>The last page, which also says what holds for all items of the reading.</summary>
    public ItemPage TakeLast(string cursor, int? total)
    {
        var page = Take(cursor, total);
        return !anyItem || anyEffort ? page : page with
        {
            Findings = [.. page.Findings, Finding.Of(
                "effortFieldMissing", Severity.Error, "Jira gives the estimate field of no item that was read, not even an empty one, so that nothing is estimated.", [],
                "Have an administrator add the field to the projects' screens and field configuration, or name another with --effort-field.")],
        };
    }
}
