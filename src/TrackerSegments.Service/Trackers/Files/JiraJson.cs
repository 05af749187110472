using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads issues as Jira's REST interface writes them.</summary>
internal sealed class JiraJson(BacklogReading reading, Dictionary<string, string> names)
{
    private static readonly string[] TeamNames = ["Team"];
    private static readonly string[] EpicLinkNames = ["Epic Link"];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly FieldMatches<string> teams = new(TeamNames);
    private readonly FieldMatches<string> epicLinks = new(EpicLinkNames);

    public JsonFields Fields { get; } = new(reading, azure: false, names);

    public void Add(JObject issue, JObject fields, Place place)
    {
        var key = JsonValues.Text(issue["key"]) ?? throw place.Error("an issue has no key", "Export the issues with their keys.");
        var type = JsonValues.Text(fields["issuetype"])
            ?? throw place.Error($"{key} has no type", "Export the field \"issuetype\" too.");
        AddTimes(fields);
        Look(fields);
        var status = reading.Shared(JsonValues.Text(fields["status"]) ?? "");
        var resolution = JsonValues.Text(fields["resolution"]);
        var statusCategory = JsonValues.At(fields["status"], "statusCategory");
        var category = JsonValues.Text(JsonValues.At(statusCategory, "key")) ?? JsonValues.Text(JsonValues.At(statusCategory, "name"));
        var item = new WorkItem
        {
            Key = key,
            Type = reading.Shared(type),
            Project = reading.Shared(JsonValues.Text(JsonValues.At(fields["project"], "key")) ?? ItemText.ProjectOf(key)),
            Title = JsonValues.Text(fields["summary"]) ?? "",
            Status = status,
            StatusCategory = reading.Statuses.OfJira(category, status, resolution is not null),
            Resolution = resolution is null ? null : reading.Shared(resolution),
            ParentKey = JsonValues.Text(JsonValues.At(fields["parent"], "key")) ?? JsonValues.Text(JsonValues.At(fields["parent"], "id"))
                ?? First(fields, epicLinks) ?? JsonValues.Text(JsonValues.At(fields["epic"], "key")),
            Estimate = Fields.Estimate(fields, key, place),
            Fields = Fields.Lenses(fields, type),
            Team = First(fields, teams) is { } team ? reading.Shared(team) : null,
            Assignee = JsonValues.Text(JsonValues.At(fields["assignee"], "displayName")) is { } person ? reading.Shared(person) : null,
            Url = JsonValues.WebAddress(JsonValues.At(JsonValues.At(issue["_links"], "html"), "href")),
            Created = reading.Date(JsonValues.Text(fields["created"]), DateKind.Created),
            Updated = reading.Date(JsonValues.Text(fields["updated"]), DateKind.Updated),
            Resolved = reading.Date(JsonValues.Text(fields["resolutiondate"]), DateKind.Resolved),
        };
        reading.Add(item, place, JsonValues.Text(issue["id"]));
    }

    private void Look(JObject fields)
    {
        foreach (var property in fields.Properties())
        {
            if (seen.Add(property.Name))
            {
                teams.Offer(property.Name, property.Name, names.GetValueOrDefault(property.Name));
                epicLinks.Offer(property.Name, property.Name, names.GetValueOrDefault(property.Name));
            }
        }

        Fields.Look(fields);
    }

    /// <summary>The times may be there only as parts of time tracking.</summary>
    private static void AddTimes(JObject fields)
    {
        if (fields["timetracking"] is JObject times)
        {
            foreach (var (name, part) in new[]
            {
                ("timeoriginalestimate", "originalEstimateSeconds"), ("timeestimate", "remainingEstimateSeconds"), ("timespent", "timeSpentSeconds"),
            })
            {
                if (!fields.ContainsKey(name) && times[part] is { } seconds)
                {
                    fields[name] = seconds.DeepClone();
                }
            }
        }
    }

    private static string? First(JObject fields, FieldMatches<string> matches)
    {
        foreach (var property in matches[0])
        {
            if (JsonValues.Text(fields[property]) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
