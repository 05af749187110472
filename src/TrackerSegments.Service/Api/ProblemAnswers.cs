using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Api;

/// <summary>Answers every error in one form, whatever it came from.</summary>
internal static partial class ProblemAnswers
{
    private const int MaxPathLength = 200;

    /// <summary>Turns exceptions and bare error statuses into problem documents.</summary>
    public static void UseProblemAnswers(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                context.Response.Clear();
                await WriteAsync(context, Explain(failure, context, app.Logger, TraceIdOf(context)));
                return;
            }

            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
            {
                await WriteAsync(context, OfStatus(context.Response.StatusCode, context));
            }
        });
    }

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        ProblemResults.SayWhen(refusal, context);
        return context.Response.WriteAsJsonAsync(
            refusal.ToProblem(TraceIdOf(context)), ApiJson.Default.Problem, Problem.ContentType, context.RequestAborted);
    }

    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static Refusal Explain(Exception failure, HttpContext context, ILogger logger, string traceId)
    {
        switch (failure)
        {
            case BadHttpRequestException { StatusCode: 400, InnerException: JsonException json }:
                return Refusals.MalformedBody(Sentence(json));
            case BadHttpRequestException { StatusCode: 400 }:
                return Refusals.MalformedBody("The request is not complete: its body is missing or breaks off. Send it again.");
            case BadHttpRequestException bad:
                return OfStatus(bad.StatusCode, context);
            case TrackerException tracker:
                return TrackerRefusals.OfFailure(tracker.Problem);
            case DataFileException:
                Log.StorageFailed(logger, failure, traceId);
                return Refusals.Unexpected with
                {
                    Status = 503,
                    Code = "storageFailed",
                    Detail = "The data cannot be read or written right now. If this was a change, send it again with the same idempotency key: it is carried "
                        + "out once. If that does not help, see that the disk has room and that no other program holds the data file, or that the Table service can be reached; the log has the details "
                        + "under the trace id.",
                };
            default:
                Log.RequestFailed(logger, failure, traceId);
                return Refusals.Unexpected;
        }
    }

    private static Refusal OfStatus(int status, HttpContext context) => status == StatusCodes.Status413PayloadTooLarge
        ? Refusals.BodyTooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        : Refusals.Of(status);

    /// <summary>Says where the JSON is wrong; the parser's own words name types of the program.</summary>
    private static string Sentence(JsonException failure)
    {
        var place = failure is { LineNumber: { } line, BytePositionInLine: { } column }
            ? string.Create(CultureInfo.InvariantCulture, $", at line {line + 1}, byte {column + 1}")
            : "";
        var member = failure.Path is { Length: > 1 and < MaxPathLength } path ? $" ({path})" : "";
        return $"The body is not the JSON that is expected here{place}{member}. Its form is described in /openapi/v1.json.";
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request failed (trace id {TraceId}).")]
        public static partial void RequestFailed(ILogger logger, Exception failure, string traceId);

        [LoggerMessage(2, LogLevel.Error, "The data cannot be read or written (trace id {TraceId}).")]
        public static partial void StorageFailed(ILogger logger, Exception failure, string traceId);
    }
}
