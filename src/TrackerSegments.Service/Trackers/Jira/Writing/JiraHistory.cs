using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads who changed the segment field of issues.</summary>
internal sealed class JiraHistory(TrackerHttp http, JiraSite site)
{
    private const int IssuesPerCall = 1_000;
    private const int ChangesPerCall = 1_000;
    private const int MostPages = 1_000;

    /// <summary>The changes of the segment field by issue id, oldest first; an issue without any is not in it.</summary>
    /// <exception cref="TrackerException">Jira does not tell.</exception>
    public async Task<IReadOnlyDictionary<string, List<JiraFieldChange>>> ReadAsync(
        IReadOnlyCollection<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<JiraFieldChange>>(StringComparer.Ordinal);
        var names = NamesOf(edits);
        if (site.IsCloud)
        {
            foreach (var part in edits.Chunk(IssuesPerCall))
            {
                await ReadManyAsync(part, actor, names, found, cancellationToken);
            }
        }
        else
        {
            foreach (var edit in edits)
            {
                await ReadOneAsync(edit, actor, names, found, cancellationToken);
            }
        }

        foreach (var changes in found.Values)
        {
            changes.Sort((left, right) => (left.At ?? default, Number(left)).CompareTo((right.At ?? default, Number(right))));
        }

        return found;
    }

    private async Task ReadManyAsync(
        PendingEdit[] edits,
        Actor actor,
        Dictionary<string, string> names,
        Dictionary<string, List<JiraFieldChange>> found,
        CancellationToken cancellationToken)
    {
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var body = new JObject
            {
                ["issueIdsOrKeys"] = new JArray(edits.Select(e => e.Wish.Id)),
                ["fieldIds"] = new JArray(site.Segment.Id),
                ["maxResults"] = ChangesPerCall,
            };
            if (token is not null)
            {
                body["nextPageToken"] = token;
            }

            using var answer = await http.SendAsync(
                new(HttpMethod.Post, $"{site.Api}/changelog/bulkfetch", $"{site.Api}/changelog/bulkfetch")
                {
                    Body = body,
                    Actor = actor,
                    Purpose = edits.Length == 1 ? $"reading who changed {edits[0].Wish.Key}" : "reading who changed the epics",
                },
                cancellationToken);
            foreach (var issue in WireJson.List(answer?.RootElement, "issueChangeLogs"))
            {
                Keep(found, WireJson.Text(issue, "issueId") ?? "", WireJson.List(issue, "changeHistories"), names);
            }

            var next = WireJson.Text(answer?.RootElement, "nextPageToken");
            if (string.IsNullOrEmpty(next) || next == token)
            {
                return;
            }

            token = next;
        }
    }

    private async Task ReadOneAsync(
        PendingEdit edit,
        Actor actor,
        Dictionary<string, string> names,
        Dictionary<string, List<JiraFieldChange>> found,
        CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Get, $"{site.Api}/issue/{Uri.EscapeDataString(edit.Wish.Id)}?fields=updated&expand=changelog", $"{site.Api}/issue/{{id}}")
            {
                Actor = actor,
                Purpose = $"reading who changed {edit.Wish.Key}",
            },
            cancellationToken);
        Keep(found, edit.Wish.Id, WireJson.List(WireJson.At(answer?.RootElement, "changelog"), "histories"), names);
    }

    private void Keep(
        Dictionary<string, List<JiraFieldChange>> found, string issue, IEnumerable<JsonElement> histories, Dictionary<string, string> names)
    {
        foreach (var change in histories.Select(h => JiraFieldChange.Parse(h, site.Segment, names)).OfType<JiraFieldChange>())
        {
            if (!found.TryGetValue(issue, out var changes))
            {
                found[issue] = changes = [];
            }

            if (change.Id.Length == 0 || !changes.Exists(c => c.Id == change.Id))
            {
                changes.Add(change);
            }
        }
    }

    private static Dictionary<string, string> NamesOf(IReadOnlyCollection<PendingEdit> edits)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in edits.SelectMany(e => e.Before.Segments.Concat(e.Update?.Add ?? [])))
        {
            if (value.OptionId is { } id)
            {
                names[id] = value.Raw;
            }
        }

        return names;
    }

    private static long Number(JiraFieldChange change) =>
        long.TryParse(change.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
