namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>Issues that are found fast by id, project, parent and time of change. Not safe for several threads.</summary>
internal sealed class JiraIssueSet
{
    private static readonly SortedSet<long> Nothing = [];

    private readonly Dictionary<long, JiraIssue> all = [];

    private readonly Dictionary<long, SortedSet<long>> byParent = [];

    private readonly Dictionary<string, SortedSet<long>> byProject = new(StringComparer.Ordinal);

    private readonly SortedSet<(DateTimeOffset Updated, long Id)> byUpdated = [];

    public IReadOnlyCollection<JiraIssue> All => all.Values;

    public JiraIssue? Find(long id) => all.GetValueOrDefault(id);

    public IReadOnlyCollection<long> ChildrenOf(long id) => byParent.GetValueOrDefault(id, Nothing);

    public IReadOnlyCollection<long> OfProject(string key) => byProject.GetValueOrDefault(key, Nothing);

    public IEnumerable<long> UpdatedSince(DateTimeOffset time) =>
        byUpdated.GetViewBetween((time, 0), (DateTimeOffset.MaxValue, 0)).Select(u => u.Id);

    public void Set(long id, JiraIssue? issue)
    {
        if (all.Remove(id, out var before))
        {
            byUpdated.Remove((before.Updated, id));
            byProject[before.Project.Key].Remove(id);
            foreach (var parent in ParentsOf(before))
            {
                byParent[parent].Remove(id);
            }
        }

        if (issue is null)
        {
            return;
        }

        all[id] = issue;
        byUpdated.Add((issue.Updated, id));
        In(byProject, issue.Project.Key).Add(id);
        foreach (var parent in ParentsOf(issue))
        {
            In(byParent, parent).Add(id);
        }
    }

    private static SortedSet<long> In<TKey>(Dictionary<TKey, SortedSet<long>> sets, TKey key)
        where TKey : notnull => sets.TryGetValue(key, out var set) ? set : sets[key] = [];

    private static IEnumerable<long> ParentsOf(JiraIssue issue)
    {
        if (issue.ParentId is { } parent)
        {
            yield return parent;
        }

        foreach (var value in issue.Values.Values)
        {
            if (value is JiraEpicLink { Id: { } epic })
            {
                yield return epic;
            }
        }
    }
}
