using System.Text;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The report for wikis and pull requests.</summary>
internal static class MarkdownReport
{
    public static void Write(AlignmentReport report, ReportLinks links, TextWriter output)
    {
        var document = report.Document;
        var figures = new Figures(report);
        output.WriteLine($"# {Safe(document.Lens.Name)}");
        output.WriteLine();
        output.WriteLine($"**{Safe(document.Headline)}**");
        output.WriteLine();
        if (figures.Index() is { } index)
        {
            output.WriteLine($"Alignment index: {index}.");
            output.WriteLine();
        }

        output.WriteLine("| Segment | Share | Target | Delta | State | Effort | Epics |");
        output.WriteLine("|---|--:|--:|--:|---|--:|--:|");
        for (var i = 0; i < document.Segments.Count; i++)
        {
            var s = document.Segments[i];
            output.WriteLine(
                $"| {Safe(s.Name)} | {figures.Share(i)} | {Figures.Target(s)} | {figures.Delta(i)} | "
                + $"{Figures.State(s)}{(s.Certain ? "" : " (not certain)")} | {figures.Amount(s.Effort)} | {Figures.Number(s.Epics)} |");
        }

        output.WriteLine(
            $"| *Unassigned* | | | | | {figures.Amount(document.Totals.UnassignedEffort)} | {Figures.Number(document.Totals.Unassigned)} |");
        output.WriteLine();
        output.WriteLine($"{figures.Scope}. Measured in {Safe(figures.Policy)}.");
        if (document.Findings.Count > 0)
        {
            output.WriteLine();
            foreach (var finding in document.Findings)
            {
                output.WriteLine($"- {Safe(finding.Text)} {Safe(finding.Action)}");
            }
        }

        if (links.Conflicts is { } conflicts)
        {
            output.WriteLine();
            output.WriteLine(Safe(conflicts));
        }

        foreach (var (name, address) in links.All)
        {
            output.WriteLine();
            output.WriteLine($"[{Safe(name)}](<{AddressOf(address)}>)");
        }

        output.WriteLine();
        output.WriteLine($"`{document.Hash}`");
    }

    /// <summary>Between angle brackets, which it must not hold itself.</summary>
    private static string AddressOf(Uri address) =>
        address.AbsoluteUri.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);

    /// <summary>Outside text as plain text: whatever Markdown or HTML would read as a sign is escaped.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in TerminalText.Safe(text))
        {
            safe.Append(c switch
            {
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '!' or '~' or '@' => $"\\{c}",
                '&' => "&amp;",
                _ => c.ToString(),
            });
        }

        return safe.ToString();
    }
}
