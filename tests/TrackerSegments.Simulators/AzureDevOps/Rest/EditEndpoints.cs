using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Making and changing work items.</summary>
internal static class EditEndpoints
{
    private static readonly string[] Names = ["validateOnly", "bypassRules", "suppressNotifications", "$expand"];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("PATCH", "/_apis/wit/workitems/{id}", Names, Update).Select(e => e with { IsPatch = true }),
        new("POST", "/{project}/_apis/wit/workitems/${type}", Names, Create) { IsPatch = true },
    ];

    private static AzureAnswer Update(AzureCall call)
    {
        var item = call.Item(call.RouteNumber("id"));
        var patch = new ItemPatch(call);
        var expand = ItemEndpoints.Expand(call.Query("$expand"), hasFields: false);
        if (call.QueryFlag("validateOnly"))
        {
            var valid = patch.Apply(item, item.Latest);
            return Written(call, item, valid, expand);
        }

        var changed = call.Data.Change(item.Id, call.User, (_, revision) => patch.Apply(item, revision));
        return Written(call, changed, changed.Latest, expand);
    }

    private static AzureAnswer Create(AzureCall call)
    {
        var type = TypeEndpoints.Type(call, call.Route("type"));
        var patch = new ItemPatch(call);
        var expand = ItemEndpoints.Expand(call.Query("$expand"), hasFields: false);
        var wanted = call.Data.Drafted(call.Project!, type, call.User);
        var draft = new AzureItem(0);
        draft.Add(wanted);
        var revision = patch.Apply(draft, wanted);
        draft = new AzureItem(0);
        draft.Add(revision);
        if (!call.QueryFlag("bypassRules"))
        {
            ItemRules.CheckRequired(draft, revision);
        }

        return call.QueryFlag("validateOnly") ? Written(call, draft, revision, expand) : Made(call, call.Data.Add(revision), expand);
    }

    private static AzureAnswer Made(AzureCall call, AzureItem item, string expand) => Written(call, item, item.Latest, expand);

    private static AzureAnswer Written(AzureCall call, AzureItem item, AzureRevision revision, string expand)
    {
        var json = new ItemJson(call, isExpanded: expand is "fields" or "all");
        return AzureAnswer.Json(w => json.Write(w, item, revision, expand == "none" ? "links" : expand)) with { Items = 1 };
    }
}
