using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Access.Audit;

/// <summary>Shows who changed what.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/audit", GetAsync)
        .For(Role.Admin)
        .WithTags("Audit")
        .WithSummary("Who changed what, newest first; limit entries (1 to 200) from the one that a page before names as next.")
        .ProducesProblems(400, 503);

    private static async Task<Results<Ok<AuditDocument>, JsonHttpResult<Problem>>> GetAsync(
        string? limit, string? before, HttpContext context, CancellationToken cancellationToken)
    {
        var count = AuditLog.UsualPage;
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > AuditLog.MaxPage))
        {
            return LimitOutOfRange.ToResult(context);
        }

        return before is null || AuditLog.IsKey(before)
            ? TypedResults.Ok(await WorkspaceFilter.Of(context).Audit.Log.ReadAsync(before, count, cancellationToken))
            : UnknownPage.ToResult(context);
    }

    private static Refusal LimitOutOfRange { get; } = new(
        400,
        "limitOutOfRange",
        "The limit is out of range",
        string.Create(CultureInfo.InvariantCulture, $"A page has 1 to {AuditLog.MaxPage} entries. ")
            + "Ask for the others with what the page names as next.");

    private static Refusal UnknownPage { get; } = new(
        400, "unknownPage", "The page is not known", "Before is what a page names as next. Leave it out for the newest entries.");
}
