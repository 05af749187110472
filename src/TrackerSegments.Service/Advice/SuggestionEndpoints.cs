using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Advice;

/// <summary>Rules that suggest segments.</summary>
internal static class SuggestionEndpoints
{
    private const int MaxRulesBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/suggestions", GetAsync)
            .For(Role.Viewer)
            .WithTags("Advice")
            .WithSummary("The rules of a lens that suggest segments, and what they suggest; with an ETag.")
            .Produces<SuggestionsDocument>()
            .ProducesProblems(404, 503);
        api.MapPut("/suggestions", PutAsync)
            .For(Role.Strategist)
            .WithTags("Advice")
            .WithSummary("Makes the rules as they should be (If-Match), or with dryRun shows what they would suggest. No epic is changed by it.")
            .WithMetadata(new BodyLimit(MaxRulesBytes))
            .Produces<SuggestionsDocument>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 428, 503);
    }

    private static Task<IResult> GetAsync(string? lens, HttpContext context) => LensRequest.AnswerAsync(context, lens, async (history, _, state) =>
    {
        var kept = await history.Rules.FindAsync(state.Lens.Key, context.RequestAborted);
        return Answer(context, state, kept.Rules, kept.Tag);
    });

    private static Task<IResult> PutAsync(string? lens, RulesWish wish, HttpContext context) => LensRequest.AnswerAsync(context, lens, async (history, _, state) =>
    {
        if (wish.DryRun)
        {
            return wish.Refuse(state)?.ToResult(context) ?? Answer(context, state, wish.Rules, tag: null);
        }

        var before = await history.Rules.FindAsync(state.Lens.Key, context.RequestAborted);
        var refusal = await WorkspaceFilter.Of(context).Audit.CarryOutAsync(
            context,
            new("change suggestion rules", AuditAction.Short(string.Join(", ", wish.Rules.Select(r => r?.Name))), [new($"rules of {state.Lens.Key}", Names(before))]),
            () => SaveAsync(history, state, wish, before, EntityTag.Parse(context.Request.Headers), context.RequestAborted),
            refused => refused,
            async () => [Names(await history.Rules.FindAsync(state.Lens.Key, CancellationToken.None))]);
        return refusal?.ToResult(context)
            ?? Answer(context, state, wish.Rules, (await history.Rules.FindAsync(state.Lens.Key, context.RequestAborted)).Tag);
    });

    private static async Task<Refusal?> SaveAsync(
        WorkspaceHistory history, LensState state, RulesWish wish, KeptRules before, IReadOnlyList<string>? tags, CancellationToken cancellationToken) =>
        wish.Refuse(state)
        ?? (tags is null
            ? Refusals.VersionMissing
            : tags.Contains(before.Tag, StringComparer.Ordinal) && await history.Rules.SaveAsync(state.Lens.Key, wish.Rules, before, cancellationToken)
            ? null
            : await ChangedAsync(history, state, wish, cancellationToken));

    private static async Task<Refusal> ChangedAsync(
        WorkspaceHistory history, LensState state, RulesWish wish, CancellationToken cancellationToken)
    {
        var now = await history.Rules.FindAsync(state.Lens.Key, cancellationToken);
        return Refusals.ChangedMeanwhile($"The list of rules of {state.Lens.Name}", ToJson(now.Rules), now.Tag, ToJson(wish.Rules));
    }

    private static JsonElement ToJson(IReadOnlyList<RulePart> rules) =>
        JsonSerializer.SerializeToElement(rules, RulesJson.Default.IReadOnlyListRulePart);

    private static IResult Answer(HttpContext context, LensState state, IReadOnlyList<RulePart> rules, string? tag)
    {
        if (tag is not null)
        {
            context.Response.Headers.ETag = tag;
        }

        return SuggestionsDocument.Of(state, rules).ToAnswer(ApiJson.Default.SuggestionsDocument);
    }

    private static string? Names(KeptRules kept) =>
        kept.Rules.Count == 0 ? null : AuditAction.Short(string.Join(", ", kept.Rules.Select(r => r.Name)));
}
