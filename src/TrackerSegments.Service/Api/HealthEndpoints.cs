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
        routes.MapGet("/health/ready", ReadyAsync)
            .ForAnybody()
            .WithTags("Health")
            .WithSummary("Whether the backlog is open.")
            .ProducesProblems(503);
    }

    private static async Task<Results<Ok<HealthDocument>, JsonHttpResult<Problem>>> ReadyAsync(
        IWorkspaces workspaces, HttpContext context, CancellationToken cancellationToken) =>
        await workspaces.ProblemAsync(cancellationToken) is { } problem
            ? new Refusal(503, "notReady", "Not ready", problem).ToResult(context)
            : TypedResults.Ok(new HealthDocument("ready"));
}

/// <summary>How the service is.</summary>
internal sealed record HealthDocument(string Status);
