using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads work items as the REST interface of Azure DevOps writes them.</summary>
internal sealed class AzureJson(BacklogReading reading)
{
    private const string ParentLink = "System.LinkTypes.Hierarchy-Reverse";
    private const string ChildLink = "System.LinkTypes.Hierarchy-Forward";

    public JsonFields Fields { get; } = new(reading, azure: true, new Dictionary<string, string>(StringComparer.Ordinal));

    public void Add(JObject workItem, JObject fields, Place place)
    {
        var key = JsonValues.Text(workItem["id"]) ?? JsonValues.Text(fields["System.Id"])
            ?? throw place.Error("a work item has no id", "Export the work items with their ids.");
        var type = JsonValues.Text(fields["System.WorkItemType"])
            ?? throw place.Error($"{key} has no type", "Export the field \"System.WorkItemType\" too.");
        Fields.Look(fields);
        var area = JsonValues.All(fields["System.AreaPath"]).FirstOrDefault("");
        var state = reading.Shared(JsonValues.Text(fields["System.State"]) ?? "");
        var item = new WorkItem
        {
            Key = key,
            Type = reading.Shared(type),
            Project = reading.Shared(JsonValues.Text(fields["System.TeamProject"]) ?? AzureFields.ProjectOf(area)),
            Title = JsonValues.Text(fields["System.Title"]) ?? "",
            Status = state,
            StatusCategory = reading.Statuses.OfAzure(state),
            ParentKey = JsonValues.Text(fields["System.Parent"]) ?? Links(workItem, ParentLink).FirstOrDefault(),
            Estimate = AzureFields.WithoutFiller(Fields.Estimate(fields, key, place), type, reading.Options),
            Fields = Fields.Lenses(fields, type),
            Team = AzureFields.TeamOf(area) is { } team ? reading.Shared(team) : null,
            Assignee = Person(fields["System.AssignedTo"]) is { } person ? reading.Shared(person) : null,
            Url = JsonValues.WebAddress(JsonValues.At(JsonValues.At(workItem["_links"], "html"), "href")),
            Revision = JsonValues.Text(workItem["rev"]) ?? JsonValues.Text(fields["System.Rev"]) ?? "1",
            Created = reading.Date(JsonValues.Text(fields["System.CreatedDate"]), DateKind.Created),
            Updated = reading.Date(JsonValues.Text(fields["System.ChangedDate"]), DateKind.Updated),
            Resolved = reading.Date(JsonValues.Text(fields["Microsoft.VSTS.Common.ClosedDate"]), DateKind.Resolved),
        };
        foreach (var child in Links(workItem, ChildLink))
        {
            reading.NoteChild(child, key);
        }

        reading.Add(item, place);
    }

    private static string? Person(JToken? token) => token is JObject ? JsonValues.Text(JsonValues.At(token, "displayName"))
        : JsonValues.Text(token) is { } text ? ItemText.Person(text) : null;

    /// <summary>The ids of the items that a kind of link leads to: the last part of each address.</summary>
    private static IEnumerable<string> Links(JObject workItem, string kind)
    {
        foreach (var relation in workItem["relations"] as JArray ?? [])
        {
            if (FieldNames.Same(JsonValues.Text(JsonValues.At(relation, "rel")) ?? "", kind)
                && JsonValues.At(relation, "url") is JValue { Value: string url })
            {
                yield return ItemText.Clean(url[(url.LastIndexOf('/') + 1)..]);
            }
        }
    }
}
