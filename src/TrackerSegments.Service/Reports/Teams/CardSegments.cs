using System.Globalization;
using System.Text.Json.Nodes;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>The split on a card: a chart for hosts that draw one, bars of characters for those that do not, and the figures for both.</summary>
internal sealed class CardSegments
{
    private const int BarCells = 16;

    private static readonly string[] Colors =
    [
        "categoricalBlue", "categoricalMarigold", "categoricalTeal", "categoricalPurple", "categoricalRed", "categoricalGreen",
        "categoricalLightBlue", "categoricalLavender", "categoricalLime",
    ];

    private readonly List<Line> lines = [];
    private readonly bool hasShares;
    private readonly bool hasTargets;

    public CardSegments(AlignmentDocument document, Figures figures, CardRoom room, CardText text)
    {
        var segments = document.Segments;
        hasShares = segments.Any(s => s.Share is not null);
        hasTargets = segments.Any(s => s.Target is not null);
        var shown = Enumerable.Range(0, segments.Count)
            .OrderByDescending(i => segments[i].State is "under" or "over")
            .ThenByDescending(i => Math.Abs(segments[i].Delta ?? 0))
            .ThenByDescending(i => segments[i].Effort)
            .Take(room.Segments)
            .ToHashSet();
        Hidden = segments.Count - shown.Count;
        lines.AddRange(shown.Order().Select((i, place) => new Line(
            text.Name(segments[i].Name), figures.Percent(i), segments[i].Target, figures.Share(i), Figures.Target(segments[i]), State(segments[i], figures.Delta(i)), Colors[place % Colors.Length])));
        if (Hidden > 0)
        {
            var rest = Enumerable.Range(0, segments.Count).Where(i => !shown.Contains(i)).ToArray();
            var (share, target) = (rest.Sum(i => figures.Percent(i)), rest.Sum(i => segments[i].Target));
            lines.Add(new(
                Figures.Count(Hidden, "more segment", "more segments"), hasShares ? share : null, target, Percent(hasShares ? share : null), Percent(hasTargets ? target : null), CardElements.Run("–", isSubtle: true), "neutral"));
        }
    }

    /// <summary>How many segments are summed up in one line.</summary>
    public int Hidden { get; }

    public IEnumerable<JsonObject> Elements()
    {
        if (lines.Count == 0)
        {
            yield break;
        }

        if (hasShares)
        {
            yield return Chart();
        }

        yield return CardElements.Table(
            [3, 2],
            hasHeader: true,
            [
                [[CardElements.Run("Segment and state", isSubtle: true)], [CardElements.Run(hasTargets ? "Share and target" : "Share", isSubtle: true)]],
                .. lines.Select(line => new JsonNode[][]
                {
                    [CardElements.Run(line.Name, weight: "Bolder"), line.State.DeepClone()],
                    [CardElements.Run(line.ShareText), .. hasTargets ? [CardElements.Run($"of {line.TargetText}", isSubtle: true)] : Array.Empty<JsonNode>()],
                }),
            ]);
    }

    private JsonObject Chart() => new()
    {
        ["type"] = "Chart.HorizontalBar.Stacked",
        ["title"] = hasTargets ? "Share of planned effort against the strategy, in percent" : "Share of planned effort, in percent",
        ["data"] = hasTargets ? new JsonArray(Bar("Effort", line => line.Share), Bar("Strategy", line => line.Target)) : new JsonArray(Bar("Effort", line => line.Share)),
        ["fallback"] = CardElements.Table(
            [1],
            hasHeader: false,
            lines.Select(line => new JsonNode[][] { [CardElements.Run(line.Name), CardElements.Run(Cells(line), isMonospace: true)] })),
    };

    private JsonObject Bar(string title, Func<Line, decimal?> value) => new()
    {
        ["title"] = title,
        ["data"] = new JsonArray(
        [
            .. lines.Where(line => value(line) is > 0).Select(line => new JsonObject
            {
                ["legend"] = line.Name, ["value"] = value(line)!.Value, ["color"] = line.Color,
            }),
        ]),
    };

    /// <summary>The share as a bar, with a mark where its target is.</summary>
    private static string Cells(Line line)
    {
        var share = CellOf(line.Share ?? 0);
        var target = line.Target is { } wanted ? Math.Min(BarCells - 1, (int)(wanted * BarCells / 100)) : -1;
        return string.Concat(Enumerable.Range(0, BarCells).Select(i => i == target ? '┃' : i < share ? '█' : '░'));
    }

    private static int CellOf(decimal percent) => (int)Math.Round(percent * BarCells / 100, MidpointRounding.AwayFromZero);

    private static JsonObject State(SegmentPart segment, string delta)
    {
        var words = segment.State is "under" or "over" ? $"{Figures.State(segment)} {delta}" : Figures.State(segment);
        var color = segment.State switch { "under" or "over" => "Attention", "on" => "Good", _ => null };
        return CardElements.Run(segment.Certain ? words : $"{words}, not certain", color: color, isSubtle: color is null);
    }

    private static string Percent(decimal? value) => value is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0##} %") : "–";

    private sealed record Line(string Name, decimal? Share, decimal? Target, string ShareText, string TargetText, JsonObject State, string Color);
}
