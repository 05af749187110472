using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Reads out of a verified token who calls.</summary>
internal interface ITokenDialect
{
    /// <summary>Whether the tracker itself makes these tokens out, so that what it sends along for its connection is its own.</summary>
    bool IsTracker { get; }

    /// <exception cref="TokenRefusedException">Something is missing in it, or it is for another app.</exception>
    TokenCaller Read(JsonWebToken token);
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

    public bool IsTracker => true;

    public TokenCaller Read(JsonWebToken token) => string.Equals(Inner(token, "app", "id"), app, StringComparison.Ordinal)
        ? new(
            Inner(token, "context", "cloudId") ?? throw new TokenRefusedException("it does not say which site it is for"),
            token.Text("principal") ?? AppItself,
            null)
        : throw new TokenRefusedException("it is for another app");

    private static string? Inner(JsonWebToken token, string name, string member) =>
        token.TryGetPayloadValue<JsonElement>(name, out var claim) && claim.ValueKind is JsonValueKind.Object
            && claim.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>App tokens of an Azure DevOps extension: they name the directory, never the organization.</summary>
internal sealed class AzureDialect : ITokenDialect
{
    public bool IsTracker => true;

    public TokenCaller Read(JsonWebToken token) => new(
        token.Text("tid") ?? throw new TokenRefusedException("it does not say which directory it is for"),
        token.Text("nameid") ?? throw new TokenRefusedException("it does not say whom it is for"),
        null);
}

/// <summary>Tokens of an OpenID provider.</summary>
internal sealed class OidcDialect(string subjectClaim, string? tenantClaim) : ITokenDialect
{
    public bool IsTracker => false;

    public TokenCaller Read(JsonWebToken token) => new(
        tenantClaim is null ? null : token.Text(tenantClaim) ?? throw new TokenRefusedException("it does not say which directory it is for"),
        token.Text(subjectClaim) ?? throw new TokenRefusedException("it does not say whom it is for"),
        token.Text("name"));
}

internal static class TokenClaims
{
    private const int MaxLength = 200;

    /// <summary>A claim that is a text of a sensible length; null where it is not there, or is none.</summary>
    public static string? Text(this JsonWebToken token, string name) =>
        token.TryGetPayloadValue<JsonElement>(name, out var claim) && claim.ValueKind is JsonValueKind.String
            && claim.GetString() is { Length: > 0 and <= MaxLength } text && !text.Any(char.IsControl)
            ? text
            : null;
}
