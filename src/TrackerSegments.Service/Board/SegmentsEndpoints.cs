using System.Text;
using TrackerSegments.Service.Access;
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
            .For(Role.Editor)
            .WithTags("Epics")
            .WithSummary("Adds segments to an epic and takes others away, or with dryRun says what that would change.")
            .Produces<SegmentsWritten>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 502, 503);
        api.MapPost("/epics/segments", PostManyAsync)
            .For(Role.Editor)
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
        var epic = Unescape(key, open.Workspace);
        return await CarryOutAsync(edit, [epic], open, context, () => open.Editor.EditAsync(epic, edit, actor, context.RequestAborted));
    }

    private static async Task<IResult> PostManyAsync(ManySegmentsEdit edit, HttpContext context)
    {
        if (ActingUser.Of(context.Request) is not { } actor)
        {
            return EditRefusals.ActingUserUnreadable.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        var epics = edit.Epics.Take(ManySegmentsEdit.MaxEpics).Select(epic => epic?.Key ?? "").ToArray();
        return await CarryOutAsync(edit, epics, open, context, () => open.Editor.Many.EditAsync(edit, actor, context.RequestAborted));
    }

    /// <summary>What only asks what would be, changes nothing and is not in the audit log.</summary>
    private static async Task<IResult> CarryOutAsync(
        SegmentsWish edit, IReadOnlyList<string> epics, OpenWorkspace open, HttpContext context, Func<Task<EditAnswer>> change) => ToResult(
            edit.DryRun
                ? await change()
                : await open.Audit.CarryOutAsync(
                    context,
                    EditAudit.Of(edit, epics, open.Workspace),
                    change,
                    answer => answer.Refusal,
                    () => Task.FromResult(EditAudit.Now(edit, epics, open.Workspace))),
            context);

    private static IResult ToResult(EditAnswer answer, HttpContext context) => answer.Refusal is { } refusal
        ? refusal.ToResult(context)
        : TypedResults.Text(answer.Json, "application/json", Encoding.UTF8);

    /// <summary>A slash stays escaped in a path; some keys have one.</summary>
    private static string Unescape(string key, Workspace workspace) =>
        workspace.Current.Backlog.Find(key) is null ? key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : key;
}
