using System.Globalization;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Reading work items.</summary>
internal static class ItemEndpoints
{
    public const int MaxOfBatch = 200;

    private static readonly string[] Expansions = ["none", "relations", "fields", "links", "all"];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("GET", "/_apis/wit/workitems", ["ids", "fields", "asOf", "$expand", "errorPolicy"], ByIds),
        .. FeedEndpoints.Both("GET", "/_apis/wit/workitems/{id}", ["fields", "asOf", "$expand"], One),
        .. FeedEndpoints.Both("POST", "/_apis/wit/workitemsbatch", [], Batch),
    ];

    /// <summary>What is expanded; a call that asks for fields too is refused.</summary>
    public static string Expand(string? wanted, bool hasFields)
    {
        var expand = wanted?.ToLowerInvariant() ?? "none";
        if (!Expansions.Contains(expand, StringComparer.Ordinal))
        {
            throw AzureRefusal.Invalid($"The value '{wanted}' of $expand is unknown.");
        }

        return hasFields && expand != "none"
            ? throw new AzureRefusal(400, "ConflictingParametersException", "The expand parameter can not be used with the fields parameter.")
            : expand;
    }

    /// <summary>An item as it was at a time; null where it was not there yet.</summary>
    public static AzureRevision? At(AzureItem item, string? asOf)
    {
        if (asOf is null)
        {
            return item.Latest;
        }

        if (!DateTimeOffset.TryParse(asOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw AzureRefusal.Invalid($"The value '{asOf}' of asOf is no date.");
        }

        return item.Revisions.LastOrDefault(r => r.ChangedDate <= time);
    }

    private static AzureAnswer One(AzureCall call)
    {
        var fields = call.QueryList("fields") is { Count: > 0 } wanted ? wanted : null;
        var expand = Expand(call.Query("$expand"), fields is not null);
        var item = call.Item(call.RouteNumber("id"));
        var revision = At(item, call.Query("asOf")) ?? throw AzureRefusal.NoItem(item.Id);
        var json = new ItemJson(call, fields, isExpanded: expand is "fields" or "all");
        return AzureAnswer.Json(w => json.Write(w, item, revision, expand == "none" && fields is null ? "links" : expand)) with { Items = 1 };
    }

    private static AzureAnswer ByIds(AzureCall call)
    {
        List<int> ids = [.. call.QueryList("ids").Select(i => int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw AzureRefusal.Invalid($"The value '{i}' of ids is not a number."))];
        return Many(call, ids, call.QueryList("fields") is { Count: > 0 } fields ? fields : null, call.Query("$expand"), call.Query("errorPolicy"), call.Query("asOf"));
    }

    private static AzureAnswer Batch(AzureCall call)
    {
        var body = call.Body("ids", "fields", "asOf", "$expand", "errorPolicy");
        return Many(
            call, AzureBody.Numbers(body, "ids") ?? [], AzureBody.Texts(body, "fields"), AzureBody.Text(body, "$expand"), AzureBody.Text(body, "errorPolicy"), AzureBody.Text(body, "asOf"));
    }

    private static AzureAnswer Many(AzureCall call, IReadOnlyList<int> ids, IReadOnlyList<string>? fields, string? expanded, string? errorPolicy, string? asOf)
    {
        if (ids.Count == 0)
        {
            throw AzureRefusal.Invalid("Value cannot be null. Parameter name: ids");
        }

        if (ids.Count > MaxOfBatch)
        {
            throw AzureRefusal.Invalid($"VS403474: You requested {ids.Count} work items which exceeds the limit of {MaxOfBatch}");
        }

        var omits = errorPolicy?.ToLowerInvariant() switch
        {
            null or "fail" => false,
            "omit" => true,
            _ => throw AzureRefusal.Invalid($"The value '{errorPolicy}' of errorPolicy is unknown."),
        };
        var expand = Expand(expanded, fields is { Count: > 0 });
        var json = new ItemJson(call, fields, isExpanded: expand is "fields" or "all");
        List<(AzureItem Item, AzureRevision Revision)?> found = [.. ids.Distinct().Select(id =>
            call.Seen(id) is { } item && At(item, asOf) is { } revision ? (item, revision)
            : omits ? ((AzureItem, AzureRevision)?)null : throw AzureRefusal.NoItem(id))];
        var answer = AzureAnswer.List(found, (w, one) =>
        {
            if (one is { } seen)
            {
                json.Write(w, seen.Item, seen.Revision, expand);
            }
            else
            {
                w.WriteNullValue();
            }
        });
        return answer with { Items = found.Count };
    }
}
