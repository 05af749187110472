using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Fetches issues by id with the wanted fields, and makes items of them.</summary>
internal sealed class JiraItems(JiraHttp http, JiraSite site, ConnectionSettings settings)
{
    /// <summary>How many issues Jira gives in one answer with their fields.</summary>
    public const int MostAtOnce = 100;

    private const int MostTries = 4;

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

    /// <summary>At most <see cref="MostAtOnce"/> issues, in one call.</summary>
    public async Task<IReadOnlyList<ReadIssue>> ReadAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        List<ReadIssue> read = new(ids.Count);
        for (var tries = 1; ids.Count > 0; tries++)
        {
            using var document = await http.SendAsync(Call(ids, map.Fields, actor), cancellationToken);
            var root = document?.RootElement ?? default;
            if (JiraText.At(root, "issues") is not { ValueKind: JsonValueKind.Array } issues)
            {
                throw new TrackerException(new("notJira", "Jira gave no issues where it was asked for some. A proxy that changes answers may stand between.", Blame.Administrator));
            }

            foreach (var issue in issues.EnumerateArray())
            {
                read.Add(map.Map(issue));
            }

            // Jira names here what it could not give this time; what is gone it leaves out.
            ids = JiraText.At(root, "issueErrors") is { ValueKind: JsonValueKind.Array } errors ? Failed(errors) : [];
            if (ids.Count > 0 && tries >= MostTries)
            {
                throw new TrackerException(new(
                    "issuesUnreadable", $"Jira could not give some issues, such as the one with the id {ids[0]}. It is tried again by itself.", Blame.Tracker)
                {
                    IsPassing = true,
                });
            }
        }

        return read;
    }

    /// <summary>Which of some issues are there and may be seen, by id or key.</summary>
    public async Task<IReadOnlyList<(string Id, string Key)>> ThoseThereAsync(IReadOnlyList<string> idsOrKeys, CancellationToken cancellationToken)
    {
        var chunks = await Task.WhenAll(idsOrKeys.Chunk(MostAtOnce).Select(async chunk =>
        {
            using var document = await http.SendAsync(Call(chunk, ["issuetype"], Actor.Connection), cancellationToken);
            return JiraText.At(document?.RootElement, "issues") is { ValueKind: JsonValueKind.Array } issues
                ? issues.EnumerateArray().Select(issue => (JiraText.Plain(issue.GetProperty("id")), JiraText.Plain(issue.GetProperty("key")))).ToList()
                : [];
        }));
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

    private static List<string> Failed(JsonElement errors) =>
        [.. errors.EnumerateArray().Select(error => JiraText.At(error, "id") is { } id ? JiraText.Plain(id) : null).OfType<string>()];

    private JiraCall Call(IReadOnlyList<string> ids, IReadOnlyList<string> fields, Actor actor)
    {
        var body = site.IsCloud
            ? new JObject { ["issueIdsOrKeys"] = new JArray(ids), ["fields"] = new JArray(fields) }
            : new JObject
            {
                ["jql"] = JiraQuery.Issues(ids),
                ["startAt"] = 0,
                ["maxResults"] = ids.Count,
                ["fields"] = new JArray(fields),
                ["validateQuery"] = false,
            };
        return new(HttpMethod.Post, site.IsCloud ? $"{site.Api}/issue/bulkfetch" : $"{site.Api}/search", site.IsCloud ? "issue/bulkfetch" : "search")
        {
            Body = body,
            Actor = actor,
            Purpose = ids.Count == 1 ? "an issue" : "a page of issues",
        };
    }
}
