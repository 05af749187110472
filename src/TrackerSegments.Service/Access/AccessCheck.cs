using System.Net.Http.Headers;
using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Access;

/// <summary>The one place that decides who is let in: by what the address says of itself, and by whom the request comes from.</summary>
internal sealed partial class AccessCheck(CallerSources? sources, IWorkspaces workspaces, ILogger<AccessCheck> logger)
{
    private const string Bearer = "Bearer";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // What is no route has no data behind it: nothing there, or only an answer that the method or the type is wrong.
        if (context.GetEndpoint() is RouteEndpoint endpoint && await RefuseAsync(context, endpoint) is { } refusal)
        {
            await ProblemAnswers.WriteAsync(context, refusal);
            return;
        }

        await next(context);
    }

    private async Task<Refusal?> RefuseAsync(HttpContext context, RouteEndpoint endpoint)
    {
        switch (endpoint.Metadata.GetMetadata<RouteAccess>())
        {
            case null:
                return AccessRefusals.Closed;
            case { Needed: null }:
                return null;
            case { Needed: { } needed }:
                var (caller, refusal) = await FindAsync(context);
                return refusal ?? Judge(context, caller!, needed);
        }
    }

    /// <summary>Another tenant learns nothing of this one, not even which addresses there are.</summary>
    private Refusal? Judge(HttpContext context, Caller caller, Role needed)
    {
        if (!workspaces.IsKnown(caller.Tenant))
        {
            return Refusals.UnknownAddress;
        }

        if (caller.Role < needed)
        {
            return AccessRefusals.RoleTooLow(needed, caller.Role);
        }

        caller.KeepIn(context);
        return null;
    }

    private async Task<(Caller? Caller, Refusal? Refusal)> FindAsync(HttpContext context)
    {
        if (sources is null)
        {
            return (Caller.Local, null);
        }

        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            context.Response.Headers.WWWAuthenticate = Bearer;
            return (null, AccessRefusals.Unauthenticated);
        }

        var reason = "not one Bearer token";
        if (header is [{ } only] && AuthenticationHeaderValue.TryParse(only, out var given)
            && string.Equals(given.Scheme, Bearer, StringComparison.OrdinalIgnoreCase) && given.Parameter is { Length: > 0 } token)
        {
            try
            {
                return (await sources.FindAsync(token, context.RequestAborted), null);
            }
            catch (KeysMissingException failure)
            {
                Log.KeysMissing(logger, failure, ProblemAnswers.TraceIdOf(context));
                return (null, AccessRefusals.NotVerifiable);
            }
            catch (TokenRefusedException refused)
            {
                reason = refused.Message;
            }
        }

        Log.Refused(logger, reason, ProblemAnswers.TraceIdOf(context));
        context.Response.Headers.WWWAuthenticate = $"{Bearer} error=\"invalid_token\"";
        return (null, AccessRefusals.InvalidToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A token was refused: {Reason} (trace id {TraceId}).")]
        public static partial void Refused(ILogger logger, string reason, string traceId);

        [LoggerMessage(2, LogLevel.Error, "The keys that tokens are verified with cannot be had (trace id {TraceId}).")]
        public static partial void KeysMissing(ILogger logger, Exception failure, string traceId);
    }
}
