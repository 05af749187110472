using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Access;

/// <summary>Takes changes as JSON alone: what a form on any web site could send is no change.</summary>
internal static class JsonBodies
{
    public static void UseJsonBodies(this WebApplication app) => app.Use((context, next) =>
        context.GetEndpoint() is not RouteEndpoint || IsReading(context.Request) || context.Request.HasJsonContentType()
            ? next(context)
            : ProblemAnswers.WriteAsync(context, Refusals.WrongContentType));

    public static bool IsReading(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
