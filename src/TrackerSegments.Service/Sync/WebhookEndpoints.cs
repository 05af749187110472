using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>Where a tracker tells of changes. An event is kept and answered; it is looked at afterwards.</summary>
internal static class WebhookEndpoints
{
    /// <summary>An event holds the whole issue with its description.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/webhooks/jira", PostAsync)
        .WithTags("Webhooks")
        .WithSummary("Takes an event of Jira (issue created, updated, deleted), signed with the webhook's secret.")
        .WithMetadata(new BodyLimit(MaxBytes))
        .Accepts<JsonElement>("application/json")
        .ProducesProblems(400, 403, 409, 413, 503);

    private static async Task<Results<Accepted, JsonHttpResult<Problem>>> PostAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (WorkspaceFilter.Of(context).Sync?.Find(TrackerKinds.Jira) is not { } live)
        {
            return SyncRefusals.NoTracker.ToResult(context);
        }

        if (live.WebhookSecret?.Token is not { } secret)
        {
            return SyncRefusals.WebhookNotSetUp.ToResult(context);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!JiraWebhook.IsSigned(bytes.Span, context.Request.Headers[JiraWebhook.SignatureHeader], secret))
        {
            return SyncRefusals.WebhookNotSigned.ToResult(context);
        }

        JiraEvent? told;
        try
        {
            told = JiraWebhook.Parse(bytes);
        }
        catch (JsonException)
        {
            return SyncRefusals.WebhookUnreadable.ToResult(context);
        }

        if (told is not null)
        {
            var delivery = context.Request.Headers[JiraWebhook.DeliveryHeader] is [{ Length: > 0 } id]
                ? $"{id}\n{told.IssueId}"
                : Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            await live.Sync.TellAsync(delivery, told.IssueId, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }
}
