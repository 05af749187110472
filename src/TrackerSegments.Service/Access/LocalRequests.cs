using System.Net;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Access;

/// <summary>
/// Keeps web sites out of a service that runs on a person's computer: other host names (DNS rebinding) and changes from other origins.
/// Where callers say who they are this is not needed: a browser sends no token by itself.
/// </summary>
internal static class LocalRequests
{
    public static void UseLocalRequests(this WebApplication app) => app.Use((context, next) =>
        Refuse(context.Request) is { } refusal ? ProblemAnswers.WriteAsync(context, refusal) : next(context));

    private static Refusal? Refuse(HttpRequest request)
    {
        if (!IsThisComputer(request.Host.Host))
        {
            return Refusals.ForeignHost;
        }

        return JsonBodies.IsReading(request) || IsSameOrigin(request) ? null : Refusals.ForeignOrigin;
    }

    private static bool IsThisComputer(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Browsers say where a request comes from; what says nothing is no browser, and may do what its user may.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        return (site.Count == 0 || site is ["same-origin"])
            && (origin.Count == 0 || origin is [{ } only] && string.Equals(only, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
