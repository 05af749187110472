using Spectre.Console;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The report for a terminal: colours and bars where it can show them, plain where it cannot.</summary>
internal static class TextReport
{
    private const int MostListed = 5;
    private const int PlainWidth = 2_000;

    public static void Write(AlignmentReport report, ReportLinks links, TextWriter output)
    {
        var console = ConsoleFor(output);
        var document = report.Document;
        var figures = new Figures(report);
        console.WriteLine();
        console.MarkupLine($"[bold]{Safe(document.Headline)}[/]");
        console.WriteLine();
        if (figures.Index() is { } index)
        {
            console.MarkupLine($"Alignment index [bold]{Safe(index)}[/]");
            console.WriteLine();
        }

        if (document.Segments.Count > 0)
        {
            console.Write(new TextTable(document, figures, console.Profile).Draw());
            if (document.Segments.Any(s => !s.Certain))
            {
                console.MarkupLine("[dim]? depends on how the unassigned epics turn out[/]");
            }

            console.WriteLine();
        }

        console.MarkupLine(
            $"{Safe(document.Lens.Name)}: {figures.Scope}. [dim]Measured in {Safe(figures.Policy)}.[/]");
        WriteNext(console, report, figures);
        WriteFindings(console, document);
        if (links.Conflicts is { } conflicts)
        {
            console.WriteLine(TerminalText.Safe(conflicts));
        }

        console.WriteLine();
        foreach (var (name, address) in links.All)
        {
            console.WriteLine($"{TerminalText.Safe(name)}: {address.AbsoluteUri}");
        }

        console.MarkupLine($"[dim]Content hash {document.Hash}[/]");
    }

    /// <summary>Colours and the window's width on a terminal; plain text in one line per sentence anywhere else.</summary>
    private static IAnsiConsole ConsoleFor(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        if (target.IsTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = target });
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = PlainWidth;
        return plain;
    }

    private static void WriteNext(IAnsiConsole console, AlignmentReport report, Figures figures)
    {
        var alignment = report.Document.Alignment;
        if (alignment.DependsOnCount == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLine("[bold]Tag these next[/], they could change the picture most:");
        var epics = report.Epics.ToDictionary(e => e.Epic.Item.Key, e => e.Epic, StringComparer.Ordinal);
        foreach (var key in alignment.DependsOn.Take(MostListed))
        {
            console.MarkupLine($"  {Safe(key)}  {Safe(epics[key].Item.Title)} [dim]({figures.Amount(epics[key].Effort!.Value.Units)})[/]");
        }

        if (alignment.DependsOnCount > MostListed)
        {
            console.MarkupLine($"  [dim]and {Figures.Number(alignment.DependsOnCount - MostListed)} more[/]");
        }
    }

    private static void WriteFindings(IAnsiConsole console, AlignmentDocument document)
    {
        foreach (var finding in document.Findings)
        {
            var mark = finding.Severity switch { "error" => "[red]![/]", "warning" => "[yellow]![/]", _ => "[dim]i[/]" };
            console.WriteLine();
            console.MarkupLine($"{mark} {Safe(finding.Text)}");
            console.MarkupLine($"  [dim]{Safe(finding.Action)}[/]");
        }
    }

    private static string Safe(string text) => Markup.Escape(TerminalText.Safe(text));
}
