using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>The targets of a lens over time.</summary>
internal static class StrategyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/strategy/{lens}", GetAsync)
            .For(Role.Viewer)
            .WithTags("Strategy")
            .WithSummary("The strategies of a lens, drafts among them, and which one holds today; with an ETag.")
            .Produces<StrategyDocument>()
            .ProducesProblems(404, 503);
        api.MapPut("/strategy/{lens}", PutAsync)
            .For(Role.Strategist)
            .WithTags("Strategy")
            .WithSummary("Makes or revises a draft, or publishes it (If-Match).")
            .Produces<StrategyDocument>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
        api.MapDelete("/strategy/{lens}/{version:int}", DeleteAsync)
            .For(Role.Strategist)
            .WithTags("Strategy")
            .WithSummary("Takes a draft away (If-Match).")
            .Produces<StrategyDocument>()
            .ProducesProblems(404, 409, 415, 422, 428, 503);
    }

    private static async Task<IResult> GetAsync(string lens, HttpContext context)
    {
        var open = WorkspaceFilter.Of(context);
        var settings = await open.Schemes.ReadAsync(context.RequestAborted);
        return settings.Find(lens) is { } kept
            ? Answer(kept, open, context)
            : SchemeRefusals.UnknownLens(lens, settings).ToResult(context);
    }

    private static Task<IResult> PutAsync(string lens, StrategyWish wish, HttpContext context)
    {
        var (author, now) = (SchemeAuthor.Of(Caller.Of(context)), WorkspaceFilter.Of(context).Workspace.Now);
        return ChangeAsync(
            lens,
            wish.Publish ? "publish a strategy" : "draft a strategy",
            JsonSerializer.SerializeToElement(wish, ApiJson.Default.StrategyWish),
            context,
            kept => StrategyChange.Apply(kept, wish, author, now));
    }

    private static Task<IResult> DeleteAsync(string lens, int version, HttpContext context) =>
        ChangeAsync(lens, "discard a draft", default, context, kept => StrategyChange.Discard(kept, version));

    /// <summary>Changes the strategies of a lens, where they are as the person saw them.</summary>
    public static async Task<IResult> ChangeAsync(string lens, string action, JsonElement yours, HttpContext context, Func<KeptLens, KeptLens> change)
    {
        if (EntityTag.Parse(context.Request.Headers) is not { } tags)
        {
            return Refusals.VersionMissing.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        var outcome = await open.Audit.CarryOutAsync(
            context,
            new(action, Wanted: null, [new(AuditAction.Short($"strategy {lens}"), SchemeAuthor.Targets(open.Workspace.Settings.Find(lens)))]),
            () => open.Schemes.ChangeLensAsync(
                lens,
                (kept, _) => Stale(kept, tags, yours, open.Workspace.Today),
                (kept, _) => (change(kept), false),
                note: null,
                dryRun: false,
                context.RequestAborted),
            outcome => outcome.Refusal,
            () => Task.FromResult<IReadOnlyList<string?>>([SchemeAuthor.Targets(open.Workspace.Settings.Find(lens))]));
        return outcome.After is { } after ? Answer(after, open, context) : outcome.Refusal!.ToResult(context);
    }

    private static Refusal? Stale(KeptLens kept, IReadOnlyList<string> tags, JsonElement yours, DateOnly today)
    {
        var tag = SchemeTag.OfStrategies(kept);
        return tags.Contains(tag, StringComparer.Ordinal)
            ? null
            : Refusals.ChangedMeanwhile(
                $"The strategy of {kept.Name}", JsonSerializer.SerializeToElement(StrategyDocument.Of(kept, today), ApiJson.Default.StrategyDocument), tag, yours);
    }

    private static Ok<StrategyDocument> Answer(KeptLens kept, OpenWorkspace open, HttpContext context)
    {
        context.Response.Headers.ETag = SchemeTag.OfStrategies(kept);
        return TypedResults.Ok(StrategyDocument.Of(kept, open.Workspace.Today));
    }
}
