using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>The orders a query can ask for.</summary>
internal static class JqlOrder
{
    public static Comparison<JiraIssue> By(string field) => field.ToUpperInvariant() switch
    {
        "KEY" or "ISSUEKEY" or "ISSUE" => ByKey,
        "ID" => (a, b) => a.Id.CompareTo(b.Id),
        "CREATED" or "CREATEDDATE" => (a, b) => a.Created.CompareTo(b.Created),
        "UPDATED" or "UPDATEDDATE" => (a, b) => a.Updated.CompareTo(b.Updated),
        "PROJECT" => (a, b) => string.CompareOrdinal(a.Project.Key, b.Project.Key),
        "SUMMARY" => (a, b) => string.CompareOrdinal(a.Summary, b.Summary),
        "STATUS" => (a, b) => string.CompareOrdinal(a.Status.Id, b.Status.Id),
        "ISSUETYPE" or "TYPE" => (a, b) => string.CompareOrdinal(a.Type.Id, b.Type.Id),
        "RANK" => (a, b) => a.Id.CompareTo(b.Id),
        _ => throw new JqlException($"Not able to sort using field '{field}'."),
    };

    private static int ByKey(JiraIssue a, JiraIssue b)
    {
        var byProject = string.CompareOrdinal(a.Project.Key, b.Project.Key);
        return byProject != 0 ? byProject : a.Number.CompareTo(b.Number);
    }
}
