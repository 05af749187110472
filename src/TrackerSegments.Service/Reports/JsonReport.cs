using System.Text.Encodings.Web;
using System.Text.Json;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The document itself, indented.</summary>
internal static class JsonReport
{
    private static readonly AlignmentJson Json = new(new JsonSerializerOptions(AlignmentJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(AlignmentReport report, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(report.Document, Json.AlignmentDocument));
}
