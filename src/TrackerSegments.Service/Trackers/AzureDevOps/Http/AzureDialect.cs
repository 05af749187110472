using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>How Azure DevOps signs, slows down and refuses calls.</summary>
internal sealed class AzureDialect(ConnectionSettings settings, ConnectionSecret secret, EntraTokens entra) : ITrackerDialect
{
    /// <summary>The longest that an answer which is none of failure makes wait.</summary>
    private static readonly TimeSpan LongestSlowDown = TimeSpan.FromMinutes(5);

    public string Product => "Azure DevOps";

    public OutboundPurpose Purpose => OutboundPurpose.AzureDevOps;

    public IReadOnlyList<TrackerRule> Rules => AzureRules.Own;

    /// <summary>It counts what calls cost and not how many there are; this many at once it bears.</summary>
    public CallLimits Limits { get; } = new(24, 100, 50, TimeSpan.FromSeconds(1));

    /// <summary>Who is not signed in is shown the sign-in page, with a status that means something else, or the way there.</summary>
    public int StatusOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.NonAuthoritativeInformation => (int)HttpStatusCode.Unauthorized,
        HttpStatusCode.Found or HttpStatusCode.RedirectMethod when IsSignIn(response.Headers.Location) => (int)HttpStatusCode.Unauthorized,
        var status => (int)status,
    };

    public string? ReasonOf(HttpResponseMessage response, JsonElement? error) => error is { } root ? AzureWords.ReasonOf(root) : null;

    public IEnumerable<string?> WordsOf(JsonElement error) => AzureWords.Of(error);

    /// <remarks>The delay was served already; who goes on as before is delayed longer each time, and blocked in the end.</remarks>
    public TimeSpan? SlowDown(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta
            ?? (response.Headers.TryGetValues("X-RateLimit-Delay", out var delays)
                && double.TryParse(delays.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < LongestSlowDown.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.Zero);
        return wait <= TimeSpan.Zero ? null : wait < LongestSlowDown ? wait : LongestSlowDown;
    }

    public ValueTask<string> TokenAsync(TrackerCall call, CancellationToken cancellationToken) =>
        call.Actor.Token is { } own ? ValueTask.FromResult(TokenText.Demand(own, Product))
        : AzureAuthentication.IsFromEntra(settings) ? entra.GetAsync(cancellationToken)
        : ValueTask.FromResult(TokenText.Demand(secret.Token, Product));

    public async ValueTask<bool> HasNewerAsync(TrackerCall call, string token, CancellationToken cancellationToken) =>
        call.Actor.Token is null && (AzureAuthentication.IsFromEntra(settings)
            ? await entra.RenewAsync(token, cancellationToken)
            : secret.Token is { } current && !string.Equals(current, token, StringComparison.Ordinal));

    public AuthenticationHeaderValue Sign(TrackerCall call, string token) => call.Actor.Token is null && AzureAuthentication.IsPat(settings, token)
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{token}")))
        : new("Bearer", token);

    private static bool IsSignIn(Uri? location) => location is not null
        && (location.OriginalString.Contains("_signin", StringComparison.OrdinalIgnoreCase)
            || location.OriginalString.Contains("login.microsoftonline.", StringComparison.OrdinalIgnoreCase));
}
