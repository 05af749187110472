using System.Net.Http.Headers;
using System.Text;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Signs calls with the connection's token, or with the acting user's own.</summary>
internal sealed class JiraSignature(ConnectionSettings settings, ConnectionSecret secret)
{
    /// <summary>The token of a call as it is now.</summary>
    /// <exception cref="TrackerException">There is none, or it can be none.</exception>
    public string Demand(JiraCall call) => (call.Actor.Token ?? secret.Token) switch
    {
        null or "" => throw Refused("There is no token for Jira. Give one with --token-file or in the environment variable that --token-env names."),
        var token when token.AsSpan().ContainsAnyExceptInRange('!', '~') =>
            throw Refused("The token for Jira holds characters that no token has, such as a blank or a line break. Give the token alone."),
        var token => token,
    };

    public AuthenticationHeaderValue Of(JiraCall call, string token) => settings.Email is { } email && call.Actor.Token is null
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}:{token}")))
        : new("Bearer", token);

    /// <summary>Whether another token has arrived since a call was signed.</summary>
    public bool HasNewer(JiraCall call, string token) =>
        call.Actor.Token is null && secret.Token is { } current && !string.Equals(current, token, StringComparison.Ordinal);

    private static TrackerException Refused(string text) => new(new("notAuthenticated", text, Blame.Person));
}
