namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Which field means what, as a person is shown it.</summary>
internal static class JiraFieldReport
{
    public static ConnectionReport Of(JiraSite site) => new(site.Account, [.. Fields(site)], site.Findings);

    private static IEnumerable<MappedField> Fields(JiraSite site)
    {
        yield return Of("segment", site.Segment, site.Segment.Path is null && site.Segment.Kind is not (JiraFieldKind.Number or JiraFieldKind.Seconds or JiraFieldKind.Other));
        if (site.Effort is { } effort)
        {
            yield return Of("effort", effort);
        }

        yield return new("parent", "parent", "Parent", "issue", false);
        if (site.EpicLink is { } link)
        {
            yield return Of("epicLink", link) with { Kind = "issue" };
        }

        yield return new("epicLevel", "issuetype", string.Join(", ", site.EpicTypes), "type", false);
        if (site.Team is { } team)
        {
            yield return Of("team", team) with { Kind = "team" };
        }
    }

    private static MappedField Of(string role, JiraField field, bool canWrite = false) => new(role, field.Id, field.Name, Name(field.Kind), canWrite);

    private static string Name(JiraFieldKind kind) => kind switch
    {
        JiraFieldKind.MultiSelect => "multi-select",
        JiraFieldKind.Select => "select",
        JiraFieldKind.Cascading => "cascading",
        JiraFieldKind.Labels => "labels",
        JiraFieldKind.Components => "components",
        JiraFieldKind.Versions => "versions",
        JiraFieldKind.Text => "text",
        JiraFieldKind.Number => "number",
        JiraFieldKind.Seconds => "seconds",
        _ => "other",
    };
}
