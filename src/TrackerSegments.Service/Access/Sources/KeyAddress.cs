using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Where an issuer publishes its keys.</summary>
internal interface IKeyAddress
{
    /// <summary>The keys by their names. Throws where they cannot be had.</summary>
    Task<IReadOnlyDictionary<string, SecurityKey>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>An address of a key set. Redirects are not followed: the settings say where the keys are.</summary>
internal sealed class KeySetAddress(Uri address, string algorithm, HttpClient http) : IKeyAddress
{
    private const int MinRsaBits = 2048;

    public async Task<IReadOnlyDictionary<string, SecurityKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var set = new JsonWebKeySet(await http.GetStringAsync(address, cancellationToken));
        Dictionary<string, SecurityKey> keys = new(StringComparer.Ordinal);
        foreach (var key in set.Keys.Where(IsUsable))
        {
            keys[key.Kid] = key;
        }

        return keys.Count > 0 ? keys : throw new InvalidDataException("There is no key to verify with in the set.");
    }

    private bool IsUsable(JsonWebKey key) =>
        !string.IsNullOrEmpty(key.Kid)
        && key.Use is null or "" or "sig"
        && (string.IsNullOrEmpty(key.Alg) || string.Equals(key.Alg, algorithm, StringComparison.Ordinal))
        && (algorithm.StartsWith("ES", StringComparison.Ordinal)
            ? key.Kty is JsonWebAlgorithmsKeyTypes.EllipticCurve
            : key.Kty is JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= MinRsaBits);
}

/// <summary>The description of an OpenID provider, which names the address of its keys.</summary>
internal sealed class ProviderAddress(Uri metadata, string issuer, string algorithm, HttpClient http) : IKeyAddress
{
    public async Task<IReadOnlyDictionary<string, SecurityKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var provider = OpenIdConnectConfiguration.Create(await http.GetStringAsync(metadata, cancellationToken));
        if (!string.Equals(provider.Issuer, issuer, StringComparison.Ordinal))
        {
            throw new InvalidDataException("The provider's description is of another issuer.");
        }

        return Uri.TryCreate(provider.JwksUri, UriKind.Absolute, out var keys) && KeyUri.IsAllowed(keys)
            ? await new KeySetAddress(keys, algorithm, http).ReadAsync(cancellationToken)
            : throw new InvalidDataException("The provider's description names no https address of its keys.");
    }
}

internal static class KeyUri
{
    /// <summary>Encrypted on its way; only within this computer there is no way.</summary>
    public static bool IsAllowed(Uri address) => address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
