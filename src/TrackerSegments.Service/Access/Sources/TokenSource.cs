using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Believes the tokens of one issuer, by rules and keys that the settings name.</summary>
internal sealed class TokenSource(TokenRules rules, IVerifyingKeys keys, TimeProvider clock) : ICallerSource
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = GivenToken.MaxLength };

    public string Name => rules.Name;

    public bool Claims(GivenToken token) => token.Jwt is { } jwt
        && string.Equals(jwt.Alg, rules.Algorithm, StringComparison.Ordinal)
        && string.Equals(jwt.Issuer, rules.Issuer, StringComparison.Ordinal)
        && jwt.Audiences.Contains(rules.Audience, StringComparer.Ordinal);

    public async Task<Caller> VerifyAsync(GivenToken token, CancellationToken cancellationToken)
    {
        var found = await keys.FindAsync(token.Jwt!.Kid, cancellationToken);
        if (found.Count == 0)
        {
            throw new TokenRefusedException($"{rules.Name} has no key of that name");
        }

        var result = await handler.ValidateTokenAsync(token.Jwt, new TokenValidationParameters
        {
            ValidAlgorithms = [rules.Algorithm],
            ValidIssuer = rules.Issuer,
            ValidAudience = rules.Audience,
            IssuerSigningKeys = found,
            TryAllIssuerSigningKeys = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsInTime,
        });
        if (!result.IsValid)
        {
            throw new TokenRefusedException($"{rules.Name} says {result.Exception?.GetType().Name ?? "no"}");
        }

        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Jwt.EncodedPayload));
        var caller = rules.Dialect.Read(claims.RootElement);
        return new(
            rules.Tenants.Of(rules.Name, caller.Site),
            rules.Name,
            caller.Subject,
            caller.DisplayName,
            rules.Roles.Of(caller.Subject, claims.RootElement.Texts()))
        {
            Tracker = rules.Dialect.Tracker,
        };
    }

    public Role? RoleOf(string tenant, string subject) => rules.Tenants.MayHave(rules.Name, tenant) ? rules.Roles.Of(subject) : Role.None;

    private bool IsInTime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is null || now >= from - Skew);
    }
}
