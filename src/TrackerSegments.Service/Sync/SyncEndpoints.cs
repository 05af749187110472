using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>How the copy of the tracker stands, and what a person can do about it.</summary>
internal static class SyncEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sync", GetAsync)
            .For(Role.Viewer)
            .WithTags("Sync")
            .WithSummary("How far the reading of the tracker is, what stopped it, and which fields it uses.")
            .ProducesProblems(503);
        api.MapPost("/sync", PostAsync)
            .For(Role.Editor)
            .WithTags("Sync")
            .WithSummary("Reads the tracker now. A token of the app in the header x-forge-oauth-system is used from now on.")
            .Produces<SyncDocument>(202)
            .ProducesProblems(400, 409, 503);
        api.MapPut("/sync/writing", PutWritingAsync)
            .For(Role.Admin)
            .WithTags("Sync")
            .WithSummary("Switches writing to the tracker on or off. Off stops before the next call that writes.")
            .Produces<SyncDocument>()
            .ProducesProblems(400, 409, 413, 415, 503);
    }

    private static async Task<Ok<SyncDocument>> GetAsync(HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await SeenAsync(WorkspaceFilter.Of(context), context, cancellationToken));

    private static async Task<IResult> PostAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        var (isReadable, token) = ActingUser.TokenOf(context.Request, ActingUser.SystemHeader);
        if (token is not null && !Caller.Of(context).MayRenewConnections)
        {
            return SyncRefusals.SystemTokenNotYours.ToResult(context);
        }

        return await CarryOutAsync(
            context,
            new("read the tracker", token is null ? null : "with the app's token from now on", []),
            () => Task.FromResult(Hurry(open.Sync, isReadable, token)),
            async () => TypedResults.Accepted((string?)null, await SeenAsync(open, context, cancellationToken)),
            () => Task.FromResult<IReadOnlyList<string?>>([]));
    }

    /// <summary>Offers the switch only to those who may use it.</summary>
    private static async Task<SyncDocument> SeenAsync(OpenWorkspace open, HttpContext context, CancellationToken cancellationToken)
    {
        var document = await SyncDocuments.OfAsync(open, cancellationToken);
        if (open.Sync is { } live)
        {
            // Whoever reads here how far the reading is finds figures that are no further behind.
            open.Workspace.Apply(live.Reading);
        }

        var canSwitch = document.Writing.CanSwitch && Caller.Of(context).Role >= Role.Admin;
        return document with { Writing = document.Writing with { CanSwitch = canSwitch } };
    }

    private static Refusal? Hurry(LiveTrackers? sync, bool isTokenReadable, string? token)
    {
        if (sync is null)
        {
            return SyncRefusals.NoTracker;
        }

        if (!isTokenReadable)
        {
            return SyncRefusals.SystemTokenUnreadable;
        }

        if (token is not null)
        {
            sync.Find(TrackerKinds.Jira)?.Secret.Renew(token);
        }

        foreach (var part in sync.All)
        {
            part.Sync.Hurry();
        }

        return null;
    }

    private static async Task<IResult> PutWritingAsync(WritingWish wish, HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        return await CarryOutAsync(
            context,
            new("switch writing", Name(wish.Allowed), [new("writing", await NowAsync())]),
            () => SwitchAsync(open.Sync, wish.Allowed),
            async () => TypedResults.Ok(await SeenAsync(open, context, cancellationToken)),
            async () => [await NowAsync()]);

        async Task<string?> NowAsync() => open.Sync is { } live ? Name((await live.FindWritingAsync(CancellationToken.None)).IsAllowed) : null;
    }

    private static string Name(bool isAllowed) => isAllowed ? "on" : "off";

    private static async Task<Refusal?> SwitchAsync(LiveTrackers? sync, bool isAllowed)
    {
        if (sync is null)
        {
            return SyncRefusals.NoTracker;
        }

        await sync.SetWritingAsync(isAllowed, CancellationToken.None);
        return null;
    }

    private static async Task<IResult> CarryOutAsync(
        HttpContext context, AuditAction action, Func<Task<Refusal?>> change, Func<Task<IResult>> answer, Func<Task<IReadOnlyList<string?>>> after) =>
        await WorkspaceFilter.Of(context).Audit.CarryOutAsync(context, action, change, refusal => refusal, after) is { } refusal
            ? refusal.ToResult(context)
            : await answer();
}
