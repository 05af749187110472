using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>What is open.</summary>
internal static class WorkspaceEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/workspace", Get)
        .WithTags("Workspace")
        .WithSummary("What is open, and through which lenses it is seen.")
        .ProducesProblems(503);

    private static Ok<WorkspaceDocument> Get(HttpContext context)
    {
        var workspace = WorkspaceFilter.Of(context).Workspace;
        var settings = workspace.Settings;
        var tracker = workspace.Tracker.Info;
        return TypedResults.Ok(new WorkspaceDocument(
            Schema: 1,
            settings.Name,
            settings.IsSample,
            ReadOnly: false,
            new(tracker.Kind, tracker.Name),
            [new(settings.Lens.Key, settings.Lens.Name, Primary: true)]));
    }
}
