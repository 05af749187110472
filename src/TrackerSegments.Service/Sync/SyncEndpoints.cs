using Microsoft.AspNetCore.Http.HttpResults;
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
            .WithTags("Sync")
            .WithSummary("How far the reading of the tracker is, what stopped it, and which fields it uses.")
            .ProducesProblems(503);
        api.MapPost("/sync", PostAsync)
            .WithTags("Sync")
            .WithSummary("Reads the tracker now. A token of the app in the header x-forge-oauth-system is used from now on.")
            .ProducesProblems(400, 409, 503);
        api.MapPut("/sync/writing", PutWritingAsync)
            .WithTags("Sync")
            .WithSummary("Switches writing to the tracker on or off. Off stops before the next call that writes.")
            .ProducesProblems(400, 409, 413, 415, 503);
    }

    private static async Task<Ok<SyncDocument>> GetAsync(HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await SyncDocuments.OfAsync(WorkspaceFilter.Of(context), cancellationToken));

    private static async Task<Results<Accepted<SyncDocument>, JsonHttpResult<Problem>>> PostAsync(
        HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        if (open.Sync is not { } live)
        {
            return SyncRefusals.NoTracker.ToResult(context);
        }

        switch (ActingUser.TokenOf(context.Request, ActingUser.SystemHeader))
        {
            case (false, _):
                return SyncRefusals.SystemTokenUnreadable.ToResult(context);
            case (true, { } token):
                live.Find(TrackerKinds.Jira)?.Secret.Renew(token);
                break;
        }

        foreach (var part in live.All)
        {
            part.Sync.Hurry();
        }

        return TypedResults.Accepted((string?)null, await SyncDocuments.OfAsync(open, cancellationToken));
    }

    private static async Task<Results<Ok<SyncDocument>, JsonHttpResult<Problem>>> PutWritingAsync(
        WritingWish wish, HttpContext context, CancellationToken cancellationToken)
    {
        var open = WorkspaceFilter.Of(context);
        if (open.Sync is not { } live)
        {
            return SyncRefusals.NoTracker.ToResult(context);
        }

        await live.SetWritingAsync(wish.Allowed, CancellationToken.None);
        return TypedResults.Ok(await SyncDocuments.OfAsync(open, cancellationToken));
    }
}
