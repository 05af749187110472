using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>What every call goes through: log, hooks, delay, sign-in, limits, faults, endpoint.</summary>
internal sealed class AzurePipeline(AzureSimulator azure)
{
    private readonly AzureRouter router = new(AzureEndpoints.All);

    private readonly AzureLimits limits = new(azure.Options);

    private readonly string prefix = $"/{azure.Options.Organization}";

    private int count;

    public async Task RunAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        if (azure.Options.KeepRequests)
        {
            azure.Log.Enqueue(request);
        }

        if (azure.BeforeHandling is { } before)
        {
            await before(request);
        }

        if (azure.Options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(azure.Options.Latency, context.RequestAborted);
        }

        request.Fault = azure.Faults.Take(request);
        if (request.Fault is { Kind: AzureFaultKind.Hang, IsAfterApplied: false } hang)
        {
            await Task.Delay(hang.Delay, context.RequestAborted);
        }

        var (answer, delay) = IsInsteadOfHandling(request.Fault) ? (new AzureAnswer(0, default), TimeSpan.Zero) : Answer(context, request);
        if (azure.Options.DelaysAreReal && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, azure.Options.Clock, context.RequestAborted);
        }

        request.Status = answer.Status;
        if (azure.Options.KeepRequests || AzureSimulator.Inspector is not null)
        {
            request.AnswerBytes = answer.Body;
        }

        if (azure.AfterHandling is { } after)
        {
            await after(request);
        }

        // Before the caller has its answer: a test that has it may dispose of the simulator at once.
        azure.Inspect(request);
        await new AzureDelivery(context, request).SendAsync(answer);
    }

    private static bool IsInsteadOfHandling(AzureFault? fault) =>
        fault is { IsAfterApplied: false, Kind: AzureFaultKind.Answer or AzureFaultKind.Reset };

    private static string? Password(string basic)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(basic));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : text[(colon + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<AzureRequest> RequestAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var path = raw.StartsWith($"{prefix}/", StringComparison.OrdinalIgnoreCase) ? raw[prefix.Length..] : $"/outside{raw}";
        var (endpoint, _, _) = router.Find(context.Request.Method, path);
        return new()
        {
            Number = Interlocked.Increment(ref count),
            Method = context.Request.Method,
            Path = path,
            Template = endpoint?.Template ?? path,
            Query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal),
            BodyBytes = body.ToArray(),
            At = azure.Data.Now,
            ContentType = context.Request.ContentType ?? "",
            Agent = context.Request.Headers.UserAgent.ToString(),
        };
    }

    private (AzureAnswer Answer, TimeSpan Delay) Answer(HttpContext context, AzureRequest request)
    {
        var user = SignedIn(context, request);
        if (user is null)
        {
            return (SignIn(), TimeSpan.Zero);
        }

        request.User = user.Name;
        return limits.Check(user.Name) is { } blocked ? (blocked, TimeSpan.Zero) : limits.Count(user.Name, Handled(context, request, user));
    }

    private AzureAnswer Handled(HttpContext context, AzureRequest request, AzureUser user)
    {
        try
        {
            var (endpoint, route, isOtherMethod) = router.Find(request.Method, request.Path);
            if (endpoint is null)
            {
                return isOtherMethod
                    ? AzureAnswer.Error(405, "VssServiceException", $"The requested resource does not support http method '{request.Method}'.")
                    : AzureAnswer.Error(404, "VssResourceNotFoundException", $"The controller for path '{request.Path}' was not found or does not implement IController.");
            }

            AzureVersions.Check(azure.Options, endpoint, context.Request);
            Check(endpoint, request);
            return endpoint.Handle(new(azure, request, user, route));
        }
        catch (AzureRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private static void Check(AzureEndpoint endpoint, AzureRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(q => q != "api-version" && !endpoint.Query.Contains(q, StringComparer.Ordinal)) is { } unknown)
        {
            throw AzureRefusal.Invalid($"The query parameter '{unknown}' is unknown to {endpoint.Method} {endpoint.Template}.");
        }

        var wanted = endpoint.IsPatch ? "application/json-patch+json" : "application/json";
        if (request.BodyBytes.Length > 0 && request.ContentType.Split(';')[0].Trim() != wanted)
        {
            throw new AzureRefusal(415, "VssRequestContentTypeNotSupportedException", $"The request indicated a Content-Type of \"{request.ContentType}\" for method type \"{request.Method}\" which is not supported. Valid content types for this method are: {wanted}.");
        }
    }

    private AzureUser? SignedIn(HttpContext context, AzureRequest request)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? Password(header[6..].Trim())
            : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim()
            : null;
        return string.IsNullOrEmpty(token) || azure.Faults.IsTokenDead(request) ? null : azure.Data.FindUser(u => u.Token == token);
    }

    private AzureAnswer SignIn()
    {
        if (azure.Options.SignIn == AzureSignIn.Unauthorized)
        {
            return new(401, default) { Headers = [("WWW-Authenticate", "Bearer"), ("X-TFS-FedAuthRedirect", $"{azure.BaseAddress}/_signin")] };
        }

        var page = azure.Options.SignIn == AzureSignIn.Page ? AzureFault.SignInPage : AzureFault.SignInRedirect;
        return AzureAnswer.Text(page.StatusCode, page.ContentType, page.Body) with { Headers = [.. page.Headers.Select(h => (h.Key, h.Value))] };
    }
}
