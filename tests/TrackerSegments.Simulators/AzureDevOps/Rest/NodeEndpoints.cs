using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Areas and iterations.</summary>
internal static class NodeEndpoints
{
    private const string Nodes = "/{project}/_apis/wit/classificationnodes";

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", Nodes, ["$depth", "ids", "errorPolicy"], Roots),
        new("GET", $"{Nodes}/{{structureGroup}}", ["$depth"], call => One(call, null)),
        new("GET", $"{Nodes}/{{structureGroup}}/{{path}}", ["$depth"], call => One(call, call.Route("path"))),
    ];

    private static AzureAnswer Roots(AzureCall call)
    {
        var depth = call.QueryNumber("$depth") ?? 0;
        return AzureAnswer.List([call.Project!.Areas, call.Project.Iterations], (w, node) => Write(w, call, node, depth));
    }

    private static AzureAnswer One(AzureCall call, string? path)
    {
        var root = call.Route("structureGroup").ToLowerInvariant() switch
        {
            "areas" => call.Project!.Areas,
            "iterations" => call.Project!.Iterations,
            var other => throw AzureRefusal.Invalid($"The structure group '{other}' is unknown."),
        };
        var node = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((AzureNode?)root, (n, part) => n?.Child(part))
            ?? throw new AzureRefusal(404, "ClassificationNodeNotFoundException", $"VS402485: Unable to find {path} classification node.");
        var depth = call.QueryNumber("$depth") ?? 0;
        return AzureAnswer.Json(w => Write(w, call, node, depth));
    }

    private static void Write(Utf8JsonWriter w, AzureCall call, AzureNode node, int depth)
    {
        var kind = node.IsArea ? "area" : "iteration";
        var below = node.Path.Split('\\');
        w.WriteStartObject();
        w.WriteNumber("id", node.Id);
        w.WriteString("identifier", node.Identifier);
        w.WriteString("name", node.Name);
        w.WriteString("structureType", kind);
        w.WriteBoolean("hasChildren", node.Children.Count > 0);
        w.WriteString("path", $"\\{below[0]}\\{char.ToUpperInvariant(kind[0])}{kind[1..]}{string.Concat(below.Skip(1).Select(p => $"\\{p}"))}");
        if (depth > 0 && node.Children.Count > 0)
        {
            w.WriteStartArray("children");
            foreach (var child in node.Children)
            {
                Write(w, call, child, depth - 1);
            }

            w.WriteEndArray();
        }

        w.WriteString("url", $"{call.Base}/{call.Project!.Id}/_apis/wit/classificationNodes/{kind}s{string.Concat(below.Skip(1).Select(p => $"/{Uri.EscapeDataString(p)}"))}");
        w.WriteEndObject();
    }
}
