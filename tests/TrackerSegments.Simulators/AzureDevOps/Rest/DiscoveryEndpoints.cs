namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Where a service's resources are, which the official clients ask before they ask anything else.</summary>
internal static class DiscoveryEndpoints
{
    private static readonly Resource[] Location = [new("e81700f7-3be2-46de-8624-2eb35882fcaa", "Location", "ResourceAreas", "_apis/{resource}/{areaId}", Released: "0.0")];

    private static readonly Resource[] WorkItemTracking =
    [
        new("1a9c53f7-f243-4447-b110-35ef023636e4", "wit", "wiql", "{project}/{team}/_apis/{area}/{resource}"),
        new("908509b6-4248-4475-a1cd-829139ba419f", "wit", "workItemsBatch", "{project}/_apis/{area}/{resource}"),
    ];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("OPTIONS", "/_apis/Location", [], _ => Locations(Location)),
        new("OPTIONS", "/_apis/wit", [], _ => Locations(WorkItemTracking)),
        new("GET", "/_apis/resourceAreas", [], Areas) { IsPreview = true },
    ];

    private static AzureAnswer Locations(Resource[] resources) => AzureAnswer.List(resources, (w, resource) =>
    {
        w.WriteStartObject();
        w.WriteString("id", resource.Id);
        w.WriteString("area", resource.Area);
        w.WriteString("resourceName", resource.Name);
        w.WriteString("routeTemplate", resource.Template);
        w.WriteNumber("resourceVersion", 1);
        w.WriteString("minVersion", "1.0");
        w.WriteString("maxVersion", "7.1");
        w.WriteString("releasedVersion", resource.Released);
        w.WriteEndObject();
    });

    private static AzureAnswer Areas(AzureCall call) => AzureAnswer.List(["5264459e-e5e0-4bd8-b118-0985e68a4ec5"], (w, id) =>
    {
        w.WriteStartObject();
        w.WriteString("id", id);
        w.WriteString("name", "wit");
        w.WriteString("locationUrl", $"{call.Base}/");
        w.WriteEndObject();
    });

    private sealed record Resource(string Id, string Area, string Name, string Template, string Released = "7.1");
}
