using System.Globalization;
using System.Text.Json.Nodes;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Schedules;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>Says between two reports that segments stand elsewhere than their readers know.</summary>
internal static class AlertCard
{
    /// <param name="report">The figures.</param>
    /// <param name="changes">The segments that changed their states; at least one.</param>
    /// <param name="why">What moved segments, by their keys.</param>
    /// <param name="context">Whom it is for, and where it leads to.</param>
    /// <param name="room">How much it may hold.</param>
    public static JsonObject Of(
        AlignmentReport report, IReadOnlyList<DriftChange> changes, IReadOnlyDictionary<string, string> why, CardContext context, CardRoom room)
    {
        var text = new CardText(room);
        var document = report.Document;
        var figures = new Figures(report);
        var headline = changes is [var only]
            ? $"{text.Name(document.Segments[only.Place].Name)} went from {Word(only.From)} to {Word(only.To)}"
            : $"{Figures.Count(changes.Count, "segment", "segments")} changed state";
        List<JsonNode> body =
        [
            CardElements.Text(CardElements.Run($"Drift alert · {text.Name(document.Lens.Name)}{CardElements.For(context, text)}", isSubtle: true)),
            CardElements.Text(CardElements.Run(headline, size: "Large", weight: "Bolder")),
        ];
        foreach (var change in changes.OrderBy(c => c.To is "under" or "over" ? 0 : 1).Take(room.Segments))
        {
            var segment = document.Segments[change.Place];
            body.Add(CardElements.Text(
                CardElements.Run(text.Name(segment.Name), weight: "Bolder"),
                $": {Word(change.From)} → ",
                CardElements.Run(Word(change.To), weight: "Bolder", color: change.To is "under" or "over" ? "Attention" : change.To is "on" ? "Good" : null),
                $", {figures.Share(change.Place)}{(segment.Target is null ? "" : $" against a target of {Figures.Target(segment)}")}"));
            if (why.TryGetValue(segment.Key, out var sentence))
            {
                body.Add(CardElements.With(CardElements.Text(CardElements.Run(text.Sentence(sentence), isSubtle: true)), "spacing", "Small"));
            }
        }

        var hidden = Math.Max(0, changes.Count - room.Segments);
        body.Add(CardElements.With(
            CardElements.Text(CardElements.Run(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(hidden > 0 ? $"{Figures.Count(hidden, "more segment changed its state", "more segments changed their states")}, not all of it fits a card. " : "")}A segment is told of once a day at most. Data as of {document.AsOf:yyyy-MM-dd HH:mm} UTC. Content hash {document.Hash}"),
                isSubtle: true,
                size: "Small")),
            "separator",
            true));
        return CardElements.Card(headline, body, context);
    }

    private static string Word(string state) => Figures.State(state).ToLowerInvariant();
}
