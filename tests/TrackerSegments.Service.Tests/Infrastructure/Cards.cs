using System.Text.Json.Nodes;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>Cards as they are posted.</summary>
internal static class Cards
{
    /// <summary>Into a panel and into two trackers, one with a query as long as it may be.</summary>
    public static ReportLinks Links { get; } = new(
        new("https://segments.example/#/alignment?lens=field"),
        new("https://segments.example/#/trend?lens=field&from=2026-11-14&to=2026-11-21"),
        [new("example.atlassian.net", new($"https://example.atlassian.net/issues/?jql={new string('q', 1_900)}")), new("dev.azure.com", new("https://dev.azure.com/example"))]);

    public static JsonObject Of(AlignmentReport report, CardContext? context = null) =>
        JsonNode.Parse(TeamsMessage.Of(report, context ?? new()))!["attachments"]![0]!["content"]!.AsObject();

    /// <summary>An alert that every segment changed its state.</summary>
    public static JsonObject Alert(AlignmentReport report, CardContext context) => JsonNode.Parse(TeamsMessage.Of(room => AlertCard.Of(
        report,
        [.. report.Document.Segments.Index().Select(segment => new DriftChange(segment.Index, "on", segment.Index % 2 == 0 ? "under" : "over"))],
        report.Document.Segments.ToDictionary(segment => segment.Key, segment => $"{segment.Name} fell by 4.2 points since 2026-11-14: new scope -4.2.", StringComparer.Ordinal),
        context,
        room)))!["attachments"]![0]!["content"]!.AsObject();

    /// <summary>As many segments as a lens can have, each with the longest name in letters of four bytes, and as much of everything else.</summary>
    public static AlignmentReport Huge()
    {
        static string Long(int number, int length) => string.Concat(Enumerable.Repeat("𝔖", length)) + number;
        var names = Enumerable.Range(0, 500).Select(i => Long(i, 200)).ToArray();
        return MadeReports.Of(
            [.. names.Select(name => (name, (decimal?)0.2m))],
            [
                .. names.Select((name, i) => MadeReports.Epic($"T-{i}", 1 + (i % 7), name)),
                .. Enumerable.Range(0, 300).Select(i => MadeReports.Epic($"U-{i}", 3) with { Title = Long(i, 250) }),
            ],
            [.. Enumerable.Range(0, 40).Select(i => Finding.Of("made", Severity.Warning, Long(i, 2_000), [], Long(i, 2_000)))]);
    }

    /// <summary>Every text that a person sees, and every other text in it.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject some => some.SelectMany(property => Texts(property.Value)),
        JsonArray some => some.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    public static IEnumerable<JsonObject> Elements(JsonNode? node, string type) => node switch
    {
        JsonObject some => (some["type"] is JsonValue own && own.ToString() == type ? [some] : Array.Empty<JsonObject>()).Concat(some.SelectMany(property => Elements(property.Value, type))),
        JsonArray some => some.SelectMany(item => Elements(item, type)),
        _ => [],
    };
}
