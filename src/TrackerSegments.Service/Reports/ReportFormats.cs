using System.CommandLine;
using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports;

/// <summary>Every way to write a report; all of them show the figures of the one document.</summary>
internal static class ReportFormats
{
    private static readonly (string Name, Action<AlignmentReport, ReportLinks, TextWriter> Write)[] All =
    [
        ("text", TextReport.Write),
        ("json", (report, _, output) => JsonReport.Write(report, output)),
        ("csv", (report, _, output) => CsvReport.Write(report, output)),
        ("markdown", MarkdownReport.Write),
        ("html", HtmlReport.Write),
        ("card", TeamsMessage.Write),
    ];

    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(All, f => f.Name);

    /// <summary>The option that names one.</summary>
    public static Option<string> Option() => new("--format")
    {
        HelpName = "FORMAT",
        Description = $"How to write the answer: {string.Join(", ", Names)}.",
        DefaultValueFactory = _ => Names[0],
    };

    /// <exception cref="UsageException">There is no such format.</exception>
    public static Action<AlignmentReport, ReportLinks, TextWriter> Find(string name) =>
        Array.Find(All, f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)).Write
        ?? throw new UsageException($"--format {name} is not known: it is one of {string.Join(", ", Names)}.");

    /// <exception cref="UsageException">The disk is full, or whatever output goes to cannot be written.</exception>
    public static void Write(AlignmentReport report, ReportLinks links, Action<AlignmentReport, ReportLinks, TextWriter> write, TextWriter output)
    {
        try
        {
            write(report, links, output);
            output.Flush();
        }
        catch (IOException failure)
        {
            throw new UsageException($"The report could not be written: {failure.Message.TrimEnd('.')}. Make room, or write it somewhere else.");
        }
    }
}
