using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;
using TrackerSegments.Simulators.AzureDevOps.Wiql;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Queries. A project in the path is only what @project means: without a condition every project is searched.</summary>
internal static class WiqlEndpoints
{
    private static readonly string[] Names = ["timePrecision", "$top"];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("POST", "/_apis/wit/wiql", Names, Run),
        new("POST", "/{project}/{team}/_apis/wit/wiql", Names, Run),
    ];

    private static AzureAnswer Run(AzureCall call)
    {
        var text = AzureBody.Needed(call.Body("query"), "query");
        try
        {
            var now = call.Data.Now;
            var query = new WiqlParser(text, new(call.Data, call.Project, call.User, now, call.QueryFlag("timePrecision"))).Parse();
            var at = query.AsOf ?? (now - call.Data.SearchLag);
            var run = new WiqlRun(call.Data, query, call.Data.SearchLag == TimeSpan.Zero && query.AsOf is null ? DateTimeOffset.MaxValue : at, item => call.User.May(AzurePermissions.Read, item.Latest.Project));
            return query.IsOfLinks ? Links(call, query, run, at) : Flat(call, query, run, at);
        }
        catch (WiqlException wrong)
        {
            throw new AzureRefusal(400, "VssPropertyValidationException", wrong.Message);
        }
    }

    private static AzureAnswer Flat(AzureCall call, WiqlQuery query, WiqlRun run, DateTimeOffset at)
    {
        var found = Limited(call, run.Flat());
        var answer = AzureAnswer.Json(w =>
        {
            WriteHead(w, call, query, at, "flat", "workItem");
            w.WriteStartArray("workItems");
            foreach (var item in found)
            {
                WriteReference(w, call, item);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
        return answer with { Items = found.Count };
    }

    private static AzureAnswer Links(AzureCall call, WiqlQuery query, WiqlRun run, DateTimeOffset at)
    {
        var rows = Limited(call, run.Links());
        var rel = query.IsToParent ? RelationJson.ToParent : RelationJson.ToChild;
        var answer = AzureAnswer.Json(w =>
        {
            WriteHead(w, call, query, at, query.Mode == WiqlMode.Recursive ? "tree" : "oneHop", "workItemLink");
            w.WriteStartArray("workItemRelations");
            foreach (var (source, target) in rows)
            {
                w.WriteStartObject();
                w.WriteString("rel", source is null ? null : rel);
                w.WritePropertyName("source");
                WriteReference(w, call, source);
                w.WritePropertyName("target");
                WriteReference(w, call, target);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
        return answer with { Items = rows.Count };
    }

    private static List<T> Limited<T>(AzureCall call, List<T> found)
    {
        var limit = call.Azure.Options.QueryLimit;
        var top = call.QueryNumber("$top");
        if (top is <= 0)
        {
            throw AzureRefusal.Invalid("VS402345: The value of $top must be more than zero.");
        }

        return found.Count > limit && (top is null || top > limit)
            ? throw new AzureRefusal(400, "WorkItemTrackingQueryResultSizeLimitExceededException", $"VS402337: The number of work items returned exceeds the size limit of {limit}. Change the query to return fewer items.")
            : found.Count > top ? found[..top.Value] : found;
    }

    private static void WriteHead(Utf8JsonWriter w, AzureCall call, WiqlQuery query, DateTimeOffset at, string type, string resultType)
    {
        w.WriteStartObject();
        w.WriteString("queryType", type);
        w.WriteString("queryResultType", resultType);
        w.WriteString("asOf", AzureDates.Text(at));
        w.WriteStartArray("columns");
        foreach (var column in query.Columns)
        {
            WriteField(w, call, column);
        }

        w.WriteEndArray();
        if (query.Order.Count == 0)
        {
            return;
        }

        w.WriteStartArray("sortColumns");
        foreach (var (field, isDescending) in query.Order)
        {
            w.WriteStartObject();
            w.WritePropertyName("field");
            WriteField(w, call, field);
            w.WriteBoolean("descending", isDescending);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter w, AzureCall call, AzureField field)
    {
        w.WriteStartObject();
        w.WriteString("referenceName", field.ReferenceName);
        w.WriteString("name", field.Name);
        w.WriteString("url", $"{call.Base}/_apis/wit/fields/{field.ReferenceName}");
        w.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter w, AzureCall call, AzureItem? item)
    {
        if (item is null)
        {
            w.WriteNullValue();
            return;
        }

        w.WriteStartObject();
        w.WriteNumber("id", item.Id);
        w.WriteString("url", ItemJson.UrlOf(call, item.Id));
        w.WriteEndObject();
    }
}
