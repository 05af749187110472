using System.Text.Json;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Reads out of the claims of a verified token who calls.</summary>
internal interface ITokenDialect
{
    /// <summary>The kind of tracker that makes these tokens out itself, so that what it sends along for its connection is its own; null where none does.</summary>
    string? Tracker { get; }

    /// <exception cref="TokenRefusedException">Something is missing in it, or it is for another app.</exception>
    TokenCaller Read(JsonElement claims);
}

/// <param name="Site">The site or directory; null where there is none in such tokens.</param>
/// <param name="Subject">The caller.</param>
/// <param name="DisplayName">The caller's name, where it is there.</param>
internal sealed record TokenCaller(string? Site, string Subject, string? DisplayName);

/// <summary>Invocation tokens of Forge: the site is in the context, the person is the principal; without one it is the app itself.</summary>
internal sealed class ForgeDialect(string app) : ITokenDialect
{
    /// <summary>The subject of calls that no person makes.</summary>
    public const string AppItself = "app";

    public string? Tracker => TrackerKinds.Jira;

    public TokenCaller Read(JsonElement claims) => string.Equals(Inner(claims, "app", "id"), app, StringComparison.Ordinal)
        ? new(
            Inner(claims, "context", "cloudId") ?? throw new TokenRefusedException("it does not say which site it is for"),
            claims.Text("principal") ?? AppItself,
            null)
        : throw new TokenRefusedException("it is for another app");

    private static string? Inner(JsonElement claims, string name, string member) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind is JsonValueKind.Object ? claim.Text(member) : null;
}

/// <summary>App tokens of an Azure DevOps extension: they name the directory, never the organization.</summary>
internal sealed class AzureDialect : ITokenDialect
{
    public string? Tracker => TrackerKinds.AzureDevOps;

    public TokenCaller Read(JsonElement claims) => new(
        claims.Text("tid") ?? throw new TokenRefusedException("it does not say which directory it is for"),
        claims.Text("nameid") ?? throw new TokenRefusedException("it does not say whom it is for"),
        null);
}

/// <summary>Tokens of an OpenID provider.</summary>
internal sealed class OidcDialect(string subjectClaim, string? tenantClaim) : ITokenDialect
{
    public string? Tracker => null;

    public TokenCaller Read(JsonElement claims) => new(
        tenantClaim is null ? null : claims.Text(tenantClaim) ?? throw new TokenRefusedException("it does not say which directory it is for"),
        claims.Text(subjectClaim) ?? throw new TokenRefusedException("it does not say whom it is for"),
        claims.Text("name"));
}

internal static class TokenClaims
{
    private const int MaxLength = 200;

    /// <summary>A claim that is a text of a sensible length; null where it is not there, or is none.</summary>
    public static string? Text(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind is JsonValueKind.String
            && claim.GetString() is { Length: > 0 and <= MaxLength } text && !text.Any(char.IsControl)
            ? text
            : null;

    /// <summary>Every claim that is a text or a list of texts, one for each text.</summary>
    public static IEnumerable<(string Name, string Value)> Texts(this JsonElement claims)
    {
        foreach (var claim in claims.EnumerateObject())
        {
            IEnumerable<JsonElement> values = claim.Value.ValueKind is JsonValueKind.Array ? claim.Value.EnumerateArray() : [claim.Value];
            foreach (var value in values.Where(v => v.ValueKind is JsonValueKind.String))
            {
                yield return (claim.Name, value.GetString()!);
            }
        }
    }
}
