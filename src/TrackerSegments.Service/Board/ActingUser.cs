using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Board;

/// <summary>On whose behalf a request writes.</summary>
internal static class ActingUser
{
    public const string Header = "x-forge-oauth-user";

    private const int MaxTokenLength = 8 * 1024;

    /// <returns>Whoever the token belongs to, or the connection's account without one; null where it cannot be read: nobody else's rights are used then.</returns>
    public static Actor? Of(HttpRequest request) => request.Headers[Header] switch
    {
        [] => Actor.Connection,
        [{ Length: > 0 and <= MaxTokenLength } token] when token.All(c => c is > ' ' and <= '~') => new("the acting user", token),
        _ => null,
    };
}
