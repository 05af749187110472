using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>Where trackers tell of changes. An event is kept and answered; it is looked at afterwards.</summary>
internal static class WebhookEndpoints
{
    /// <summary>An event holds the whole item with its description.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <param name="api">Where the addresses are.</param>
    /// <param name="hook">What comes after the kind of the tracker, where the address has to say whose event it is.</param>
    public static void Map(IEndpointRouteBuilder api, string hook = "")
    {
        foreach (var webhook in TrackerKinds.Webhooks)
        {
            api.MapPost($"/webhooks/{webhook.Kind}{hook}", (HttpContext context, CancellationToken cancellationToken) => PostAsync(webhook, context, cancellationToken))
                .ForAnybody()
                .WithTags("Webhooks")
                .WithSummary($"Takes an event of {webhook.Product} about an item that was created, updated or deleted. {webhook.Proof} proves where it comes from.")
                .WithMetadata(new BodyLimit(MaxBytes))
                .Accepts<JsonElement>("application/json")
                .ProducesProblems(400, 403, 409, 413, 503);
        }
    }

    private static async Task<Results<Accepted, JsonHttpResult<Problem>>> PostAsync(
        ITrackerWebhook webhook, HttpContext context, CancellationToken cancellationToken)
    {
        if (WorkspaceFilter.Of(context).Sync is not { } open)
        {
            return SyncRefusals.NoTracker.ToResult(context);
        }

        if (open.WebhookSecret?.Token is not { } secret)
        {
            return SyncRefusals.WebhookNotSetUp.ToResult(context);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!webhook.IsTrusted(context.Request.Headers, bytes.Span, secret))
        {
            return SyncRefusals.WebhookNotSigned(webhook.Product, webhook.Proof).ToResult(context);
        }

        if (open.Find(webhook.Kind) is not { } live)
        {
            return SyncRefusals.WebhookOfAnother(webhook.Product).ToResult(context);
        }

        TrackerEvent? told;
        try
        {
            told = webhook.Parse(context.Request.Headers, bytes);
        }
        catch (JsonException)
        {
            return SyncRefusals.WebhookUnreadable(webhook.Product).ToResult(context);
        }

        if (told is not null)
        {
            var delivery = told.Delivery is { } id ? $"{id}\n{told.Item}" : Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            await live.Sync.TellAsync(delivery, told.Item, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }
}
