using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads flat records: one property for each field, lists as arrays.</summary>
internal sealed class FlatJson(BacklogReading reading)
{
    public JsonFields Fields { get; } = new(reading, azure: false, new Dictionary<string, string>(StringComparer.Ordinal));

    public void Add(JObject record, Place place)
    {
        var key = JsonValues.Text(record["key"]) ?? throw place.Error("the record has no key", "Give it a \"key\".");
        var type = JsonValues.Text(record["issuetype"]) ?? throw place.Error($"{key} has no type", "Give it an \"issuetype\", such as Story.");
        Fields.Look(record);
        var status = Text(record, "status") ?? "";
        var resolution = Text(record, "resolution");
        var item = new WorkItem
        {
            Key = key,
            Type = reading.Shared(type),
            Project = Text(record, "project") ?? reading.Shared(ItemText.ProjectOf(key)),
            Title = JsonValues.Text(record["summary"]) ?? "",
            Status = status,
            StatusCategory = reading.Statuses.OfJira(Text(record, "statusCategory"), status, resolution is not null),
            Resolution = resolution,
            ParentKey = JsonValues.Text(record["parentKey"]) ?? JsonValues.Text(record["epicKey"]),
            Estimate = Fields.Estimate(record, key, place),
            Fields = Fields.Lenses(record, type),
            Team = Text(record, "team"),
            Assignee = Text(record, "assignee"),
            Url = JsonValues.WebAddress(record["url"]),
            Revision = JsonValues.Text(record["revision"]) ?? "1",
            Created = reading.Date(JsonValues.Text(record["created"]), DateKind.Created),
            Updated = reading.Date(JsonValues.Text(record["updated"]), DateKind.Updated),
            Resolved = reading.Date(JsonValues.Text(record["resolved"]) ?? JsonValues.Text(record["resolutiondate"]), DateKind.Resolved),
        };
        reading.Add(item, place);
    }

    private string? Text(JObject record, string name) => JsonValues.Text(record[name]) is { } text ? reading.Shared(text) : null;
}
