using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Fetches issues by id with the wanted fields, and makes items of them.</summary>
internal sealed class JiraItems(TrackerHttp http, JiraSite site, ConnectionSettings settings)
{
    /// <inheritdoc cref="JiraFetch.MostAtOnce"/>
    public const int MostAtOnce = JiraFetch.MostAtOnce;

    private readonly JiraFetch fetch = new(http, site);
    private readonly JiraIssueMap map = new(site, settings);

    /// <summary>The issues that are there and may be seen, as Jira holds them now (not as its search index does). Splits by itself.</summary>
    /// <exception cref="TrackerException">The issues cannot be read, or a wanted field is not in the answer (fieldMissing).</exception>
    public async Task<IReadOnlyList<JiraIssue>> FetchAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        var issues = await ReadManyAsync(ids, actor, cancellationToken);
        Demand(issues);
        return [.. issues.Select(issue => issue.Issue)];
    }

    /// <summary>The same, whatever fields there are.</summary>
    public async Task<IReadOnlyList<ReadIssue>> ReadManyAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        var chunks = await Task.WhenAll(ids.Distinct(StringComparer.Ordinal).Chunk(MostAtOnce).Select(chunk => ReadAsync(chunk, actor, cancellationToken)));
        return chunks is [var one] ? one : [.. chunks.SelectMany(issues => issues)];
    }

    /// <summary>At most <see cref="MostAtOnce"/> issues.</summary>
    public async Task<IReadOnlyList<ReadIssue>> ReadAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken) =>
        await fetch.AskAsync(ids, map.Fields, actor, map.Map, cancellationToken);

    /// <summary>Which of some issues are there and may be seen, by id or key.</summary>
    public async Task<IReadOnlyList<(string Id, string Key)>> ThoseThereAsync(IReadOnlyList<string> idsOrKeys, CancellationToken cancellationToken)
    {
        var chunks = await Task.WhenAll(idsOrKeys.Chunk(MostAtOnce).Select(chunk => fetch.AskAsync(
            chunk, ["issuetype"], Actor.Connection, JiraFetch.NamesOf, cancellationToken)));
        return [.. chunks.SelectMany(found => found)];
    }

    /// <exception cref="TrackerException">Jira leaves the segment field out of an epic.</exception>
    public void Demand(IEnumerable<ReadIssue> issues)
    {
        List<WorkItem> lacking = [.. issues.Where(issue => issue.LacksSegment).Select(issue => issue.Item)];
        if (lacking.Count > 0)
        {
            var first = lacking.MinBy(item => item.Key, StringComparer.Ordinal)!;
            throw new TrackerException(new(
                "fieldMissing",
                $"Jira gives no field \"{site.Segment.Name}\" for {first.Key} ({first.Type}, project {first.Project}), not even an empty one; it is not taken as having no segment. An administrator has to add the project and the type to a context of the field {site.Segment.Id}, and the field to the project's screens and field configuration.",
                Blame.Administrator));
        }
    }
}
