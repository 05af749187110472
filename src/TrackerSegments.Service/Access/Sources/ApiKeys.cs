using System.Security.Cryptography;
using System.Text;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Believes keys of which it knows the hashes alone.</summary>
internal sealed class ApiKeys(string name, IReadOnlyList<ApiKey> keys, TimeProvider clock) : ICallerSource
{
    /// <summary>What is shorter could be guessed from its hash.</summary>
    public const int MinLength = 32;

    public string Name => name;

    public bool Claims(GivenToken token) => token.Jwt is null && token.Text.Length >= MinLength;

    public Task<Caller> VerifyAsync(GivenToken token, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token.Text));
        ApiKey? found = null;

        // All of them are looked at, so that the time taken says nothing.
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Sha256.Span))
            {
                found = key;
            }
        }

        return found is null || found.Until <= clock.GetUtcNow()
            ? throw new TokenRefusedException(found is null ? $"{name} has no such key" : $"the key {found.Name} of {name} has ended")
            : Task.FromResult(new Caller(found.Tenant, name, found.Name, null, found.Role));
    }

    public Role? RoleOf(string tenant, string subject) => keys
        .Where(key => string.Equals(key.Name, subject, StringComparison.Ordinal) && string.Equals(key.Tenant, tenant, StringComparison.Ordinal))
        .Where(key => !(key.Until <= clock.GetUtcNow()))
        .Select(key => key.Role)
        .DefaultIfEmpty(Role.None)
        .Max();
}

/// <param name="Name">What people call it.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Role">What it opens.</param>
/// <param name="Until">When it ends; null for never.</param>
internal sealed record ApiKey(string Name, ReadOnlyMemory<byte> Sha256, string Tenant, Role Role, DateTimeOffset? Until);
