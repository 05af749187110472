using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Deleting work items, and the recycle bin.</summary>
internal static class RecycleEndpoints
{
    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("DELETE", "/_apis/wit/workitems/{id}", ["destroy"], Delete),
        .. FeedEndpoints.Both("GET", "/_apis/wit/recyclebin/{id}", [], Get),
        .. FeedEndpoints.Both("PATCH", "/_apis/wit/recyclebin/{id}", [], Restore),
        .. FeedEndpoints.Both("DELETE", "/_apis/wit/recyclebin/{id}", [], Destroy),
    ];

    private static AzureAnswer Delete(AzureCall call)
    {
        var item = call.Item(call.RouteNumber("id"));
        Demand(call, item);
        call.Data.Delete(item.Id, call.User);
        var answer = AzureAnswer.Json(w => Write(w, call, item));
        if (call.QueryFlag("destroy"))
        {
            call.Data.Destroy(item.Id);
        }

        return answer;
    }

    private static AzureAnswer Get(AzureCall call)
    {
        var item = Deleted(call);
        return AzureAnswer.Json(w => Write(w, call, item));
    }

    private static AzureAnswer Restore(AzureCall call)
    {
        var item = Deleted(call);
        Demand(call, item);
        if (AzureBody.Flag(call.Body("isDeleted"), "isDeleted"))
        {
            throw AzureRefusal.Invalid("The work item is deleted already; isDeleted must be false to restore it.");
        }

        call.Data.Restore(item.Id, call.User);
        return AzureAnswer.Json(w => Write(w, call, item));
    }

    private static AzureAnswer Destroy(AzureCall call)
    {
        var item = Deleted(call);
        Demand(call, item);
        call.Data.Destroy(item.Id);
        return AzureAnswer.NoContent;
    }

    private static AzureItem Deleted(AzureCall call)
    {
        var id = call.RouteNumber("id");
        return call.Data.Find(id) is { Latest.IsDeleted: true } item && call.IsSeen(item) ? item : throw AzureRefusal.NoItem(id);
    }

    private static void Demand(AzureCall call, AzureItem item)
    {
        if (!call.User.May(AzurePermissions.Delete, item.Latest.Project))
        {
            throw new AzureRefusal(403, "WorkItemUnauthorizedAccessException", "VS402449: You do not have permissions to delete work items in this project.");
        }
    }

    private static void Write(Utf8JsonWriter w, AzureCall call, AzureItem item)
    {
        w.WriteStartObject();
        w.WriteNumber("id", item.Id);
        w.WriteNumber("code", 200);
        w.WriteString("type", item.Latest.Type.Name);
        w.WriteString("name", item.Latest.Title);
        w.WriteString("project", item.Latest.Project.Name);
        w.WriteString("deletedDate", item.Latest.ChangedDate.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture));
        w.WriteString("deletedBy", item.Latest.ChangedBy.ToString());
        w.WriteString("url", $"{call.Base}/{item.Latest.Project.Id}/_apis/wit/recyclebin/{item.Id}");
        w.WritePropertyName("resource");
        new ItemJson(call).Write(w, item, item.Latest, "none");
        w.WriteEndObject();
    }
}
