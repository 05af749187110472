using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Board;

/// <summary>On whose behalf a request comes.</summary>
internal static class ActingUser
{
    /// <summary>The token of the person who uses the app in Jira.</summary>
    public const string JiraHeader = "x-forge-oauth-user";

    /// <summary>The token of the person who uses the extension in Azure DevOps.</summary>
    public const string AzureHeader = "x-azure-devops-user";

    /// <summary>The token of the app itself.</summary>
    public const string SystemHeader = "x-forge-oauth-system";

    private const int MaxTokenLength = 8 * 1024;

    /// <returns>Whoever the token belongs to, or the connection's account without one; null where it cannot be read: nobody else's rights are used then.</returns>
    public static Actor? Of(HttpRequest request) => (TokenOf(request, JiraHeader), TokenOf(request, AzureHeader)) switch
    {
        ((true, null), (true, null)) => Actor.Connection,
        ((true, { } token), (true, null)) => new("the acting user", token) { TokenFor = TrackerKinds.Jira },
        ((true, null), (true, { } token)) => new("the acting user", token) { TokenFor = TrackerKinds.AzureDevOps },
        _ => null,
    };

    /// <returns>Whether the header can be read, and the token in it; no token where the header is not there.</returns>
    public static (bool IsReadable, string? Token) TokenOf(HttpRequest request, string header) => request.Headers[header] switch
    {
        [] => (true, null),
        [{ Length: > 0 and <= MaxTokenLength } token] when token.All(c => c is > ' ' and <= '~') => (true, token),
        _ => (false, null),
    };
}
