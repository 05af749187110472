using System.Net.Http.Headers;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Access;

/// <summary>Takes changes as JSON alone: what a form on any web site could send is no change.</summary>
internal static class JsonBodies
{
    public static void UseJsonBodies(this WebApplication app) => app.Use((context, next) =>
        context.GetEndpoint() is not RouteEndpoint || IsReading(context.Request) || IsJson(context.Request)
            ? next(context)
            : ProblemAnswers.WriteAsync(context, Refusals.WrongContentType));

    public static bool IsReading(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>JSON is UTF-8; another encoding could be one that cannot be read here.</summary>
    private static bool IsJson(HttpRequest request) => request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
