using System.Globalization;
using System.Net;
using System.Text.Json;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers;

/// <summary>Reads what a tracker answers.</summary>
internal sealed class TrackerAnswers(ITrackerDialect dialect, TimeProvider clock)
{
    public const long MostBytes = 64 * 1024 * 1024;

    private const int MostErrorBytes = 256 * 1024;
    private const int MostMessages = 5;

    private readonly TrackerRules rules = new(dialect.Rules);

    public async Task<TrackerAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = dialect.StatusOf(response);
        if (response.Headers.TryGetValues("X-RateLimit-Remaining", out var left) && long.TryParse(left.First(), CultureInfo.InvariantCulture, out var calls))
        {
            ServiceMetrics.Left(calls, dialect.Product);
        }

        if (status is < 200 or >= 300)
        {
            using var error = await ErrorAsync(response, cancellationToken);
            var rule = rules.Of(status, dialect.ReasonOf(response, error?.RootElement));
            return new(null, TrackerFailure.Of(rule, RetryAfter(response), error is null ? "" : Said(dialect.WordsOf(error.RootElement))));
        }

        var answer = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0
            ? new(null, null)
            : IsJson(response) ? await ParseAsync(response, cancellationToken)
            : new(null, NotTheTracker(response));
        return answer.Failure is null ? answer with { SlowDown = dialect.SlowDown(response) } : answer;
    }

    /// <summary>What an error says, made safe to show: it may be anybody's text.</summary>
    public static string Said(IEnumerable<string?> words) =>
        string.Join(" ", words.Select(ItemText.CleanOrNull).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostMessages));

    private static async Task<TrackerAnswer> ParseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
    private static TrackerFailure NotTheTracker(HttpResponseMessage response) => new(
        "notTheTracker",
        $"{{host}} answered with {(IsHtml(response) ? "a web page" : "something")} where {{product}} answers with JSON: {{purpose}}. The address seems not to be {{product}}'s, or a login page or a proxy stands before it.",
        Blame.Person,
        CallRepeat.Reads)
    {
        MostTries = 2,
    };

    private static TrackerFailure TooLarge() => new(
        "answerTooLarge", "The answer of {host} is larger than 64 MB: {purpose}. It was not read.", Blame.Us, CallRepeat.Never);

    /// <summary>What an error says, where it says it in JSON; the status says enough where it does not.</summary>
    private static async Task<JsonDocument?> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response))
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostErrorBytes];
        try
        {
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return JsonDocument.Parse(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or HttpRequestException or JsonException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
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
