namespace TrackerSegments.Service.Trackers;

/// <summary>What can be a token at all.</summary>
internal static class TokenText
{
    /// <returns>The token.</returns>
    /// <exception cref="TrackerException">There is none, or it can be none.</exception>
    public static string Demand(string? token, string product) => token switch
    {
        null or "" => throw Refused($"There is no token for {product}. Give one with --token-file or in the environment variable TRACKERSEGMENTS_TOKEN."),
        _ when token.AsSpan().ContainsAnyExceptInRange('!', '~') =>
            throw Refused($"The token for {product} holds characters that no token has, such as a blank or a line break. Give the token alone."),
        _ => token,
    };

    private static TrackerException Refused(string text) => new(new("notAuthenticated", text, Blame.Person));
}
