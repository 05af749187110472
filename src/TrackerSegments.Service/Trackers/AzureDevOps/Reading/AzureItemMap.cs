using System.Globalization;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Makes items of work items, the same as the reader of files makes of them.</summary>
internal sealed class AzureItemMap(AzureSite site, ConnectionSettings settings)
{
    private readonly SharedTexts texts = new();
    private readonly AzureSegments segments = new(site.Segment, settings.SegmentField);
    private readonly FileReadOptions options = new([settings.SegmentField], new() { Measure = settings.Measure }, settings.EffortField);
    private readonly HashSet<string> epicTypes = new(settings.EpicTypes, StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields to ask for.</summary>
    public IReadOnlyList<string> Fields { get; } =
    [
        .. ((string[])
        [
            AzureNames.Type, AzureNames.Project, AzureNames.Title, AzureNames.State, AzureNames.Parent, AzureNames.Area, AzureNames.Tags, AzureNames.AssignedTo,
            AzureNames.Created, AzureNames.Changed, .. site.HasClosedDate ? [AzureNames.Closed] : (string[])[], site.Segment.ReferenceName,
            .. site.Effort.Select(field => field.ReferenceName),
        ]).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The item; null where there is none: it was left out.</summary>
    /// <exception cref="TrackerException">It is no work item.</exception>
    public AzureItem? Map(JsonElement workItem)
    {
        if (workItem.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var fields = TrackerText.At(workItem, "fields");
        if (TrackerText.At(workItem, "id") is not { } number || !number.TryGetInt64(out var id) || Text(fields, AzureNames.Type) is not { } type)
        {
            throw new TrackerException(new(
                "notTheTracker", "Azure DevOps gave a work item without id or type. A proxy that changes answers may stand between.", Blame.Administrator));
        }

        var key = id.ToString(CultureInfo.InvariantCulture);
        var rev = TrackerText.At(workItem, "rev") is { } revision && revision.TryGetInt32(out var count) ? count : 0;
        var area = TrackerText.At(fields, AzureNames.Area) is { ValueKind: JsonValueKind.String } path ? TrackerText.String(path) : "";
        var project = Text(fields, AzureNames.Project) ?? AzureFields.ProjectOf(area);
        var state = Text(fields, AzureNames.State) ?? "";
        var raw = TrackerText.At(fields, site.Segment.ReferenceName) is { ValueKind: not JsonValueKind.Null } value ? Words(value) : null;
        var (estimate, fault) = Estimate(fields);
        return new(
            new()
            {
                Id = key,
                Key = key,
                Type = type,
                Project = project,
                Title = TrackerText.At(fields, AzureNames.Title) is { ValueKind: JsonValueKind.String } title ? ItemText.Clean(TrackerText.String(title)) : "",
                Status = state,
                StatusCategory = state.Length == 0 ? StatusCategory.ToDo : site.Types.CategoryOf(project, type, state),
                ParentKey = TrackerText.At(fields, AzureNames.Parent) is { ValueKind: JsonValueKind.Number } parent ? TrackerText.Plain(parent) : null,
                Estimate = AzureFields.WithoutFiller(estimate, type, options),
                Fields = epicTypes.Contains(type) ? AzureRuleFields.Add(segments.Of(raw), fields, area) : segments.Of(raw),
                Team = AzureFields.TeamOf(area),
                Assignee = Person(TrackerText.At(fields, AzureNames.AssignedTo)),

                // Only epics are opened from a card, and there are many of the others.
                Url = epicTypes.Contains(type) ? new Uri($"{site.BrowseAddress}/_workitems/edit/{key}") : null,
                Revision = rev.ToString(CultureInfo.InvariantCulture),
                Created = AzureInstant.Of(TrackerText.At(fields, AzureNames.Created)),
                Updated = AzureInstant.Of(TrackerText.At(fields, AzureNames.Changed)),
                Resolved = AzureInstant.Of(TrackerText.At(fields, AzureNames.Closed)),
            },
            rev,
            raw)
        {
            Fault = fault,
        };
    }

    /// <summary>The first of the fields that holds anything: types differ in which one they have.</summary>
    private (Effort? Estimate, EstimateFault Fault) Estimate(JsonElement? fields)
    {
        foreach (var field in site.Effort)
        {
            if (TrackerText.At(fields, field.ReferenceName) is { ValueKind: not JsonValueKind.Null } value
                && TrackerEstimate.Of(value) is var (estimate, fault) && (estimate is not null || fault != EstimateFault.None))
            {
                return (estimate, fault);
            }
        }

        return (null, EstimateFault.None);
    }

    private string? Person(JsonElement? person) => person switch
    {
        { ValueKind: JsonValueKind.Object } => Text(person, "displayName"),
        { ValueKind: JsonValueKind.String } text => ItemText.Person(TrackerText.String(text)),
        _ => null,
    };

    private static string Words(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? TrackerText.At(value, "displayName") is { ValueKind: JsonValueKind.String } name ? TrackerText.String(name) : ""
        : TrackerText.Plain(value);

    private string? Text(JsonElement? element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? texts.Of(text) : null;
}
