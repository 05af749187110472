using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>How Jira signs, limits and refuses calls.</summary>
internal sealed class JiraDialect(ConnectionSettings settings, ConnectionSecret secret) : ITrackerDialect
{
    public string Product => "Jira";

    public OutboundPurpose Purpose => OutboundPurpose.Jira;

    public IReadOnlyList<TrackerRule> Rules => Own;

    public static IReadOnlyList<TrackerRule> Own { get; } =
    [
        Limit("jira-quota", CallPause.Tenant, "The hourly quota of {host} is used up: {purpose}. " + TrackerRules.Wait),
        Limit("jira-cost-based", CallPause.Tenant, "{host} finds the calls of late too costly: {purpose}. " + TrackerRules.Wait),
        Limit("jira-burst-based", CallPause.Endpoint, "{host} allows no more calls of this kind within a second: {purpose}. " + TrackerRules.Wait),
        Limit("jira-per-issue-on-write", CallPause.Item, "{host} allows no more changes of this issue for now: {purpose}. " + TrackerRules.Wait),
        new(401, 401, null, CallRepeat.WithNewerToken, CallPause.None, Blame.Person, "notAuthenticated", "{host} does not accept the token ({purpose}). Give a token that is valid; an API token of Jira Cloud needs the account's e-mail address too."),
    ];

    /// <summary>Jira counts by the second; a little longer, because calls do not all take as long to arrive.</summary>
    public CallLimits Limits { get; } = new(56, 100, 50, TimeSpan.FromSeconds(1.1))
    {
        PerItem = [(18, TimeSpan.FromSeconds(2.1)), (90, TimeSpan.FromSeconds(31))],
    };

    /// <summary>An answer to nobody in particular would look as if everything were gone.</summary>
    public int StatusOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Seraph-LoginReason", out var reasons)
        && reasons.Any(reason => reason.Contains("AUTHENTICATED_FAILED", StringComparison.Ordinal) || reason.Contains("AUTHENTICATION_DENIED", StringComparison.Ordinal))
            ? (int)HttpStatusCode.Unauthorized
            : (int)response.StatusCode;

    public string? ReasonOf(HttpResponseMessage response, JsonElement? error) =>
        response.Headers.TryGetValues("RateLimit-Reason", out var limits) ? limits.First() : null;

    public IEnumerable<string?> WordsOf(JsonElement error) => JiraWords.Of(error);

    public TimeSpan? SlowDown(HttpResponseMessage response) => null;

    public ValueTask<string> TokenAsync(TrackerCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(TokenText.Demand(call.Actor.Token ?? secret.Token, Product));

    public ValueTask<bool> HasNewerAsync(TrackerCall call, string token, CancellationToken cancellationToken) =>
        ValueTask.FromResult(call.Actor.Token is null && secret.Token is { } current && !string.Equals(current, token, StringComparison.Ordinal));

    public AuthenticationHeaderValue Sign(TrackerCall call, string token) => settings.Email is { } email && call.Actor.Token is null
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}:{token}")))
        : new("Bearer", token);

    private static TrackerRule Limit(string reason, CallPause pause, string text) =>
        new(429, 429, reason, CallRepeat.Always, pause, Blame.Tracker, "tooManyCalls", text);
}
