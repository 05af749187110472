using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>What became of a work item: its updates and its revisions.</summary>
internal static class HistoryEndpoints
{
    private const int MaxOfPage = 200;

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("GET", "/_apis/wit/workItems/{id}/updates", ["$top", "$skip"], Updates),
        .. FeedEndpoints.Both("GET", "/_apis/wit/workItems/{id}/updates/{updateNumber}", [], Update),
        .. FeedEndpoints.Both("GET", "/_apis/wit/workItems/{id}/revisions", ["$top", "$skip", "$expand"], Revisions),
        .. FeedEndpoints.Both("GET", "/_apis/wit/workItems/{id}/revisions/{revisionNumber}", ["$expand"], Revision),
    ];

    private static AzureAnswer Updates(AzureCall call)
    {
        var page = Page(call, AzureUpdates.Of(call.Data, Item(call)));
        return AzureAnswer.List(page, (w, update) => UpdateJson.Write(w, call, update)) with { Items = page.Count };
    }

    private static AzureAnswer Update(AzureCall call)
    {
        var item = Item(call);
        var update = AzureUpdates.Of(call.Data, item).ElementAtOrDefault(call.RouteNumber("updateNumber") - 1) ?? throw AzureRefusal.NoItem(item.Id);
        return AzureAnswer.Json(w => UpdateJson.Write(w, call, update));
    }

    private static AzureAnswer Revisions(AzureCall call)
    {
        var item = Item(call);
        var expand = ItemEndpoints.Expand(call.Query("$expand"), hasFields: false);
        var json = new ItemJson(call, isExpanded: expand is "fields" or "all");
        var page = Page(call, item.Revisions);
        return AzureAnswer.List(page, (w, revision) => json.Write(w, item, revision, expand)) with { Items = page.Count };
    }

    private static AzureAnswer Revision(AzureCall call)
    {
        var item = Item(call);
        var expand = ItemEndpoints.Expand(call.Query("$expand"), hasFields: false);
        var revision = item.Revisions.ElementAtOrDefault(call.RouteNumber("revisionNumber") - 1) ?? throw AzureRefusal.NoItem(item.Id);
        var json = new ItemJson(call, isExpanded: expand is "fields" or "all");
        return AzureAnswer.Json(w => json.Write(w, item, revision, expand));
    }

    /// <summary>Of an item in the recycle bin the history can still be read.</summary>
    private static AzureItem Item(AzureCall call) => call.Data.Find(call.RouteNumber("id")) is { } item && call.IsSeen(item)
        ? item
        : throw AzureRefusal.NoItem(call.RouteNumber("id"));

    private static List<T> Page<T>(AzureCall call, IReadOnlyList<T> all)
    {
        var top = call.QueryNumber("$top") ?? MaxOfPage;
        return top is < 1 or > MaxOfPage
            ? throw AzureRefusal.Invalid($"VS402429: The value of $top must be between 1 and {MaxOfPage}.")
            : [.. all.Skip(call.QueryNumber("$skip") ?? 0).Take(top)];
    }
}
