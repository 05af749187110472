using System.Text.Json;
using TrackerSegments.Simulators.Jira.Jql;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>What Jira Data Center does in its own way: searching by startAt within a window, fields, single issues.</summary>
internal static class DataCenterEndpoints
{
    private const string Api = "/rest/api/2";

    private const int MaxResults = 1000;

    /// <summary>Rows beyond this one are not served, whatever the total says.</summary>
    private const int Window = 10_000;

    public static IReadOnlyList<JiraEndpoint> All { get; } =
    [
        new("GET", $"{Api}/field", [], FieldEndpoints.All),
        new("POST", $"{Api}/field", [], FieldEndpoints.Create),
        new("GET", $"{Api}/project", ["expand", "includeArchived", "recent", "browseArchive"], Projects),
        new("GET", $"{Api}/search", ["jql", "startAt", "maxResults", "validateQuery", "fields", "expand"], SearchByQuery),
        new("POST", $"{Api}/search", [], SearchByBody),
        new("GET", $"{Api}/issue/{{issueIdOrKey}}", ["fields", "expand", "properties", "updateHistory"], IssueEndpoints.Get),
        new("GET", $"{Api}/customFieldOption/{{id}}", [], Option),
        new("GET", $"{Api}/customFields/{{customFieldId}}/options", ["maxResults", "page", "query", "useAllContexts", "sortByOptionName", "issueTypeIds", "projectIds"], Options),
    ];

    private static JiraAnswer Projects(JiraCall call) => JiraAnswer.Json(w =>
    {
        w.WriteStartArray();
        foreach (var project in call.Data.Projects.Where(p => call.User.May(JiraPermissions.Browse, p.Key)))
        {
            ThingJson.Project(w, call, project, isWhole: false);
        }

        w.WriteEndArray();
    });

    private static JiraAnswer SearchByQuery(JiraCall call) => Search(call, new(
        call.Query("jql") ?? "", call.QueryNumber("startAt", 0), call.QueryNumber("maxResults", 50), call.QueryList("fields"), call.QueryList("expand"),
        call.Query("validateQuery") != "false"));

    private static JiraAnswer SearchByBody(JiraCall call)
    {
        var body = call.Body("jql", "startAt", "maxResults", "validateQuery", "fields", "expand");
        var validates = !body.TryGetProperty("validateQuery", out var validate) || validate.ValueKind != JsonValueKind.False;
        return Search(call, new(
            JsonBody.Text(body, "jql") ?? "",
            JsonBody.Number(body, "startAt") ?? 0,
            JsonBody.Number(body, "maxResults") ?? 50,
            JsonBody.Texts(body, "fields") ?? [],
            JsonBody.Texts(body, "expand") ?? [],
            validates));
    }

    private static JiraAnswer Search(JiraCall call, SearchWish wish)
    {
        var ids = Found(call, wish);
        var size = Math.Clamp(wish.MaxResults, 0, MaxResults);
        var shown = call.Request.Fault?.Kind == JiraFaultKind.EmptyPage ? [] : ids.Take(Window);
        var page = shown.Skip(Math.Max(0, wish.StartAt)).Take(size).Select(call.Data.Find).OfType<JiraIssue>().ToList();
        var json = new IssueJson(call, wish.Fields.Count == 0 ? FieldSelection.All : new(wish.Fields));
        var withChangelog = wish.Expand.Contains("changelog", StringComparer.Ordinal);
        var answer = JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString("expand", "schema,names");
            w.WriteNumber("startAt", wish.StartAt);
            w.WriteNumber("maxResults", size);
            w.WriteNumber("total", ids.Count);
            w.WriteStartArray("issues");
            foreach (var issue in page)
            {
                json.Write(w, issue, withChangelog ? writer => HistoryJson.Expanded(writer, call, issue) : null);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
        return answer with { Issues = page.Count };
    }

    private static List<long> Found(JiraCall call, SearchWish wish)
    {
        try
        {
            return call.Data.Index.Search(new JqlCompiler(call.Data, call.User).Compile(wish.Jql), []);
        }
        catch (JqlException) when (!wish.Validates)
        {
            return [];
        }
    }

    private static JiraAnswer Option(JiraCall call)
    {
        var option = call.Data.Fields.SelectMany(f => f.Contexts).SelectMany(c => c.Options).FirstOrDefault(o => ThingJson.Text(o.Id) == call.Route("id"))
            ?? throw new JiraRefusal(404, "A custom field option with that id does not exist.");
        return JiraAnswer.Json(w => ThingJson.Option(w, call, option));
    }

    private static JiraAnswer Options(JiraCall call)
    {
        var id = call.Route("customFieldId");
        var field = call.Data.FindField(id.StartsWith("customfield_", StringComparison.Ordinal) ? id : $"customfield_{id}")
            ?? throw new JiraRefusal(404, "The custom field does not exist.");
        var size = Math.Clamp(call.QueryNumber("maxResults", 100), 1, MaxResults);
        var page = Math.Max(1, call.QueryNumber("page", 1));
        var all = field.Contexts.SelectMany(c => c.Options).Where(o => o.Parent is null).ToList();
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("total", all.Count);
            w.WriteStartArray("options");
            foreach (var option in all.Skip((page - 1) * size).Take(size))
            {
                w.WriteStartObject();
                w.WriteString("self", $"{call.Api}/customFieldOption/{ThingJson.Text(option.Id)}");
                w.WriteNumber("id", option.Id);
                w.WriteString("value", option.Value);
                w.WriteBoolean("disabled", option.IsDisabled);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    private sealed record SearchWish(
        string Jql, int StartAt, int MaxResults, IReadOnlyList<string> Fields, IReadOnlyList<string> Expand, bool Validates);
}
