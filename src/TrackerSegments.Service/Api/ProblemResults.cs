using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrackerSegments.Service.Api;

/// <summary>Refusals as results of endpoints.</summary>
internal static class ProblemResults
{
    public static JsonHttpResult<Problem> ToResult(this Refusal refusal, HttpContext context)
    {
        SayWhen(refusal, context);
        return TypedResults.Json(
            refusal.ToProblem(ProblemAnswers.TraceIdOf(context)), ApiJson.Default.Problem, Problem.ContentType, refusal.Status);
    }

    /// <summary>Says when to try again, and from which version, where that is known.</summary>
    public static void SayWhen(Refusal refusal, HttpContext context)
    {
        if (refusal.Tag is { } tag)
        {
            context.Response.Headers.ETag = tag;
        }

        if (refusal.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("F0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Says in the description of the API which errors an endpoint answers with.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, Problem.ContentType);
        }

        return endpoint;
    }
}
