using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Writes what a work item is linked with.</summary>
internal static class RelationJson
{
    public const string ToParent = "System.LinkTypes.Hierarchy-Reverse";

    public const string ToChild = "System.LinkTypes.Hierarchy-Forward";

    /// <summary>The relations in the order in which their places count: parent, then children by id. Without any there is no member.</summary>
    public static void WriteAll(Utf8JsonWriter w, AzureCall call, AzureItem item, AzureRevision revision)
    {
        var all = Of(call.Data, item, revision);
        if (all.Count == 0)
        {
            return;
        }

        w.WriteStartArray("relations");
        foreach (var (rel, other) in all)
        {
            Write(w, call, rel, other);
        }

        w.WriteEndArray();
    }

    public static IReadOnlyList<(string Rel, AzureItem Other)> Of(AzureData data, AzureItem item, AzureRevision revision) =>
    [
        .. revision.VisibleParent is { } parent ? [(ToParent, parent)] : ((string, AzureItem)[])[],
        .. ReferenceEquals(revision, item.Latest) ? data.ChildrenOf(item.Id).OrderBy(c => c.Id).Select(c => (ToChild, c)) : [],
    ];

    public static void Write(Utf8JsonWriter w, AzureCall call, string rel, AzureItem other)
    {
        w.WriteStartObject();
        w.WriteString("rel", rel);
        w.WriteString("url", ItemJson.UrlOf(call, other.Id));
        w.WriteStartObject("attributes");
        w.WriteBoolean("isLocked", false);
        w.WriteString("name", rel == ToParent ? "Parent" : "Child");
        w.WriteEndObject();
        w.WriteEndObject();
    }

    public static void WriteLinks(Utf8JsonWriter w, AzureCall call, AzureItem item, AzureRevision revision)
    {
        var url = ItemJson.UrlOf(call, item.Id);
        w.WriteStartObject("_links");
        Link(w, "self", url);
        Link(w, "workItemUpdates", $"{url}/updates");
        Link(w, "workItemRevisions", $"{url}/revisions");
        Link(w, "html", $"{call.Base}/{revision.Project.Id}/_workitems/edit/{item.Id}");
        w.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter w, string name, string address)
    {
        w.WriteStartObject(name);
        w.WriteString("href", address);
        w.WriteEndObject();
    }
}
