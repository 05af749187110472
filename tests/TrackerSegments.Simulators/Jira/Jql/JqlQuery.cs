using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>A query that was understood, for one account.</summary>
internal sealed class JqlQuery
{
    /// <summary>Whether an issue is found.</summary>
    public required Func<JiraIssue, bool> Matches { get; init; }

    /// <summary>Where to look for candidates; null for everywhere.</summary>
    public required Func<JiraIssueSet, IEnumerable<long>>? Candidates { get; init; }

    /// <summary>In which order; null for the newest first.</summary>
    public required Comparison<JiraIssue>? Order { get; init; }

    public required bool IsBounded { get; init; }

    /// <summary>The ids found, in order.</summary>
    public List<long> Run(JiraIssueSet issues)
    {
        var candidates = Candidates is null ? issues.All : Candidates(issues).Select(issues.Find).OfType<JiraIssue>();
        List<JiraIssue> found = [];
        foreach (var issue in candidates)
        {
            if (Matches(issue))
            {
                found.Add(issue);
            }
        }

        found.Sort(Order ?? ((a, b) => b.Id.CompareTo(a.Id)));
        return found.ConvertAll(i => i.Id);
    }
}
