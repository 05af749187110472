using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sample;

/// <summary>The invented backlog that the program brings along.</summary>
internal static class SampleWorkspace
{
    public const string Id = "sample";

    public static WorkspaceSource Source()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Sample");
        using var settings = File.OpenRead(Path.Combine(folder, "workspace.json"));
        var sample = JsonSerializer.Deserialize(settings, SampleJson.Default.SampleSettings)!;
        return new(
            new()
            {
                Files = [Path.Combine(folder, "backlog.csv")],
                SegmentField = sample.Field,
                Segments = [.. sample.Segments.Select(s => (s.Name, s.Values))],
                Targets = [.. sample.Segments.Select(s => (s.Name, s.Target))],
                Tolerance = sample.Tolerance,
            },
            Id,
            sample.Name,
            IsSample: true);
    }
}

/// <summary>The file <c>workspace.json</c>.</summary>
internal sealed record SampleSettings(string Name, string Field, decimal Tolerance, IReadOnlyList<SampleSegment> Segments);

/// <summary>A segment in <c>workspace.json</c>; its target in percent.</summary>
internal sealed record SampleSegment(string Name, IReadOnlyList<string> Values, decimal Target);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SampleSettings))]
internal sealed partial class SampleJson : JsonSerializerContext;
