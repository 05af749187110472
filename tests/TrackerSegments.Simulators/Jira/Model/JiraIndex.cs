using TrackerSegments.Simulators.Jira.Jql;

namespace TrackerSegments.Simulators.Jira.Model;

/// <summary>What a search finds: the issues as they were a while ago, where the index lags.</summary>
internal sealed class JiraIndex(TimeProvider clock, TimeSpan lag)
{
    private readonly Lock gate = new();

    private readonly Queue<(DateTimeOffset VisibleAt, long Id, JiraIssue? Issue)> waiting = new();

    private readonly JiraIssueSet searched = new();

    /// <summary>What there is now.</summary>
    public JiraIssueSet Current { get; } = new();

    /// <summary>How long a change takes to be found from here on.</summary>
    public TimeSpan Lag { get; set; } = lag;

    public void Put(JiraIssue issue, DateTimeOffset now) => Add(issue.Id, issue, now);

    public void Remove(JiraIssue issue, DateTimeOffset now) => Add(issue.Id, null, now);

    /// <summary>Makes everything found that waits.</summary>
    public void CatchUp()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var change))
            {
                searched.Set(change.Id, change.Issue);
            }
        }
    }

    /// <summary>Runs a query over what is found now, with some issues as they are though the index may lag.</summary>
    public List<long> Search(JqlQuery query, IReadOnlyCollection<long> fresh)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (waiting.TryPeek(out var change) && change.VisibleAt <= now)
            {
                waiting.Dequeue();
                searched.Set(change.Id, change.Issue);
            }

            if (fresh.Count == 0)
            {
                return query.Run(searched);
            }

            var reconciled = fresh.Select(id => (Id: id, Known: searched.Find(id))).ToList();
            reconciled.ForEach(r => searched.Set(r.Id, Current.Find(r.Id)));
            var found = query.Run(searched);
            reconciled.ForEach(r => searched.Set(r.Id, r.Known));
            return found;
        }
    }

    private void Add(long id, JiraIssue? issue, DateTimeOffset now)
    {
        lock (gate)
        {
            Current.Set(id, issue);
            if (Lag <= TimeSpan.Zero && waiting.Count == 0)
            {
                searched.Set(id, issue);
            }
            else
            {
                waiting.Enqueue((clock.GetUtcNow() + Lag, id, issue));
            }
        }
    }
}
