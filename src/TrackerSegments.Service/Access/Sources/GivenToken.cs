using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>What came in the Authorization header: a signed token, or a key. Nothing of it is proved yet.</summary>
/// <param name="Text">As it came.</param>
/// <param name="Jwt">The token in it; null where it is none.</param>
internal sealed record GivenToken(string Text, JsonWebToken? Jwt)
{
    public const int MaxLength = 16 * 1024;

    /// <summary>Headers by which a token would bring its own key, or ask for something that is not understood here.</summary>
    private static readonly string[] Forbidden = ["jku", "jwk", "x5u", "x5c", "crit"];

    /// <exception cref="TokenRefusedException">It is too long, no whole token, or says in its header where its key is.</exception>
    public static GivenToken Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new TokenRefusedException("it is too long");
        }

        // A key has no dots; an encrypted token has four and is not taken.
        return text.Contains('.', StringComparison.Ordinal) ? new(text, ReadJwt(text)) : new(text, null);
    }

    private static JsonWebToken ReadJwt(string text)
    {
        if (text.Count(c => c == '.') != 2)
        {
            throw new TokenRefusedException("it does not have three parts");
        }

        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(text[..text.IndexOf('.', StringComparison.Ordinal)]));
            return Array.Find(Forbidden, name => header.RootElement.TryGetProperty(name, out _)) is { } name
                ? throw new TokenRefusedException($"its header has {name}")
                : new(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or JsonException or InvalidOperationException
            or SecurityTokenException)
        {
            throw new TokenRefusedException("it cannot be read");
        }
    }
}
