using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Schemes;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Advice;

/// <summary>What epics do to stakeholders, and how people settle it.</summary>
internal static class StanceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/stances/{lens}", ListAsync)
            .For(Role.Viewer)
            .WithTags("Stakeholders")
            .WithSummary("What epics do to the stakeholders of a lens, and how conflicts were settled.")
            .Produces<StancesDocument>()
            .ProducesProblems(404, 422, 503);
        api.MapGet("/stances/{lens}/{epic}", GetAsync)
            .For(Role.Viewer)
            .WithTags("Stakeholders")
            .WithSummary("What one epic does to stakeholders; with an ETag, also where nobody said anything yet.")
            .Produces<StancesPart>()
            .ProducesProblems(404, 422, 503);
        api.MapPut("/stances/{lens}/{epic}", PutAsync)
            .For(Role.Editor)
            .WithTags("Stakeholders")
            .WithSummary("Says what an epic does to stakeholders, and settles its conflict with a note, which stands until an effect changes (If-Match).")
            .Produces<StancesPart>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 428, 503);
        api.MapGet("/epics/{epic}/conflicts", ConflictsAsync)
            .For(Role.Viewer)
            .WithTags("Stakeholders")
            .WithSummary("Whether an epic helps one stakeholder and harms another, in whatever lens, and how that is settled.")
            .Produces<EpicConflictsDocument>()
            .ProducesProblems(404, 503);
    }

    private static Task<IResult> ConflictsAsync(string epic, HttpContext context) => LensRequest.AnswerAsync(context, lens: null, async (history, lenses, state) =>
        state.Backlog.Find(epic) is null
            ? EditRefusals.UnknownEpic(epic).ToResult(context)
            : TypedResults.Ok(await EpicConflictsDocument.OfAsync(epic, lenses, history.Stances, context.RequestAborted)));

    private static Task<IResult> ListAsync(string lens, HttpContext context) => AnswerAsync(lens, context, async (history, state) =>
        StancesDocument.Of(state, await history.Stances.ListAsync(state.Lens.Key, context.RequestAborted)).ToAnswer(ApiJson.Default.StancesDocument));

    private static Task<IResult> GetAsync(string lens, string epic, HttpContext context) => AnswerAsync(lens, context, async (history, state) =>
        state.Backlog.Find(epic) is null
            ? EditRefusals.UnknownEpic(epic).ToResult(context)
            : Answer(context, state, await history.Stances.FindAsync(state.Lens.Key, epic, context.RequestAborted)));

    private static Task<IResult> PutAsync(string lens, string epic, StancesWish wish, HttpContext context) => LensRequest.AnswerAsync(context, lens, async (history, _, state) =>
    {
        var open = WorkspaceFilter.Of(context);
        var before = await history.Stances.FindAsync(state.Lens.Key, epic, context.RequestAborted);
        var refusal = await open.Audit.CarryOutAsync(
            context,
            new("change stances", AuditAction.Short(epic), [new(AuditAction.Short($"stances on {epic} in {state.Lens.Key}"), Words(before))]),
            () => SaveAsync(history, state, wish, before, context),
            refused => refused,
            async () => [Words(await history.Stances.FindAsync(state.Lens.Key, epic, CancellationToken.None))]);
        return refusal is not null ? refusal.ToResult(context) : Answer(context, state, await history.Stances.FindAsync(state.Lens.Key, epic, context.RequestAborted));
    });

    private static async Task<Refusal?> SaveAsync(WorkspaceHistory history, LensState state, StancesWish wish, StoredStances before, HttpContext context)
    {
        var epic = before.Stances.Epic;
        if (state.Lens.Kind != LensKind.Stakeholder)
        {
            return AdviceRefusals.NotOfStakeholders(state.Lens.Name);
        }

        if (state.Backlog.Find(epic) is null)
        {
            return EditRefusals.UnknownEpic(epic);
        }

        var (stances, refusal) = wish.Take(state, epic, before.Stances, SchemeAuthor.Of(Caller.Of(context)), WorkspaceFilter.Of(context).Workspace.Now);
        if (refusal is not null)
        {
            return refusal;
        }

        if (EntityTag.Parse(context.Request.Headers) is not { } tags)
        {
            return Refusals.VersionMissing;
        }

        if (tags.Contains(before.Tag, StringComparer.Ordinal)
            && await history.Stances.SaveAsync(state.Lens.Key, stances!, before, context.RequestAborted))
        {
            return null;
        }

        var now = await history.Stances.FindAsync(state.Lens.Key, epic, context.RequestAborted);
        return Refusals.ChangedMeanwhile(
            $"What {epic} does to stakeholders",
            JsonSerializer.SerializeToElement(StancesPart.Of(now, state.Lens, EpicNames.Of(state)), ApiJson.Default.StancesPart),
            now.Tag,
            JsonSerializer.SerializeToElement(wish, ApiJson.Default.StancesWish));
    }

    private static Task<IResult> AnswerAsync(string lens, HttpContext context, Func<WorkspaceHistory, LensState, Task<IResult>> answer) =>
        LensRequest.AnswerAsync(context, lens, (history, _, state) => state.Lens.Kind == LensKind.Stakeholder
            ? answer(history, state)
            : Task.FromResult<IResult>(AdviceRefusals.NotOfStakeholders(state.Lens.Name).ToResult(context)));

    private static Ok<StancesPart> Answer(HttpContext context, LensState state, StoredStances stored)
    {
        context.Response.Headers.ETag = stored.Tag;
        return TypedResults.Ok(StancesPart.Of(stored, state.Lens, EpicNames.Of(state)));
    }

    /// <summary>Stances in a few words; null where there are none.</summary>
    private static string? Words(StoredStances stored) => stored.Stances.IsEmpty
        ? null
        : AuditAction.Short(
            string.Join(", ", stored.Stances.Stances.Select(s => FormattableString.Invariant($"{s.Stakeholder} {s.Effect:+0;-0;0}")))
            + (stored.Stances.Note is { } note ? $"; settled by {note.Author}: {note.Text}" : ""));
}
