using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The JSON patch of an edit: it fails where the work item has another revision than the one it was made from, and changes one field.</summary>
internal static class AzurePatch
{
    public const string ContentType = "application/json-patch+json";

    /// <remarks>Adding to the tags would keep those that are to go; they are replaced by the whole set.</remarks>
    public static JArray Of(AzureEdit edit, AzureField field)
    {
        var path = $"/fields/{field.ReferenceName}";
        return
        [
            new JObject { ["op"] = "test", ["path"] = "/rev", ["value"] = edit.Before.Rev },
            edit.Text.Length == 0 && field.Kind != AzureFieldKind.Tags
                ? new JObject { ["op"] = "remove", ["path"] = path }
                : new JObject { ["op"] = field.Kind == AzureFieldKind.Tags ? "replace" : "add", ["path"] = path, ["value"] = edit.Text },
        ];
    }

    /// <summary>Where a work item is changed; ids are the organization's, so that no project is named.</summary>
    public static string PathOf(AzureEdit edit, AzureSite site) => $"_apis/wit/workitems/{Uri.EscapeDataString(edit.Wish.Id)}?api-version={site.ApiVersion}";
}
