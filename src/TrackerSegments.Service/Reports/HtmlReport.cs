using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The report as one self-contained page, for those who mail or print it: no script, nothing loaded from anywhere.</summary>
internal static class HtmlReport
{
    private static readonly string Style = ReadStyle();

    public static void Write(AlignmentReport report, ReportLinks links, TextWriter output)
    {
        output.WriteLine("<!doctype html>");
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, CloseOutput = false });
        Page(report, links).Save(xml);
        xml.Flush();
        output.WriteLine();
    }

    private static XElement Page(AlignmentReport report, ReportLinks links)
    {
        var document = report.Document;
        var figures = new Figures(report);
        return new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement(
                    "meta",
                    new XAttribute("http-equiv", "Content-Security-Policy"),
                    new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
                new XElement("title", Safe($"{document.Lens.Name}: effort by segment")),
                new XElement("style", Style)),
            new XElement(
                "body",
                new XElement(
                    "main",
                    new XElement("p", new XAttribute("class", "quiet"), Safe($"{document.Lens.Name} · {figures.Policy}")),
                    new XElement("h1", Safe(document.Headline)),
                    Index(document, figures),
                    HtmlSplit.Table(document, figures),
                    new XElement("p", $"{figures.Scope}."),
                    Findings(document),
                    links.Conflicts is { } conflicts ? new XElement("p", Safe(conflicts)) : null,
                    new XElement(
                        "footer",
                        links.All.Select(link => new XElement("p", new XElement("a", new XAttribute("href", link.Address.AbsoluteUri), Safe(link.Name)))),
                        new XElement("p", document.AsOf.ToString("'As of 'yyyy-MM-dd HH:mm' UTC'", CultureInfo.InvariantCulture)),
                        new XElement("p", $"Scheme version {document.SchemeVersion}, content hash ", new XElement("code", document.Hash))))));
    }

    private static XElement? Index(AlignmentDocument document, Figures figures) => figures.Index() is { } index
        ? new XElement("p", new XAttribute("class", "index"), "Alignment index ", new XElement("strong", index))
        : null;

    private static XElement? Findings(AlignmentDocument document) => document.Findings.Count == 0 ? null : new XElement(
        "section",
        new XElement("h2", "Worth knowing"),
        new XElement(
            "ul",
            document.Findings.Select(f => new XElement(
                "li",
                new XAttribute("class", f.Severity),
                Safe(f.Text),
                " ",
                new XElement("span", new XAttribute("class", "quiet"), Safe(f.Action))))));

    /// <summary>Outside text without the characters that XML cannot hold.</summary>
    internal static string Safe(string text) => string.Concat(TerminalText.Safe(text).EnumerateRunes()
        .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
