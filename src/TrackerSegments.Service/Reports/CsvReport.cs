using CsvHelper;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>One row for each segment and one for what is unassigned, for spreadsheets: no text in it is run as a formula.</summary>
internal static class CsvReport
{
    private static readonly string[] Header =
    [
        "Segment", "Epics", "Unestimated", "Effort", "Unit", "Share", "Share min", "Share max", "Target %", "Tolerance pp", "Delta pp",
        "State", "Certain",
    ];

    public static void Write(AlignmentReport report, TextWriter output)
    {
        var document = report.Document;
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { Injection = CsvInjection.Escape, TrueValue = "yes", FalseValue = "no" }, leaveOpen: true);
        csv.WriteRecord(Header);
        foreach (var s in document.Segments)
        {
            WriteRow(
                csv,
                TerminalText.Safe(s.Name), s.Epics, s.Unestimated, s.Effort, document.Unit, s.Share, s.ShareMin, s.ShareMax, s.Target,
                s.Tolerance, s.Delta, s.State, s.Certain);
        }

        var unestimated = report.Epics.Count(e => e.Segments.IsEmpty && e.Epic.Effort is null);
        WriteRow(
            csv,
            "Unassigned", document.Totals.Unassigned, unestimated, document.Totals.UnassignedEffort, document.Unit,
            null, null, null, null, null, null, null, null);
    }

    private static void WriteRow(CsvWriter csv, params object?[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
