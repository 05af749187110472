using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What came back: a document, nothing, or a failure.</summary>
internal sealed record JiraAnswer(JsonDocument? Document, JiraFailure? Failure)
{
    public const long MostBytes = 64 * 1024 * 1024;

    private const int MostErrorBytes = 256 * 1024;

    public static async Task<JiraAnswer> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var isAnonymous = response.Headers.TryGetValues("X-Seraph-LoginReason", out var reasons)
            && reasons.Any(reason => reason.Contains("AUTHENTICATED_FAILED", StringComparison.Ordinal) || reason.Contains("AUTHENTICATION_DENIED", StringComparison.Ordinal));
        if (!response.IsSuccessStatusCode || isAnonymous)
        {
            // An answer to nobody in particular would look as if everything were gone.
            var status = isAnonymous ? (int)HttpStatusCode.Unauthorized : (int)response.StatusCode;
            var rule = JiraRules.Of(status, response.Headers.TryGetValues("RateLimit-Reason", out var limits) ? limits.First() : null);
            return new(null, JiraFailure.Of(rule, RetryAfter(response, clock), await ErrorAsync(response, cancellationToken)));
        }

        return response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0
            ? new(null, null)
            : IsJson(response) ? await ParseAsync(response, cancellationToken)
            : new(null, NotJira(response));
    }

    private static async Task<JiraAnswer> ParseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MostBytes)
        {
            return new(null, TooLarge());
        }

        await using var body = new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken), MostBytes);
        try
        {
            return new(await JsonDocument.ParseAsync(body, default, cancellationToken), null);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The answer is no JSON to its end.", e);
        }
        catch (CapExceededException)
        {
            return new(null, TooLarge());
        }
    }

    /// <summary>A page of a login or a proxy is answered with 200 too.</summary>
    private static JiraFailure NotJira(HttpResponseMessage response) => new(
        "notJira",
        $"{{host}} answered with {(IsHtml(response) ? "a web page" : "something")} where Jira answers with JSON: {{purpose}}. The address seems not to be Jira's, or a login page or a proxy stands before it.",
        Blame.Person,
        JiraRepeat.Reads)
    {
        MostTries = 2,
    };

    private static JiraFailure TooLarge() => new(
        "answerTooLarge", "The answer of {host} is larger than 64 MB: {purpose}. It was not read.", Blame.Us, JiraRepeat.Never);

    private static async Task<string> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response))
        {
            return "";
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostErrorBytes];
        try
        {
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return JiraWords.Of(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or HttpRequestException)
        {
            // The status says enough.
            return "";
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => response.Headers.TryGetValues("Retry-After", out var texts)
                && double.TryParse(texts.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400
                ? TimeSpan.FromSeconds(seconds)
                : (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool IsHtml(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) ?? false;
}
