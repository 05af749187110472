using System.Text;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Changes the segments of epics.</summary>
internal static class SegmentsEndpoints
{
    private const int MaxManyBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/epics/{key}/segments", PostAsync)
            .WithTags("Epics")
            .WithSummary("Adds segments to an epic and takes others away, or with dryRun says what that would change.")
            .Produces<SegmentsWritten>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 502, 503);
        api.MapPost("/epics/segments", PostManyAsync)
            .WithTags("Epics")
            .WithSummary("The same for up to 1,000 epics at once. What cannot be done to one epic stops no other one.")
            .WithMetadata(new BodyLimit(MaxManyBytes))
            .Produces<ManySegmentsWritten>()
            .ProducesProblems(400, 403, 404, 413, 415, 422, 502, 503);
    }

    private static async Task<IResult> PostAsync(string key, SegmentsEdit edit, HttpContext context)
    {
        if (ActingUser.Of(context.Request) is not { } actor)
        {
            return EditRefusals.ActingUserUnreadable.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        return ToResult(await open.Editor.EditAsync(Unescape(key, open.Workspace), edit, actor, context.RequestAborted), context);
    }

    private static async Task<IResult> PostManyAsync(ManySegmentsEdit edit, HttpContext context) =>
        ActingUser.Of(context.Request) is { } actor
            ? ToResult(await WorkspaceFilter.Of(context).Editor.Many.EditAsync(edit, actor, context.RequestAborted), context)
            : EditRefusals.ActingUserUnreadable.ToResult(context);

    private static IResult ToResult(EditAnswer answer, HttpContext context) => answer.Refusal is { } refusal
        ? refusal.ToResult(context)
        : TypedResults.Text(answer.Json, "application/json", Encoding.UTF8);

    /// <summary>A slash stays escaped in a path; some keys have one.</summary>
    private static string Unescape(string key, Workspace workspace) =>
        workspace.Current.Backlog.Find(key) is null ? key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : key;
}
