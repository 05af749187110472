using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>How a call goes wrong.</summary>
public enum AzureFaultKind
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

    /// <summary>A feed gives the same page and the same continuation token again, and says that more follows.</summary>
    TokenRepeated,

    /// <summary>A feed gives no values and says that more follows.</summary>
    EmptyPage,
}

/// <summary>Something that goes wrong.</summary>
public sealed record AzureFault(AzureFaultKind Kind)
{
    private const string SignIn = "<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head><body>Sign in to your account</body></html>";

    public int StatusCode { get; init; }

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = "application/json; charset=utf-8; api-version=7.1";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public TimeSpan Delay { get; init; }

    /// <summary>Whether the call takes effect all the same.</summary>
    public bool IsAfterApplied { get; init; }

    public static AzureFault Reset { get; } = new(AzureFaultKind.Reset);

    public static AzureFault ResetMidBody { get; } = new(AzureFaultKind.ResetMidBody);

    public static AzureFault Truncated { get; } = new(AzureFaultKind.Truncated);

    public static AzureFault TokenRepeated { get; } = new(AzureFaultKind.TokenRepeated);

    public static AzureFault EmptyPage { get; } = new(AzureFaultKind.EmptyPage);

    /// <summary>The sign-in page with status 203, which is what an expired token meets at Services.</summary>
    public static AzureFault SignInPage { get; } = Html(203);

    /// <summary>The way to the sign-in page.</summary>
    public static AzureFault SignInRedirect { get; } = Html(302) with
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = "https://spsprodeus21.vssps.visualstudio.com/_signin" },
    };

    /// <summary>The same fault, met after the call took effect: its answer is lost.</summary>
    public AzureFault AfterApplied => this with { IsAfterApplied = true };

    /// <summary>An error as Azure DevOps answers it; without a message there is no body.</summary>
    public static AzureFault Status(int status, string? message = null, string typeKey = "VssServiceException") => new(AzureFaultKind.Answer)
    {
        StatusCode = status,
        Body = message is null ? "" : JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["$id"] = "1",
            ["innerException"] = null,
            ["message"] = message,
            ["typeName"] = $"Microsoft.VisualStudio.Services.Common.{typeKey}, Microsoft.VisualStudio.Services.Common",
            ["typeKey"] = typeKey,
            ["errorCode"] = 0,
            ["eventId"] = 3000,
        }),
    };

    /// <summary>429, as a call meets it that is blocked.</summary>
    public static AzureFault TooMany(int? retryAfterSeconds = null) => Status(429, Limited) with
    {
        Headers = retryAfterSeconds is { } seconds
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) }
            : new Dictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>A page for people, from a proxy for instance.</summary>
    public static AzureFault Html(int status) => new(AzureFaultKind.Answer)
    {
        StatusCode = status,
        ContentType = "text/html; charset=utf-8",
        Body = SignIn,
    };

    /// <summary>An answer that comes late.</summary>
    public static AzureFault Hang(TimeSpan delay) => new(AzureFaultKind.Hang) { Delay = delay };

    internal const string Limited = "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'. For more information on why your request was blocked, see the topic \"Rate limits\" on the Microsoft Web site (https://go.microsoft.com/fwlink/?LinkId=823950).";
}
