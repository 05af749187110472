using Microsoft.IdentityModel.Tokens;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>The keys that tokens of a source are verified with.</summary>
internal interface IVerifyingKeys
{
    /// <summary>Those a token may be signed with; none where there is no such key.</summary>
    /// <exception cref="KeysMissingException">They cannot be had.</exception>
    ValueTask<IReadOnlyList<SecurityKey>> FindAsync(string? name, CancellationToken cancellationToken);
}

/// <summary>A secret that both sides know, each until its end; during a change there are two.</summary>
internal sealed class SharedSecrets(IReadOnlyList<SharedSecret> secrets, TimeProvider clock) : IVerifyingKeys
{
    public ValueTask<IReadOnlyList<SecurityKey>> FindAsync(string? name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return new([.. secrets.Where(s => s.Until is not { } end || now < end).Select(s => s.Key)]);
    }
}

internal sealed record SharedSecret(SymmetricSecurityKey Key, DateTimeOffset? Until);
