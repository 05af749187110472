using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>The lenses of a workspace and their schemes.</summary>
internal static class SchemeEndpoints
{
    /// <summary>A whole scheme, or one that was exported.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schemes", ListAsync)
            .For(Role.Viewer)
            .WithTags("Schemes")
            .WithSummary("The lenses, templates for more, and the fields that a lens may read.")
            .Produces<SchemesDocument>()
            .ProducesProblems(503);
        api.MapGet("/schemes/{lens}", GetAsync)
            .For(Role.Viewer)
            .WithTags("Schemes")
            .WithSummary("The segments of a lens, those that are archived, and its history; with an ETag.")
            .Produces<SchemeDocument>()
            .ProducesProblems(404, 503);
        api.MapPut("/schemes/{lens}", PutAsync)
            .For(Role.Strategist)
            .WithTags("Schemes")
            .WithSummary("Makes a scheme as it should be (If-Match), or a new lens (If-None-Match: *).")
            .WithMetadata(new BodyLimit(MaxBytes))
            .Produces<SchemeWritten>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
        api.MapPost("/schemes/{lens}/changes", StepAsync)
            .For(Role.Strategist)
            .WithTags("Schemes")
            .WithSummary("Changes a scheme step by step (If-Match), or with dryRun says what that would do.")
            .Produces<SchemeWritten>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
        api.MapDelete("/schemes/{lens}", DeleteAsync)
            .For(Role.Strategist)
            .WithTags("Schemes")
            .WithSummary("Deletes a lens that is not the primary one (If-Match). Tags in the tracker stay as they are.")
            .Produces<SchemesDocument>()
            .ProducesProblems(404, 409, 415, 428, 503);
    }

    private static async Task<Ok<SchemesDocument>> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        return TypedResults.Ok(ListOf(await open.Schemes.ReadAsync(cancellationToken), open.Workspace.Current));
    }

    private static async Task<IResult> GetAsync(string lens, HttpContext context)
    {
        var open = WorkspaceFilter.Of(context);
        var settings = await open.Schemes.ReadAsync(context.RequestAborted);
        if (settings.Find(lens) is not { } kept)
        {
            return SchemeRefusals.UnknownLens(lens, settings).ToResult(context);
        }

        var isPrimary = settings.Lens.Key == kept.Key;
        context.Response.Headers.ETag = SchemeTag.OfScheme(kept, isPrimary);
        return TypedResults.Ok(await DocumentAsync(kept, isPrimary, open, context));
    }

    private static Task<IResult> PutAsync(string lens, SchemeWish wish, HttpContext context) => context.Request.Headers.IfNoneMatch is ["*"]
        ? CarryOutAsync(lens, "make a lens", wish.DryRun, context, (author, open) => open.Schemes.ChangeAsync(
            settings => NewLens.Make(lens, wish, settings, open.Workspace.Current, author, open.Workspace.Now), wish.DryRun, context.RequestAborted))
        : MakeAsync(lens, wish, JsonSerializer.SerializeToElement(wish, ApiJson.Default.SchemeWish), adopts: false, context);

    /// <summary>Makes a scheme as it should be, wherever the wish comes from.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="yours">What was sent, to be shown beside what others made.</param>
    /// <param name="adopts">Whether it is an import.</param>
    /// <param name="context">The request.</param>
    public static Task<IResult> MakeAsync(string lens, SchemeWish wish, JsonElement yours, bool adopts, HttpContext context) => ChangeAsync(
        lens, adopts ? "import a scheme" : "change a scheme", wish.Reason, wish.DryRun, yours, context, draft => WholeChange.Apply(draft, wish, adopts));

    private static Task<IResult> StepAsync(string lens, SchemeSteps steps, HttpContext context) => ChangeAsync(
        lens,
        "change a scheme",
        steps.Reason,
        steps.DryRun,
        JsonSerializer.SerializeToElement(steps, ApiJson.Default.SchemeSteps),
        context,
        draft => StepChange.Apply(draft, steps));

    private static async Task<IResult> ChangeAsync(
        string lens, string action, string? why, bool dryRun, JsonElement yours, HttpContext context, Action<SchemeDraft> apply)
    {
        if (EntityTag.Parse(context.Request.Headers) is not { } tags)
        {
            return Refusals.VersionMissing.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        var history = await open.Schemes.HistoryAsync(lens, context.RequestAborted);
        return await CarryOutAsync(lens, action, dryRun, context, (author, _) =>
        {
            var now = open.Workspace.Now;
            string? reason = null;
            return open.Schemes.ChangeLensAsync(
                lens,
                (kept, settings) => Stale(kept, settings.Lens.Key == kept.Key, tags, history, yours),
                (kept, scene) =>
                {
                    reason = SchemeText.Line(why, "The reason");
                    var draft = new SchemeDraft(kept, scene, author, now);
                    apply(draft);
                    return (draft.Finish(reason), draft.IsPrimary is true);
                },
                (before, after) => KeptChange.Of(before, after, author, now, reason),
                dryRun,
                context.RequestAborted);
        });
    }

    private static async Task<IResult> DeleteAsync(string lens, HttpContext context)
    {
        if (EntityTag.Parse(context.Request.Headers) is not { } tags)
        {
            return Refusals.VersionMissing.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        var history = await open.Schemes.HistoryAsync(lens, context.RequestAborted);
        var outcome = await AuditedAsync(lens, "delete a lens", dryRun: false, context, () => open.Schemes.ChangeAsync(
            settings => settings.Find(lens) switch
            {
                null => LensOutcome.Of(SchemeRefusals.UnknownLens(lens, settings)),
                { } kept when Stale(kept, settings.Lens.Key == lens, tags, history, default) is { } stale => LensOutcome.Of(stale),
                _ when settings.Lenses.Count == 1 => LensOutcome.Of(SchemeRefusals.OnlyLens),
                { } kept when settings.Lens == kept => LensOutcome.Of(SchemeRefusals.PrimaryLens(kept.Name)),
                { } kept => new(
                    settings with { Lenses = [.. settings.Lenses.Where(l => l != kept)], Deleted = [.. settings.Deleted ?? [], kept.Key] }, kept, null, [], null),
            },
            dryRun: false,
            context.RequestAborted));
        return outcome.Refusal is { } refusal ? refusal.ToResult(context) : TypedResults.Ok(ListOf(outcome.Settings!, open.Workspace.Current));
    }

    private static async Task<IResult> CarryOutAsync(
        string lens, string action, bool dryRun, HttpContext context, Func<string, OpenWorkspace, Task<LensOutcome>> change)
    {
        var open = WorkspaceFilter.Of(context);
        var author = SchemeAuthor.Of(Caller.Of(context));
        var outcome = await AuditedAsync(lens, action, dryRun, context, () => change(author, open));
        if (outcome is not { Settings: { } settings, After: { } after })
        {
            return outcome.Refusal!.ToResult(context);
        }

        var isPrimary = settings.Lens.Key == after.Key;
        if (!dryRun)
        {
            context.Response.Headers.ETag = SchemeTag.OfScheme(after, isPrimary);
        }

        var scheme = await DocumentAsync(after, isPrimary, open, context);
        var isWritten = !dryRun && !ReferenceEquals(outcome.Before, after);
        return TypedResults.Ok(SchemeEffect.Of(isWritten, scheme, outcome.Before ?? after with { Segments = [], Archived = [], Strategies = [] }, after, open.Workspace.Current));
    }

    /// <summary>What only asks what would be, changes nothing and is not in the audit log.</summary>
    private static Task<LensOutcome> AuditedAsync(string lens, string action, bool dryRun, HttpContext context, Func<Task<LensOutcome>> change)
    {
        var open = WorkspaceFilter.Of(context);
        return dryRun
            ? change()
            : open.Audit.CarryOutAsync(
                context,
                new(action, Wanted: null, [new(AuditAction.Short($"scheme {lens}"), SchemeAuthor.Words(open.Workspace.Settings.Find(lens)))]),
                change,
                outcome => outcome.Refusal,
                () => Task.FromResult<IReadOnlyList<string?>>([SchemeAuthor.Words(open.Workspace.Settings.Find(lens))]));
    }

    private static Refusal? Stale(KeptLens kept, bool isPrimary, IReadOnlyList<string> tags, IReadOnlyList<KeptChange> history, JsonElement yours)
    {
        var tag = SchemeTag.OfScheme(kept, isPrimary);
        return tags.Contains(tag, StringComparer.Ordinal)
            ? null
            : Refusals.ChangedMeanwhile(
                kept.Name, JsonSerializer.SerializeToElement(SchemeDocument.Of(kept, isPrimary, history), ApiJson.Default.SchemeDocument), tag, yours);
    }

    private static async Task<SchemeDocument> DocumentAsync(KeptLens lens, bool isPrimary, OpenWorkspace open, HttpContext context) =>
        SchemeDocument.Of(lens, isPrimary, await open.Schemes.HistoryAsync(lens.Key, context.RequestAborted));

    private static SchemesDocument ListOf(WorkspaceSettings settings, LensDocuments now) => new(
        Schema: 1,
        [.. settings.Lenses.Select((l, i) => new LensEntry(l.Key, l.Name, l.Field, SchemeNames.Of(l.Kind), i == 0, l.SchemeVersion, l.Segments.Count, l.Reviewed))],
        [.. LensTemplate.All.Select(t => new TemplateEntry(t.Name, SchemeNames.Of(t.Kind), t.Segments))],
        [.. Enum.GetValues<LensKind>().Select(kind => new KindEntry(SchemeNames.Of(kind), LensTemplate.WeaknessOf(kind)))],
        FoundValues.Of(now.Backlog.Epics, settings));
}
