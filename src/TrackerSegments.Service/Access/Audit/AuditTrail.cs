using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Access.Audit;

/// <summary>Carries out changes so that each is in the audit log.</summary>
internal sealed partial class AuditTrail(AuditLog log, ILogger logger)
{
    public AuditLog Log => log;

    /// <summary>Notes the change, carries it out, and notes how it ended. Where it cannot be noted, it is not carried out.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What the caller sets about to do.</param>
    /// <param name="change">Does it.</param>
    /// <param name="refusal">Why it was not done; null where it was.</param>
    /// <param name="after">Each of the things as it is afterwards.</param>
    public async Task<T> CarryOutAsync<T>(
        HttpContext context, AuditAction action, Func<Task<T>> change, Func<T, Refusal?> refusal, Func<Task<IReadOnlyList<string?>>> after)
    {
        var trace = ProblemAnswers.TraceIdOf(context);
        var key = await log.BeginAsync(Caller.Of(context), action, trace, context.RequestAborted);
        T result;
        try
        {
            result = await change();
        }
        catch (Exception failure)
        {
            var told = failure is TrackerException tracker ? TrackerRefusals.OfFailure(tracker.Problem) : null;
            await EndAsync(key, told is { Status: < 500 } ? "refused" : "failed", told?.Code, after, trace);
            throw;
        }

        var why = refusal(result);
        await EndAsync(key, why is null ? "done" : "refused", why?.Code, after, trace);
        return result;
    }

    /// <summary>What is done is done, and in the log already: that its end is missing there is told, and changes nothing.</summary>
    private async Task EndAsync(string key, string result, string? code, Func<Task<IReadOnlyList<string?>>> after, string trace)
    {
        try
        {
            await log.EndAsync(key, result, code, await after(), CancellationToken.None);
        }
        catch (Exception failure)
        {
            Failures.NotEnded(logger, failure, key, trace);
        }
    }

    private static partial class Failures
    {
        [LoggerMessage(1, LogLevel.Error, "The end of the change {Key} is missing in the audit log (trace id {TraceId}).")]
        public static partial void NotEnded(ILogger logger, Exception failure, string key, string traceId);
    }
}
