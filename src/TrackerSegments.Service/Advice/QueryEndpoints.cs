using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Advice;

/// <summary>The queries that find in the trackers what is behind the figures.</summary>
internal static class QueryEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/queries", (HttpContext context, string? lens) => LensRequest.AnswerAsync(
            context, lens, state => QueriesDocument.Of(state, WorkspaceFilter.Of(context).Sync).ToAnswer(ApiJson.Default.QueriesDocument)))
        .For(Role.Viewer)
        .WithTags("Advice")
        .WithSummary("The JQL or WIQL that finds the epics of each segment, and those without one, in the tracker.")
        .Produces<QueriesDocument>()
        .ProducesProblems(404, 503);
}
