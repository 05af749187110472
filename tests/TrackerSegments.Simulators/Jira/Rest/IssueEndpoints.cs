using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Reading single issues, by the hundred, and their histories, on Jira Cloud.</summary>
internal static class IssueEndpoints
{
    private const string Api = "/rest/api/3";

    private const int MaxFetched = 100;

    private const int MaxHistories = 1000;

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("POST", $"{Api}/issue/bulkfetch", [], BulkFetch),
        new("GET", $"{Api}/issue/{{issueIdOrKey}}", ["fields", "fieldsByKeys", "expand", "properties", "updateHistory", "failFast"], Get),
        new("GET", $"{Api}/issue/{{issueIdOrKey}}/changelog", ["startAt", "maxResults"], Changelog),
        new("POST", $"{Api}/changelog/bulkfetch", [], Changelogs),
    ];

    /// <summary>One issue, as it is now.</summary>
    public static JiraAnswer Get(JiraCall call)
    {
        var issue = call.Issue(call.Route("issueIdOrKey"));
        var fields = call.QueryList("fields");
        var json = new IssueJson(call, fields.Count == 0 ? FieldSelection.All : new(fields));
        var withChangelog = call.QueryList("expand").Contains("changelog", StringComparer.Ordinal);
        return JiraAnswer.Json(w => json.Write(w, issue, withChangelog ? writer => HistoryJson.Expanded(writer, call, issue) : null)) with { Issues = 1 };
    }

    private static JiraAnswer BulkFetch(JiraCall call)
    {
        var body = call.Body("issueIdsOrKeys", "fields", "fieldsByKeys", "expand", "properties");
        var wanted = JsonBody.Texts(body, "issueIdsOrKeys") ?? [];
        if (wanted.Count is 0 or > MaxFetched)
        {
            throw new JiraRefusal(400, $"The number of issue IDs or keys must be between 1 and {MaxFetched}.");
        }

        var fields = JsonBody.Texts(body, "fields") ?? [];
        var withChangelog = JsonBody.Texts(body, "expand")?.Contains("changelog", StringComparer.Ordinal) == true;
        var json = new IssueJson(call, fields.Count == 0 ? FieldSelection.All : new(fields));
        var issues = wanted.Select(call.Seen).OfType<JiraIssue>().DistinctBy(i => i.Id).OrderBy(i => i.Id).ToList();
        var answer = JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("issues");
            foreach (var issue in issues)
            {
                json.Write(w, issue, withChangelog ? writer => HistoryJson.Expanded(writer, call, issue) : null);
            }

            w.WriteEndArray();
            w.WriteStartArray("issueErrors");
            w.WriteEndArray();
            w.WriteEndObject();
        });
        return answer with { Issues = issues.Count };
    }

    private static JiraAnswer Changelog(JiraCall call)
    {
        var issue = call.Issue(call.Route("issueIdOrKey"));
        return Paged.Of(call, issue.History, 100, (w, history) => HistoryJson.Write(w, call, history, asMilliseconds: false));
    }

    private static JiraAnswer Changelogs(JiraCall call)
    {
        var body = call.Body("issueIdsOrKeys", "fieldIds", "maxResults", "nextPageToken");
        var wanted = JsonBody.Texts(body, "issueIdsOrKeys") ?? [];
        if (wanted.Count is 0 or > MaxHistories)
        {
            throw new JiraRefusal(400, $"The number of issue IDs or keys must be between 1 and {MaxHistories}.");
        }

        var fields = JsonBody.Texts(body, "fieldIds") ?? [];
        var max = JsonBody.Number(body, "maxResults") ?? MaxHistories;
        var start = int.TryParse(JsonBody.Text(body, "nextPageToken"), System.Globalization.CultureInfo.InvariantCulture, out var token) ? token : 0;
        var all = wanted.Select(call.Seen).OfType<JiraIssue>().DistinctBy(i => i.Id)
            .SelectMany(i => i.History.Select(h => (Issue: i, History: Only(h, fields))))
            .Where(h => h.History.Items.Count > 0)
            .OrderBy(h => h.Issue.Id).ThenBy(h => h.History.Id).ToList();
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("issueChangeLogs");
            foreach (var group in all.Skip(start).Take(max).GroupBy(h => h.Issue.Id))
            {
                w.WriteStartObject();
                w.WriteString("issueId", ThingJson.Text(group.Key));
                w.WriteStartArray("changeHistories");
                foreach (var (_, history) in group)
                {
                    HistoryJson.Write(w, call, history, asMilliseconds: true);
                }

                w.WriteEndArray();
                w.WriteEndObject();
            }

            w.WriteEndArray();
            if (start + max < all.Count)
            {
                w.WriteString("nextPageToken", ThingJson.Text(start + max));
            }

            w.WriteEndObject();
        });
    }

    private static JiraHistory Only(JiraHistory history, IReadOnlyList<string> fields) =>
        fields.Count == 0 ? history : history with { Items = [.. history.Items.Where(i => fields.Contains(i.FieldId, StringComparer.Ordinal))] };
}
