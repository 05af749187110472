namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>An endpoint: its method, its path with names in braces, the query parameters it knows, and what it does.</summary>
internal sealed record JiraEndpoint(string Method, string Template, string[] Query, Func<JiraCall, JiraAnswer> Handle)
{
    public string[] Segments { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Finds the endpoint of a call.</summary>
internal sealed class JiraRouter(IReadOnlyList<JiraEndpoint> endpoints)
{
    /// <summary>The endpoint, what its path names, and whether there is one at that path for another method.</summary>
    public (JiraEndpoint? Endpoint, Dictionary<string, string> Route, bool IsOtherMethod) Find(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isOtherMethod = false;
        JiraEndpoint? best = null;
        foreach (var endpoint in endpoints)
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

    private static Dictionary<string, string> RouteOf(JiraEndpoint endpoint, string[] segments)
    {
        Dictionary<string, string> route = new(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsName(endpoint.Segments[i]))
            {
                route[endpoint.Segments[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
            }
        }

        return route;
    }

    private static bool Fits(string[] template, string[] segments)
    {
        if (template.Length != segments.Length)
        {
            return false;
        }

        for (var i = 0; i < template.Length; i++)
        {
            if (!IsName(template[i]) && template[i] != segments[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int Names(JiraEndpoint endpoint) => endpoint.Segments.Count(IsName);

    private static bool IsName(string segment) => segment[0] == '{';
}
