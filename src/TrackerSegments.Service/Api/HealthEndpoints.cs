using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Api;

/// <summary>Says whether the service is up, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthDocument("live")))
            .ForAnybody()
            .WithTags("Health")
            .WithSummary("Whether the service is up.");
        routes.MapGet("/health/ready", Ready)
            .ForAnybody()
            .WithTags("Health")
            .WithSummary("Whether the backlog is open.")
            .ProducesProblems(503);
    }

    private static Results<Ok<HealthDocument>, JsonHttpResult<Problem>> Ready(
        WorkspaceHost host, TrackerSegmentsOptions options, HttpContext context) =>
        host.Opened.IsCompletedSuccessfully
            ? TypedResults.Ok(new HealthDocument("ready"))
            : new Refusal(503, "notReady", "Not ready", options.Callers is null ? host.State : "The backlog is not open.").ToResult(context);
}

/// <summary>How the service is.</summary>
internal sealed record HealthDocument(string Status);
