namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Works out what became of issues of a scope that may have changed: what they are now, what came with them, and what is gone.</summary>
internal sealed class JiraSettle(JiraSite site, ConnectionSettings settings, JiraListing listing, JiraItems items, JiraWalk walk)
{
    /// <summary>The most issues that a search looks at as they are, and not as its index has them.</summary>
    private const int MostReconciled = 50;

    /// <param name="scope">The scope.</param>
    /// <param name="asked">The ids in question.</param>
    /// <param name="found">Those of them that are there, as they are now.</param>
    /// <param name="isKnown">Whether an issue is in the copy.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<SettledIssues> SettleAsync(
        TrackerScope scope,
        IReadOnlyCollection<string> asked,
        IReadOnlyCollection<ReadIssue> found,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken)
    {
        var issues = found.ToDictionary(issue => issue.Id, StringComparer.Ordinal);
        var members = await MembersAsync(scope, issues, isKnown, cancellationToken);

        // An issue that comes or goes takes with it what hangs below and was not touched itself.
        var moved = issues.Values.Where(issue => members.Contains(issue.Id) != isKnown(issue.Id)).Select(issue => issue.Id).ToHashSet(StringComparer.Ordinal);
        string[] below = [.. (await walk.BelowAsync([.. moved], $"the issues below changed ones of the project {scope.Key}", cancellationToken))
            .Where(id => !issues.ContainsKey(id))];
        if (below.Length > 0)
        {
            foreach (var issue in await items.ReadManyAsync(below, Actor.Connection, cancellationToken))
            {
                issues[issue.Id] = issue;
            }

            members = await MembersAsync(scope, issues, isKnown, cancellationToken);
        }

        // Who is broken off between two pages and begins again finds what is below an issue only while the issue itself is not known yet.
        return new(
            [.. issues.Values.Where(issue => members.Contains(issue.Id)).OrderBy(issue => moved.Contains(issue.Id))],
            [.. asked.Concat(below).Distinct(StringComparer.Ordinal).Where(id => !issues.ContainsKey(id) || !members.Contains(id))]);
    }

    private async Task<JiraMembers> MembersAsync(
        TrackerScope scope, Dictionary<string, ReadIssue> issues, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        string[] epics = [.. issues.Values.Where(issue => issue.IsEpic && string.Equals(issue.Item.Project, scope.Key, StringComparison.OrdinalIgnoreCase))
            .Select(issue => issue.Id)];
        var counted = JiraQuery.Restriction(settings.Query) is { } query ? await MatchingAsync(epics, query, cancellationToken) : epics;
        return new(issues, counted.ToHashSet(StringComparer.Ordinal), await IdsByKeyAsync(issues, cancellationToken), isKnown);
    }

    private async Task<IReadOnlyList<string>> MatchingAsync(string[] epics, string query, CancellationToken cancellationToken)
    {
        var chunks = await Task.WhenAll(epics.Chunk(MostReconciled).Select(async chunk =>
        {
            List<string> matching = [];
            await foreach (var ids in listing.FindAsync(
                JiraQuery.And(JiraQuery.Issues(chunk), query), chunk, "which epics the query finds", cancellationToken))
            {
                matching.AddRange(ids);
            }

            return matching.Intersect(chunk, StringComparer.Ordinal);
        }));
        return [.. chunks.SelectMany(ids => ids)];
    }

    /// <summary>An Epic Link names the epic by its key alone.</summary>
    private async Task<IReadOnlyDictionary<string, string>> IdsByKeyAsync(Dictionary<string, ReadIssue> issues, CancellationToken cancellationToken)
    {
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        if (site.EpicLink is null)
        {
            return ids;
        }

        foreach (var issue in issues.Values)
        {
            ids[issue.Item.Key] = issue.Id;
        }

        string[] unknown = [.. issues.Values.Where(issue => issue.ParentId is null).Select(issue => issue.Item.ParentKey).OfType<string>()
            .Distinct(StringComparer.Ordinal).Where(key => !ids.ContainsKey(key))];
        if (unknown.Length > 0)
        {
            foreach (var (id, key) in await items.ThoseThereAsync(unknown, cancellationToken))
            {
                ids[key] = id;
            }
        }

        return ids;
    }
}

/// <summary>What became of issues.</summary>
/// <param name="Members">Those that belong to the scope; those that are new to it last, after what hangs below them.</param>
/// <param name="Others">The ids of those that do not, or are gone.</param>
internal sealed record SettledIssues(IReadOnlyList<ReadIssue> Members, IReadOnlyList<string> Others);
