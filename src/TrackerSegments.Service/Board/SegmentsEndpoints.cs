using System.Text;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Changes the segments of epics.</summary>
internal static class SegmentsEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/epics/{key}/segments", PostAsync)
        .WithTags("Epics")
        .WithSummary("Adds segments to an epic and takes others away, or with dryRun says what that would change.")
        .Produces<SegmentsWritten>()
        .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 503);

    private static async Task<IResult> PostAsync(string key, SegmentsEdit edit, HttpContext context)
    {
        var open = WorkspaceFilter.Of(context);
        var answer = await open.Editor.EditAsync(Unescape(key, open.Workspace), edit, context.RequestAborted);
        return answer.Refusal is { } refusal
            ? refusal.ToResult(context)
            : TypedResults.Text(answer.Json, "application/json", Encoding.UTF8);
    }

    /// <summary>A slash stays escaped in a path; some keys have one.</summary>
    private static string Unescape(string key, Workspace workspace) =>
        workspace.Current.Backlog.Find(key) is null ? key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : key;
}
