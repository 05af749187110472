using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Advice;

/// <summary>What to look at and what to do. Nothing here changes anything.</summary>
internal static class AdviceEndpoints
{
    private const int MaxPlanBytes = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/findings", GetFindingsAsync)
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("What a person should know of the figures, the checks of the scheme, conflicts of stakeholders, and reports that are stopped.")
            .Produces<FindingsDocument>()
            .ProducesProblems(404, 409, 503);
        api.MapGet("/moves", (HttpContext context, string? lens) => LensRequest.AnswerAsync(
                context, lens, state => MovesDocument.Of(state).ToAnswer(ApiJson.Default.MovesDocument)))
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("The fewest epics to defer or pull in so that every segment is within its tolerance, and what is proven about them.")
            .Produces<MovesDocument>()
            .ProducesProblems(404, 503);
        api.MapGet("/next", (HttpContext context, string? lens) => LensRequest.AnswerAsync(
                context, lens, state => NextDocument.Of(state).ToAnswer(ApiJson.Default.NextDocument)))
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("The epics without a segment that the verdict depends on most.")
            .Produces<NextDocument>()
            .ProducesProblems(404, 503);
        api.MapGet("/matrix", GetMatrix)
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("Two lenses crossed; the cells add up to both splits.")
            .Produces<MatrixDocument>()
            .ProducesProblems(404, 503);
        MapQuestions(api);
    }

    private static void MapQuestions(IEndpointRouteBuilder api)
    {
        api.MapPost("/plan", (PlanWish wish, HttpContext context) => LensRequest.AnswerAsync(context, wish.Lens, state =>
                wish.Refuse(state)?.ToResult(context) ?? PlanDocument.Of(state, wish).ToAnswer(ApiJson.Default.PlanDocument)))
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("Which epics to commit to for a capacity, so that the split is closest to the targets. Nothing is written.")
            .WithMetadata(new BodyLimit(MaxPlanBytes))
            .Produces<PlanDocument>()
            .ProducesProblems(400, 404, 413, 415, 422, 503);
        api.MapPost("/scenario", (ScenarioWish wish, HttpContext context) => LensRequest.AnswerAsync(context, wish.Lens, state =>
                wish.Refuse(state.Lens)?.ToResult(context) ?? ScenarioDocument.Of(state, wish).ToAnswer(ApiJson.Default.ScenarioDocument)))
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("What other tags, deferring and pulling in would do to the figures. Nothing is written.")
            .WithMetadata(new BodyLimit(MaxPlanBytes))
            .Produces<ScenarioDocument>()
            .ProducesProblems(400, 404, 413, 415, 422, 503);
    }

    private static Task<IResult> GetFindingsAsync(string? lens, HttpContext context) =>
        LensRequest.AnswerAsync(context, lens, async (history, lenses, state) =>
        {
            // The period before is the month before, by its last snapshot.
            var end = new DateOnly(state.Day.Year, state.Day.Month, 1).AddDays(-1);
            var summaries = await history.Of(state.Lens).TrendAsync(state, new(end.Year, end.Month, 1), end, context.RequestAborted);
            var reports = await WorkspaceFilter.Of(context).Reports.FindingsAsync(context.RequestAborted);
            var stated = await history.Stances.FillAsync(state, context.RequestAborted);
            return FindingsDocument.Of(stated, lenses.All.Where(l => l.Lens.Key != state.Lens.Key), summaries.Count == 0 ? null : summaries[^1], reports)
                .ToAnswer(ApiJson.Default.FindingsDocument);
        });

    private static IResult GetMatrix(string? rows, string? columns, HttpContext context)
    {
        var lenses = WorkspaceFilter.Of(context).History.Lenses;
        return (lenses.Find(rows), lenses.Find(columns)) switch
        {
            (null, _) => EditRefusals.UnknownLens(rows!, lenses.Keys).ToResult(context),
            (_, null) => EditRefusals.UnknownLens(columns!, lenses.Keys).ToResult(context),
            var (first, second) => MatrixDocument.Of(first, second).ToAnswer(ApiJson.Default.MatrixDocument),
        };
    }
}
