using System.Globalization;
using System.Xml.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The split as a picture: one bar for each segment with its range, target and tolerance band, and the figures beside it.</summary>
internal static class HtmlSplit
{
    private const int BarWidth = 300;
    private const int BarHeight = 22;

    public static XElement Table(AlignmentDocument document, Figures figures) => new(
        "table",
        new XElement("caption", "Share of the tagged effort; the mark is the target with its tolerance, the pale part the range the share could have."),
        new XElement("thead", new XElement("tr", Columns.Select(c => new XElement("th", new XAttribute("scope", "col"), c)))),
        new XElement(
            "tbody",
            document.Segments.Select((s, i) => Row(s, i, figures)),
            new XElement(
                "tr",
                new XAttribute("class", "quiet"),
                new XElement("th", new XAttribute("scope", "row"), "Unassigned"),
                new XElement("td", $"{figures.UnassignedShare} of all effort"),
                Enumerable.Repeat(0, 4).Select(_ => Cell("–")),
                Cell(figures.Amount(document.Totals.UnassignedEffort)),
                Cell(Figures.Number(document.Totals.Unassigned)))));

    private static readonly string[] Columns = ["Segment", "", "Share", "Target", "Delta", "State", "Effort", "Epics"];

    private static XElement Row(SegmentPart segment, int index, Figures figures) => new(
        "tr",
        new XElement("th", new XAttribute("scope", "row"), HtmlReport.Safe(segment.Name)),
        new XElement("td", Bar(segment)),
        Cell(figures.Share(index)),
        Cell(Figures.Target(segment)),
        Cell(figures.Delta(index)),
        new XElement(
            "td",
            new XAttribute("class", segment.State ?? "none"),
            segment.Certain ? Figures.State(segment) : $"{Figures.State(segment)}, not certain"),
        Cell(figures.Amount(segment.Effort)),
        Cell(Figures.Number(segment.Epics)));

    private static XElement Bar(SegmentPart segment)
    {
        var bar = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {BarWidth} {BarHeight}"),
            new XAttribute("aria-hidden", "true"),
            Rectangle("track", 0, BarWidth, 5, 12));
        if (segment.Share is { } share)
        {
            bar.Add(
                Colored(Rectangle("range", X(segment.ShareMin ?? share), X(segment.ShareMax ?? share), 5, 12), segment),
                Colored(Rectangle("share", 0, X(share), 7, 8), segment));
        }

        if (segment is { Target: { } target, Tolerance: { } tolerance })
        {
            bar.Add(
                Rectangle("band", X((double)Math.Max(0, target - tolerance) / 100), X((double)Math.Min(100, target + tolerance) / 100), 1, 20),
                Rectangle("target", X((double)target / 100) - 1, X((double)target / 100) + 1, 1, 20));
        }

        return bar;
    }

    private static double X(double share) => share * BarWidth;

    private static XElement Rectangle(string kind, double from, double to, int y, int height) => new(
        "rect",
        new XAttribute("class", kind),
        new XAttribute("x", Number(from)),
        new XAttribute("y", y),
        new XAttribute("width", Number(to - from)),
        new XAttribute("height", height));

    private static XElement Colored(XElement shape, SegmentPart segment)
    {
        shape.SetAttributeValue("fill", segment.Color);
        return shape;
    }

    private static XElement Cell(string text) => new("td", new XAttribute("class", "number"), text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
