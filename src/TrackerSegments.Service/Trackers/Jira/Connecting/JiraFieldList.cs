using System.Globalization;
using System.Text.RegularExpressions;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>The fields of a site, and which of them are the wanted ones.</summary>
internal sealed partial class JiraFieldList(IReadOnlyList<JiraFieldInfo> fields, string host)
{
    public JiraField? EpicLink => fields.FirstOrDefault(f => f.Custom == JiraFieldInfo.EpicLink)?.ToField();

    public JiraField? Team => fields.FirstOrDefault(f => f.IsTeam)?.ToField();

    /// <exception cref="TrackerException">There is no such field, or more than one.</exception>
    public JiraField Segment(string wanted) => Find(
        wanted, "fieldNotFound", "Name another with --segment-field, or have the field made with the command provision.", "--segment-field");

    /// <returns>The field of the estimate; null where effort is counted in epics.</returns>
    /// <exception cref="TrackerException">There is no such field, or more than one.</exception>
    public JiraField? Effort(string? wanted, Measure measure) => measure == Measure.Count ? null
        : wanted is not null ? Find(wanted, "effortFieldNotFound", OtherEffort, "--effort-field")
        : measure == Measure.StoryPoints ? StoryPoints()
        : Time(measure switch
        {
            Measure.OriginalEstimate => "timeoriginalestimate",
            Measure.RemainingEstimate => "timeestimate",
            _ => "timespent",
        });

    private const string OtherEffort = "Name another with --effort-field, or count epics with --measure count.";

    private static JiraField Time(string id) => new(id, id, JiraFieldKind.Seconds);

    private JiraField StoryPoints() => fields.Where(field => field.IsStoryPoints).ToList() switch
    {
        [var one] => one.ToField(),
        [] => throw Problem("effortFieldNotFound", $"There is no field with story points on {host}. {OtherEffort} {Those("Story Points")}"),
        var several => throw Problem(
            "effortFieldAmbiguous", $"There is more than one field for story points on {host}: {Named(several)}. Choose one of them with --effort-field."),
    };

    private JiraField Find(string wanted, string code, string advice, string option)
    {
        if (wanted.StartsWith('$'))
        {
            return OfPath(wanted, option);
        }

        if (fields.FirstOrDefault(field => string.Equals(field.Id, wanted, StringComparison.OrdinalIgnoreCase)) is { } byId)
        {
            return byId.ToField();
        }

        return fields.Where(field => FieldNames.Same(field.Name, wanted)).ToList() switch
        {
            [var one] => one.ToField(),
            [] => throw Problem(code, $"There is no field \"{ItemText.Clean(wanted)}\" on {host}. {advice} {Those(wanted)}"),
            var several => throw Problem(
                "fieldAmbiguous", $"There is more than one field named \"{ItemText.Clean(wanted)}\" on {host}: {Named(several)}. Choose one of them by its id with {option}."),
        };
    }

    /// <summary>A field that is looked up in the raw issue; asked for by the name of the field that the path begins with.</summary>
    private static JiraField OfPath(string path, string option)
    {
        try
        {
            _ = new Newtonsoft.Json.Linq.JObject().SelectTokens(path).Count();
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or ArgumentException or IndexOutOfRangeException)
        {
            throw Problem("pathInvalid", $"The JSONPath \"{ItemText.Clean(path)}\" is not understood ({ItemText.Clean(e.Message).TrimEnd('.')}). Correct it in {option}.");
        }

        var id = FirstField().Match(path) is { Success: true } match ? match.Groups["id"].Value : "*all";
        return new(id, ItemText.Clean(path), JiraFieldInfo.IsTime(id) ? JiraFieldKind.Seconds : JiraFieldKind.Other, path);
    }

    private string Those(string wanted) => $"The fields there are: {FieldNames.List([.. fields.Select(field => field.Name)], wanted)}.";

    private static string Named(IReadOnlyList<JiraFieldInfo> several) =>
        string.Join(" and ", several.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} ({field.Id})")));

    private static TrackerException Problem(string code, string text) => new(new(code, text, Blame.Person));

    [GeneratedRegex(@"^\$\.?(fields|\['fields'\])(\.(?<id>\w+)|\['(?<id>\w+)'\])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstField();
}
