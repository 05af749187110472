using System.Globalization;

namespace TrackerSegments.Simulators.Jira;

/// <summary>How a call goes wrong.</summary>
public enum JiraFaultKind
{
    /// <summary>An answer that says so.</summary>
    Answer,

    /// <summary>The connection breaks before anything is answered.</summary>
    Reset,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    ResetMidBody,

    /// <summary>The answer ends as if complete, in the middle of its JSON.</summary>
    Truncated,

    /// <summary>The answer comes late.</summary>
    Hang,

    /// <summary>A page token is refused as invalid.</summary>
    PageTokenRejected,

    /// <summary>The search gives the same page and the same token again.</summary>
    PageTokenRepeated,

    /// <summary>The search gives no issues and does not say that it is at its end.</summary>
    EmptyPage,
}

/// <summary>Something that goes wrong.</summary>
public sealed record JiraFault(JiraFaultKind Kind)
{
    public int StatusCode { get; init; }

    public string Body { get; init; } = """{"errorMessages":[],"errors":{}}""";

    public string ContentType { get; init; } = "application/json;charset=UTF-8";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public TimeSpan Delay { get; init; }

    /// <summary>Whether the call takes effect all the same.</summary>
    public bool IsAfterApplied { get; init; }

    public static JiraFault Reset { get; } = new(JiraFaultKind.Reset);

    public static JiraFault ResetMidBody { get; } = new(JiraFaultKind.ResetMidBody);

    public static JiraFault Truncated { get; } = new(JiraFaultKind.Truncated);

    public static JiraFault PageTokenRejected { get; } = new(JiraFaultKind.PageTokenRejected);

    public static JiraFault PageTokenRepeated { get; } = new(JiraFaultKind.PageTokenRepeated);

    public static JiraFault EmptyPage { get; } = new(JiraFaultKind.EmptyPage);

    /// <summary>The same fault, met after the call took effect: its answer is lost.</summary>
    public JiraFault AfterApplied => this with { IsAfterApplied = true };

    /// <summary>An error as Jira answers it.</summary>
    public static JiraFault Status(int status, string? message = null) => new(JiraFaultKind.Answer)
    {
        StatusCode = status,
        Body = message is null
            ? """{"errorMessages":[],"errors":{}}"""
            : $$$"""{"errorMessages":["{{{System.Text.Json.JsonEncodedText.Encode(message)}}}"],"errors":{}}""",
    };

    /// <summary>429. The reasons are jira-quota-global-based, jira-quota-tenant-based, jira-burst-based, jira-per-issue-on-write and jira-cost-based.</summary>
    public static JiraFault TooMany(string? reason = null, int? retryAfterSeconds = null)
    {
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        if (reason is not null)
        {
            headers["RateLimit-Reason"] = reason;
        }

        if (retryAfterSeconds is { } seconds)
        {
            headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Status(429, "Rate limit exceeded") with { Headers = headers };
    }

    /// <summary>A page for people, from a proxy for instance.</summary>
    public static JiraFault Html(int status) => new(JiraFaultKind.Answer)
    {
        StatusCode = status,
        ContentType = "text/html;charset=UTF-8",
        Body = "<!DOCTYPE html><html><head><title>Log in</title></head><body><h1>Log in to continue</h1></body></html>",
    };

    /// <summary>An answer that comes late.</summary>
    public static JiraFault Hang(TimeSpan delay) => new(JiraFaultKind.Hang) { Delay = delay };
}
