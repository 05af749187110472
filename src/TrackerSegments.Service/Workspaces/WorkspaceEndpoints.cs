using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>What is open.</summary>
internal static class WorkspaceEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/workspace", GetAsync)
        .For(Role.Viewer)
        .WithTags("Workspace")
        .WithSummary("What is open, through which lenses it is seen, and what the caller may do.")
        .ProducesProblems(503);

    private static async Task<Ok<WorkspaceDocument>> GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        var workspace = open.Workspace;
        var settings = workspace.Settings;
        var tracker = workspace.Tracker.Info;
        return TypedResults.Ok(new WorkspaceDocument(
            Schema: 1,
            settings.Name,
            settings.IsSample,
            ReadOnly: open.Sync is { } live && !(await live.FindWritingAsync(cancellationToken)).IsAllowed,
            new(tracker.Kind, tracker.Name),
            [.. settings.Lenses.Select((lens, i) => new WorkspaceLens(lens.Key, lens.Name, Primary: i == 0))],
            WorkspaceCaller.Of(Caller.Of(context))));
    }
}
