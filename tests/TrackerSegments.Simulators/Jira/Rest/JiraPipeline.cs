using System.Text;
using Microsoft.AspNetCore.Http;
using TrackerSegments.Simulators.Jira.Jql;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>What every call goes through: log, hooks, delay, sign-in, limits, faults, endpoint.</summary>
internal sealed class JiraPipeline(JiraSimulator jira)
{
    private readonly JiraRouter router = new(JiraEndpoints.Of(jira.Options.Kind));

    private readonly JiraLimits limits = new(jira.Options);

    private int count;

    public async Task RunAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        if (jira.Options.KeepRequests)
        {
            jira.Log.Enqueue(request);
        }

        if (jira.BeforeHandling is { } before)
        {
            await before(request);
        }

        if (jira.Options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(jira.Options.Latency, context.RequestAborted);
        }

        request.Fault = jira.Faults.Take(request);
        if (request.Fault is { Kind: JiraFaultKind.Hang, IsAfterApplied: false } hang)
        {
            await Task.Delay(hang.Delay, context.RequestAborted);
        }

        var answer = IsInsteadOfHandling(request.Fault) ? new JiraAnswer(0, default) : Answer(context, request);
        request.Status = answer.Status;
        if (jira.Options.KeepRequests || JiraSimulator.Inspector is not null)
        {
            request.AnswerBytes = answer.Body;
        }

        if (jira.AfterHandling is { } after)
        {
            await after(request);
        }

        // Before the caller has its answer: a test that has it may dispose of the simulator at once.
        jira.Inspect(request);
        await new JiraDelivery(context, request).SendAsync(answer);
    }

    private static bool IsInsteadOfHandling(JiraFault? fault) =>
        fault is { IsAfterApplied: false, Kind: JiraFaultKind.Answer or JiraFaultKind.Reset };

    private static string? UserPart(string basic, out string password)
    {
        password = "";
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(basic));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            password = colon < 0 ? "" : text[(colon + 1)..];
            return colon < 0 ? null : text[..colon];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<JiraRequest> RequestAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var prefix = jira.Options.ContextPath;
        var path = prefix.Length > 0 && raw.StartsWith(prefix, StringComparison.Ordinal) ? raw[prefix.Length..] : prefix.Length > 0 ? $"/outside{raw}" : raw;
        var (endpoint, _, _) = router.Find(context.Request.Method, path);
        return new()
        {
            Number = Interlocked.Increment(ref count),
            Method = context.Request.Method,
            Path = path,
            Template = endpoint?.Template ?? path,
            Query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal),
            BodyBytes = body.ToArray(),
            At = jira.Data.Now,
            Agent = context.Request.Headers.UserAgent.ToString(),
        };
    }

    private JiraAnswer Answer(HttpContext context, JiraRequest request)
    {
        try
        {
            var (endpoint, route, isOtherMethod) = router.Find(request.Method, request.Path);
            if (endpoint is null)
            {
                return isOtherMethod
                    ? JiraAnswer.Error(405, ["Method Not Allowed"])
                    : JiraAnswer.Json(404, w => NotFound(w, request.Path));
            }

            var user = SignedIn(context, request);
            request.User = user.Name;
            if (request.Query.Keys.FirstOrDefault(q => !endpoint.Query.Contains(q, StringComparer.Ordinal)) is { } unknown)
            {
                return JiraAnswer.Error(400, [$"The query parameter '{unknown}' is unknown to {endpoint.Method} {endpoint.Template}."]);
            }

            if (request.BodyBytes.Length > 0 && context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            {
                return JiraAnswer.Error(415, ["Unsupported Media Type"]);
            }

            if (limits.Check(request) is { } tooMany)
            {
                return tooMany;
            }

            var answer = endpoint.Handle(new(jira, request, user, route));
            limits.Count(answer);
            return answer;
        }
        catch (JiraRefusal refusal)
        {
            return refusal.Answer;
        }
        catch (JqlException wrong)
        {
            return JiraAnswer.Error(400, [wrong.Message]);
        }
    }

    private static void NotFound(System.Text.Json.Utf8JsonWriter w, string path)
    {
        w.WriteStartObject();
        w.WriteString("timestamp", "2026-01-01T00:00:00Z");
        w.WriteNumber("status", 404);
        w.WriteString("error", "Not Found");
        w.WriteString("message", "No endpoint at this path.");
        w.WriteString("path", path);
        w.WriteEndObject();
    }

    private JiraUser SignedIn(HttpContext context, JiraRequest request)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var user = header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? ByPassword(header[6..].Trim())
            : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? ByToken(header[7..].Trim())
            : null;
        return user is not null && !jira.Faults.IsTokenDead(request) ? user : throw new JiraRefusal(Unauthorized(header.Length > 0));
    }

    private JiraAnswer Unauthorized(bool hasTried)
    {
        var answer = jira.Options.Kind == JiraKind.DataCenter
            ? JiraAnswer.Text(401, "text/html;charset=UTF-8", "<html><head><title>Unauthorized (401)</title></head><body>Encountered a \"401 - Unauthorized\" error.</body></html>")
            : JiraAnswer.Text(401, "application/json;charset=UTF-8", """{"message":"Client must be authenticated to access this resource.","status-code":401}""");
        return answer with { Headers = hasTried ? [("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"), ("WWW-Authenticate", "OAuth realm=\"jira\"")] : [] };
    }

    private JiraUser? ByToken(string token) => token.Length == 0 ? null : jira.Data.FindUser(u => u.Token == token);

    private JiraUser? ByPassword(string basic) => UserPart(basic, out var password) is not { } name ? null
        : jira.Data.FindUser(u => password.Length > 0 && u.Token == password
            && (string.Equals(u.Email, name, StringComparison.OrdinalIgnoreCase) || (jira.Options.Kind == JiraKind.DataCenter && u.Name == name)));
}
