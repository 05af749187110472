namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>An endpoint: its method, its path with names in braces, the query parameters it knows, and what it does.</summary>
internal sealed record AzureEndpoint(string Method, string Template, string[] Query, Func<AzureCall, AzureAnswer> Handle)
{
    public string[] Segments { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it has never left the preview, so that its version says so too.</summary>
    public bool IsPreview { get; init; }

    public bool IsPatch { get; init; }
}

/// <summary>Finds the endpoint of a call. Paths are the same in any case.</summary>
internal sealed class AzureRouter(IReadOnlyList<AzureEndpoint> endpoints)
{
    private readonly ILookup<int, AzureEndpoint> byLength = endpoints.ToLookup(e => e.Segments.Length);

    /// <summary>The endpoint, what its path names, and whether there is one at that path for another method.</summary>
    public (AzureEndpoint? Endpoint, Dictionary<string, string> Route, bool IsOtherMethod) Find(string method, string path)
    {
        var segments = Array.ConvertAll(path.Split('/', StringSplitOptions.RemoveEmptyEntries), Uri.UnescapeDataString);
        var isOtherMethod = false;
        AzureEndpoint? best = null;
        foreach (var endpoint in byLength[segments.Length])
        {
            if (!Fits(endpoint.Segments, segments))
            {
                continue;
            }

            if (endpoint.Method != method)
            {
                isOtherMethod = true;
            }
            else if (best is null || Names(endpoint) < Names(best))
            {
                best = endpoint;
            }
        }

        return (best, best is null ? [] : RouteOf(best, segments), isOtherMethod);
    }

    private static Dictionary<string, string> RouteOf(AzureEndpoint endpoint, string[] segments)
    {
        Dictionary<string, string> route = new(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            var template = endpoint.Segments[i];
            if (IsTypeName(template))
            {
                route[template[2..^1]] = segments[i][1..];
            }
            else if (IsName(template))
            {
                route[template[1..^1]] = segments[i];
            }
        }

        return route;
    }

    private static bool Fits(string[] template, string[] segments)
    {
        for (var i = 0; i < template.Length; i++)
        {
            var fits = IsTypeName(template[i]) ? segments[i].StartsWith('$')
                : IsName(template[i]) ? !segments[i].StartsWith('$') && !segments[i].Equals("_apis", StringComparison.OrdinalIgnoreCase)
                : string.Equals(template[i], segments[i], StringComparison.OrdinalIgnoreCase);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static int Names(AzureEndpoint endpoint) => endpoint.Segments.Count(IsName);

    private static bool IsName(string segment) => segment[0] == '{';

    private static bool IsTypeName(string segment) => segment.StartsWith("${", StringComparison.Ordinal);
}
