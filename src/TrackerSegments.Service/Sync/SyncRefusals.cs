using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Sync;

/// <summary>Why something about the reading of the tracker is not done.</summary>
internal static class SyncRefusals
{
    public static Refusal NoTracker { get; } = new(
        409,
        "noTracker",
        "No tracker is open",
        "This backlog comes from a file. Open a tracker with serve --jira URL or --azure-devops URL to read it or to write to it.");

    public static Refusal SystemTokenUnreadable { get; } = new(
        400,
        "systemTokenUnreadable",
        "The app's token is not readable",
        "The header x-forge-oauth-system does not hold one token, so nothing was done. Send the token of the invocation.");

    public static Refusal SystemTokenNotYours { get; } = new(
        403,
        "systemTokenNotYours",
        "Not allowed",
        "Only the tracker itself or an administrator may give this service another token in x-forge-oauth-system, so nothing was done.");

    public static Refusal WebhookNotSetUp { get; } = new(
        403,
        "webhookNotSetUp",
        "Webhooks are not set up",
        "This service was started without a webhook secret. Start it with the environment variable TRACKERSEGMENTS_WEBHOOK_SECRET, and give the tracker the same secret.");

    public static Refusal WebhookNotSigned(string tracker, string proof) => new(
        403,
        "webhookNotSigned",
        "The event does not prove where it comes from",
        $"{proof} does not fit the secret, so the event was not taken. Give {tracker} the secret that this service was started with.");

    public static Refusal WebhookOfAnother(string tracker) => new(
        409,
        "otherTracker",
        "Another tracker is open",
        $"The backlog that is open does not come from {tracker}, so the event was not taken.");

    public static Refusal WebhookUnreadable(string tracker) => new(
        400, "malformedBody", "The body cannot be read", $"The event is no JSON. Send events as {tracker} writes them.");
}
