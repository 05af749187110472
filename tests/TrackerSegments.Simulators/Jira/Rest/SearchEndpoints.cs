using TrackerSegments.Simulators.Jira.Jql;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Searching on Jira Cloud: pages by token, ids alone unless fields are asked for, an index that may lag.</summary>
internal static class SearchEndpoints
{
    private const string Api = "/rest/api/3";

    private const string Unbounded = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";

    private const int MaxReconciled = 50;

    private const int MaxOfIds = 5000;

    private const int MaxOfIssues = 100;

    private static readonly string[] Names = ["jql", "nextPageToken", "maxResults", "fields", "expand", "properties", "fieldsByKeys", "failFast", "reconcileIssues"];

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", $"{Api}/search/jql", Names, SearchByQuery),
        new("POST", $"{Api}/search/jql", [], SearchByBody),
        new("POST", $"{Api}/search/approximate-count", [], Count),
        new("GET", $"{Api}/search", ["jql", "startAt", "maxResults", "validateQuery", "fields", "expand", "properties", "fieldsByKeys", "failFast"], Removed),
        new("POST", $"{Api}/search", [], Removed),
        new("POST", $"{Api}/jql/parse", ["validation"], Parse),
    ];

    private static JiraAnswer Removed(JiraCall call) => JiraAnswer.Error(
        410, ["The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046"]);

    private static JiraAnswer SearchByQuery(JiraCall call) => Search(call, new(
        call.Query("jql") ?? "",
        call.Query("nextPageToken"),
        call.QueryNumber("maxResults", 50),
        call.QueryList("fields"),
        call.QueryList("expand"),
        [.. call.QueryList("reconcileIssues").Select(i => long.Parse(i, System.Globalization.CultureInfo.InvariantCulture))]));

    private static JiraAnswer SearchByBody(JiraCall call)
    {
        var body = call.Body("jql", "nextPageToken", "maxResults", "fields", "expand", "properties", "fieldsByKeys", "reconcileIssues");
        return Search(call, new(
            JsonBody.Text(body, "jql") ?? "",
            JsonBody.Text(body, "nextPageToken"),
            JsonBody.Number(body, "maxResults") ?? 50,
            JsonBody.Texts(body, "fields") ?? [],
            JsonBody.Text(body, "expand")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            JsonBody.Numbers(body, "reconcileIssues") ?? []));
    }

    private static JiraAnswer Search(JiraCall call, SearchWish wish)
    {
        if (wish.Reconcile.Count > MaxReconciled)
        {
            throw new JiraRefusal(400, $"The number of issues to reconcile must not exceed {MaxReconciled}.");
        }

        if (wish.MaxResults is < 0 or > MaxOfIds)
        {
            throw new JiraRefusal(400, $"The value of maxResults must be between 1 and {MaxOfIds}.");
        }

        var (search, position) = Found(call, wish);
        var selection = new FieldSelection(wish.Fields);
        var size = Math.Min(wish.MaxResults == 0 ? MaxOfIssues : wish.MaxResults, selection.IsKeyOnly && wish.Expand.Count == 0 ? MaxOfIds : MaxOfIssues);
        var end = Math.Min(position + size, search.Ids.Count);
        var fault = call.Request.Fault?.Kind;
        var isLast = end == search.Ids.Count && fault is not (JiraFaultKind.PageTokenRepeated or JiraFaultKind.EmptyPage);
        var token = isLast ? null : fault == JiraFaultKind.PageTokenRepeated ? wish.Token ?? call.Jira.Searches.Token(search, position) : call.Jira.Searches.Token(search, end);
        var ids = fault == JiraFaultKind.EmptyPage ? [] : search.Ids.Skip(position).Take(end - position);
        return Page(call, selection, ids, token, wish.Expand, fault == JiraFaultKind.EmptyPage ? null : isLast);
    }

    private static (JiraSearch Search, int Position) Found(JiraCall call, SearchWish wish)
    {
        var now = call.Jira.Options.Clock.GetUtcNow();
        if (wish.Token is { } token)
        {
            return call.Request.Fault?.Kind != JiraFaultKind.PageTokenRejected
                && call.Jira.Searches.Find(token, wish.Jql, call.User.AccountId, now - call.Jira.Options.PageTokenLife) is { } page
                    ? page
                    : throw new JiraRefusal(400, "The provided next page token is invalid or expired.");
        }

        var query = Compiled(call, wish.Jql);
        return (new(wish.Jql, call.User.AccountId, now, call.Data.Index.Search(query, wish.Reconcile)), 0);
    }

    private static JqlQuery Compiled(JiraCall call, string jql) =>
        new JqlCompiler(call.Data, call.User).Compile(jql) is { IsBounded: true } query ? query : throw new JiraRefusal(400, Unbounded);

    private static JiraAnswer Page(
        JiraCall call, FieldSelection selection, IEnumerable<long> ids, string? token, IReadOnlyList<string> expand, bool? isLast)
    {
        var json = new IssueJson(call, selection);
        var withChangelog = expand.Contains("changelog", StringComparer.Ordinal);
        var count = 0;
        var answer = JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("issues");
            foreach (var issue in ids.Select(call.Data.Find).OfType<JiraIssue>())
            {
                json.Write(w, issue, withChangelog ? writer => HistoryJson.Expanded(writer, call, issue) : null);
                count++;
            }

            w.WriteEndArray();
            if (token is not null)
            {
                w.WriteString("nextPageToken", token);
            }

            if (isLast is { } last)
            {
                w.WriteBoolean("isLast", last);
            }

            w.WriteEndObject();
        });
        return answer with { Issues = count };
    }

    private static JiraAnswer Count(JiraCall call)
    {
        var jql = JsonBody.Text(call.Body("jql"), "jql") ?? "";
        var found = call.Data.Index.Search(Compiled(call, jql), []);
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("count", found.Count);
            w.WriteEndObject();
        });
    }

    private static JiraAnswer Parse(JiraCall call)
    {
        var queries = JsonBody.Texts(call.Body("queries"), "queries") ?? throw JiraRefusal.InvalidPayload;
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("queries");
            foreach (var query in queries)
            {
                w.WriteStartObject();
                w.WriteString("query", query);
                try
                {
                    new JqlCompiler(call.Data, call.User).Compile(query);
                }
                catch (JqlException wrong)
                {
                    w.WriteStartArray("errors");
                    w.WriteStringValue(wrong.Message);
                    w.WriteEndArray();
                }

                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    private sealed record SearchWish(
        string Jql, string? Token, int MaxResults, IReadOnlyList<string> Fields, IReadOnlyList<string> Expand, IReadOnlyList<long> Reconcile);
}
