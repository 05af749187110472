using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Makes items of issues, the same as the reader of files makes of them.</summary>
internal sealed class JiraIssueMap(JiraSite site, ConnectionSettings settings)
{
    private readonly JiraText texts = new();
    private readonly StatusNames statuses = new();
    private readonly JiraSegments segments = new(site.Segment, settings.SegmentField);
    private readonly HashSet<string> epicTypes = new(settings.EpicTypes, StringComparer.OrdinalIgnoreCase);
    private readonly string browse = $"{site.BrowseAddress}/browse/";

    /// <summary>The fields to ask for.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. ((string?[])
    [
        "summary", "status", "issuetype", "project", "parent", "resolution", "resolutiondate", "created", "updated", "assignee",
        JiraRuleFields.Labels, JiraRuleFields.Components,
        site.Segment.Id, site.Effort?.Id, site.EpicLink?.Id, site.Team?.Id,
    ]).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <exception cref="TrackerException">It is no issue.</exception>
    public ReadIssue Map(JsonElement issue)
    {
        var id = JiraText.At(issue, "id") is { } number ? JiraText.Plain(number) : null;
        if (id is null || JiraText.Own(JiraText.At(issue, "key")) is not { } key || JiraText.At(issue, "fields") is not { ValueKind: JsonValueKind.Object } fields
            || texts.Of(JiraText.At(fields, "issuetype")) is not { } type)
        {
            throw new TrackerException(new(
                "notTheTracker", "Jira gave an issue without id, key or type. A proxy that changes answers may stand between, or the account may not see the types.", Blame.Administrator));
        }

        var status = texts.Of(fields, "status") ?? "";
        var resolution = texts.Of(fields, "resolution");
        var category = JiraText.At(JiraText.At(fields, "status"), "statusCategory");
        var parent = JiraText.At(fields, "parent");
        var link = site.EpicLink is { } epicLink ? texts.Of(fields, epicLink.Id) : null;
        var values = segments.Read(issue, fields);
        var shared = segments.Share(values);
        var (estimate, fault) = Estimate(issue, fields);
        var isEpic = epicTypes.Contains(type);
        var parentId = JiraText.At(parent, "id") is { } above ? JiraText.Plain(above) : null;
        var item = new WorkItem
        {
            Id = id,
            Key = key,
            Type = type,
            Project = texts.Of(JiraText.At(fields, "project"), "key") ?? ItemText.ProjectOf(key).ToString(),
            Title = JiraText.Own(JiraText.At(fields, "summary")) ?? "",
            Status = status,
            StatusCategory = Category(texts.Of(category, "key") ?? texts.Of(category, "name"), status, resolution is not null),
            Resolution = resolution,
            ParentKey = texts.Of(parent, "key") ?? parentId ?? link,
            Estimate = estimate,
            Fields = isEpic ? JiraRuleFields.Add(shared.Fields, fields) : shared.Fields,
            Team = site.Team is { } team ? texts.Of(fields, team.Id) : null,
            Assignee = texts.Of(JiraText.At(fields, "assignee"), "displayName"),

            // Only epics are opened from a card, and there are many of the others.
            Url = isEpic ? new Uri(browse + key) : null,
            Revision = shared.Revision,
            Created = JiraInstant.Of(JiraText.At(fields, "created")),
            Updated = JiraInstant.Of(JiraText.At(fields, "updated")),
            Resolved = JiraInstant.Of(JiraText.At(fields, "resolutiondate")),
        };
        return new(new(item, values), parentId, fault)
        {
            IsEpic = isEpic,
            LacksSegment = isEpic && site.Segment.Path is null && !fields.TryGetProperty(site.Segment.Id, out _),
            LacksEffort = site.Effort is { Path: null } effort && !fields.TryGetProperty(effort.Id, out _),
        };
    }

    private (Effort? Estimate, EstimateFault Fault) Estimate(JsonElement issue, JsonElement fields)
    {
        if (site.Effort is not { } field)
        {
            return (null, EstimateFault.None);
        }

        var isSeconds = field.Kind == JiraFieldKind.Seconds;
        if (field.Path is { } path)
        {
            return string.Join(", ", JiraPath.Select(issue, path).SelectMany(JsonValues.All)) is { Length: > 0 } text
                ? TrackerEstimate.Of(text, isSeconds)
                : (null, EstimateFault.None);
        }

        return fields.TryGetProperty(field.Id, out var value) ? JiraEstimate.Of(value, isSeconds) : (null, EstimateFault.None);
    }

    /// <summary>The names that say nothing are counted in one place, which many readers share.</summary>
    private StatusCategory Category(string? category, string status, bool isResolved)
    {
        switch (category)
        {
            case "done":
                return StatusCategory.Done;
            case "new":
                return StatusCategory.ToDo;
            case "indeterminate":
                return StatusCategory.InProgress;
            default:
                lock (statuses)
                {
                    return statuses.OfJira(category, status, isResolved);
                }
        }
    }
}

/// <summary>An issue as it was read, with what tells whether it belongs to a scope.</summary>
/// <param name="Issue">The item and its values.</param>
/// <param name="ParentId">The id of the issue above, where Jira gives it; an Epic Link gives the key alone.</param>
/// <param name="Fault">What is wrong with its estimate.</param>
internal sealed record ReadIssue(JiraIssue Issue, string? ParentId, EstimateFault Fault)
{
    public WorkItem Item => Issue.Item;

    public string Id => Issue.Item.Id!;

    public bool IsEpic { get; init; }

    /// <summary>Whether it is an epic for which Jira gives no segment field at all, not even an empty one.</summary>
    public bool LacksSegment { get; init; }

    /// <summary>Whether Jira gives no field of the estimate at all.</summary>
    public bool LacksEffort { get; init; }
}
