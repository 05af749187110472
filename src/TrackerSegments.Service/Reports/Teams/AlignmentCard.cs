using System.Globalization;
using System.Text.Json.Nodes;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>The report as an Adaptive Card: what a person has to know, in the order in which they ask.</summary>
internal sealed class AlignmentCard
{
    private readonly AlignmentReport report;
    private readonly AlignmentDocument document;
    private readonly CardContext context;
    private readonly CardRoom room;
    private readonly CardText text;
    private readonly Figures figures;

    private AlignmentCard(AlignmentReport report, CardContext context, CardRoom room)
    {
        this.report = report;
        this.context = context;
        this.room = room;
        document = report.Document;
        text = new(room);
        figures = new(report);
    }

    /// <param name="report">The report.</param>
    /// <param name="context">What the card says beside its figures.</param>
    /// <param name="room">How much it may hold.</param>
    public static JsonObject Of(AlignmentReport report, CardContext context, CardRoom room) => new AlignmentCard(report, context, room).Build();

    private JsonObject Build()
    {
        var segments = new CardSegments(document, figures, room, text);
        JsonNode[] body = [.. Head(), .. segments.Elements(), .. Advice(), .. Next(), .. Findings(), .. Foot(segments.Hidden)];
        return CardElements.Card(text.Sentence(document.Headline), body, context);
    }

    private IEnumerable<JsonObject> Head()
    {
        yield return CardElements.Text(CardElements.Run($"{text.Name(document.Lens.Name)}{CardElements.For(context, text)}", isSubtle: true));
        if (context.Note is { } note)
        {
            yield return CardElements.Text(CardElements.Run(text.Sentence(note), color: "Warning", weight: "Bolder"));
        }

        yield return CardElements.Text(CardElements.Run(text.Sentence(document.Headline), size: "Large", weight: "Bolder"));
        if (figures.Index() is { } index)
        {
            yield return CardElements.Text("Alignment index ", CardElements.Run(index, weight: "Bolder"));
        }

        if (CardChanges.Since(context.Before, document, room.Findings) is { } changes)
        {
            yield return CardElements.With(CardElements.Text(text.Sentence(changes)), "spacing", "Small");
        }
    }

    private IEnumerable<JsonObject> Advice()
    {
        foreach (var (title, sentence) in new[] { ("What moved it most", context.Moved), ("The smallest change that mends it", context.Moves), ("Conflicts of stakeholders", context.Links.Conflicts) })
        {
            if (sentence is not null)
            {
                yield return CardElements.Heading(title);
                yield return CardElements.With(CardElements.Text(text.Sentence(sentence)), "spacing", "Small");
            }
        }
    }

    private IEnumerable<JsonObject> Next()
    {
        var alignment = document.Alignment;
        if (alignment.DependsOnCount == 0)
        {
            yield break;
        }

        yield return CardElements.Heading("Tag these next: they could change the picture most");
        var epics = report.Epics.ToDictionary(e => e.Epic.Item.Key, e => e.Epic, StringComparer.Ordinal);
        foreach (var epic in alignment.DependsOn.Take(room.Epics).Select(key => epics[key]))
        {
            yield return CardElements.With(
                CardElements.Text(
                    CardElements.Run(text.Name(epic.Item.Key), weight: "Bolder", address: epic.Item.Url),
                    $" {text.Name(epic.Item.Title)} ",
                    CardElements.Run($"({figures.Amount(epic.Effort!.Value.Units)})", isSubtle: true)),
                "spacing",
                "Small");
        }
    }

    private IEnumerable<JsonObject> Findings()
    {
        if (document.Findings.Count == 0)
        {
            yield break;
        }

        yield return CardElements.Heading("Worth knowing");
        foreach (var finding in document.Findings.OrderBy(Weight).Take(room.Findings))
        {
            var color = finding.Severity switch { "error" => "Attention", "warning" => "Warning", _ => null };
            yield return CardElements.With(
                CardElements.Text(
                    CardElements.Run(finding.Severity is "info" ? "i  " : "!  ", weight: "Bolder", color: color),
                    $"{text.Sentence(finding.Text)} ",
                    CardElements.Run(text.Sentence(finding.Action), isSubtle: true)),
                "spacing",
                "Small");
        }
    }

    private static int Weight(FindingPart finding) => finding.Severity switch { "error" => 0, "warning" => 1, _ => 2 };

    private IEnumerable<JsonObject> Foot(int hiddenSegments)
    {
        yield return CardElements.With(CardElements.With(Quiet($"{figures.Scope}. Measured in {text.Sentence(figures.Policy)}."), "separator", true), "spacing", "Large");
        yield return CardElements.With(Quiet($"Data as of {document.AsOf.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{Age()}. Content hash {document.Hash}"), "spacing", "Small");
        if (Cut(hiddenSegments) is { Length: > 0 } cut)
        {
            yield return CardElements.Text(
                CardElements.Run($"Not all of it fits a card: {cut}. ", weight: "Bolder"),
                CardElements.Run("Everything is in the panel.", address: context.Links.Panel));
        }
    }

    private string Cut(int hiddenSegments)
    {
        var epics = Math.Max(0, document.Alignment.DependsOnCount - room.Epics);
        var findings = Math.Max(0, document.Findings.Count - room.Findings);
        return string.Join(", ", new[]
        {
            hiddenSegments == 0 ? null : $"{Figures.Count(hiddenSegments, "segment is", "segments are")} summed up",
            epics == 0 ? null : $"{Figures.Count(epics, "epic to tag is", "epics to tag are")} left out",
            findings == 0 ? null : $"{Figures.Count(findings, "finding is", "findings are")} left out",
            text.Shortened == 0 ? null : $"{Figures.Count(text.Shortened, "text is", "texts are")} shortened",
        }.OfType<string>());
    }

    private string Age() => (context.Now - document.AsOf) switch
    {
        { TotalDays: >= 2 } age => $", {Figures.Count((int)age.TotalDays, "day", "days")} old",
        { TotalHours: >= 1 } age => $", {Figures.Count((int)age.TotalHours, "hour", "hours")} old",
        _ => "",
    };

    private static JsonObject Quiet(string words) => CardElements.Text(CardElements.Run(words, isSubtle: true, size: "Small"));
}
