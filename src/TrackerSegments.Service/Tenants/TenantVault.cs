using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// A tenant's secrets, encrypted where they are kept. They are bound to the tenant: what is copied to another one cannot be opened there.
/// </summary>
internal sealed class TenantVault(IDocumentStore store, IDataProtectionProvider protection, string tenant)
{
    private const string Partition = "secrets";
    private const string Key = "connections";

    private readonly IDataProtector protector = protection.CreateProtector("TrackerSegments.Secrets", tenant);

    /// <exception cref="DataFileException">They cannot be opened with the keys that this process has.</exception>
    public async Task<TenantSecrets> FindAsync(CancellationToken cancellationToken)
    {
        var (secrets, failure) = await OpenAsync(cancellationToken);
        return secrets ?? throw new DataFileException(
            "The secrets of this tenant cannot be decrypted with the keys that the service has. Give the service the key they were encrypted with, or connect the tracker again.",
            failure);
    }

    /// <summary>The same for whoever connects anew: what cannot be opened any more is not there.</summary>
    public async Task<TenantSecrets> FindUsableAsync(CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken)).Secrets ?? TenantSecrets.None;

    private async Task<(TenantSecrets? Secrets, Exception? Failure)> OpenAsync(CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Partition, Key, cancellationToken) is not { } document)
        {
            return (TenantSecrets.None, null);
        }

        try
        {
            return (JsonSerializer.Deserialize(protector.Unprotect(Convert.FromBase64String(document.Body)), TenantJson.Default.TenantSecrets), null);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or JsonException)
        {
            return (null, failure);
        }
    }

    public Task SaveAsync(TenantSecrets secrets, CancellationToken cancellationToken) => store.WriteAsync(
        Partition,
        [new(Key, Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, TenantJson.Default.TenantSecrets))), WriteCondition.Any)],
        cancellationToken);
}

/// <summary>What opens a tenant's trackers.</summary>
/// <param name="Tokens">By tracker and address: a token is shown to nobody but the one that it was given for.</param>
/// <param name="Webhook">What its trackers sign their events with, or send with them; null where they send none.</param>
internal sealed record TenantSecrets(IReadOnlyDictionary<string, string> Tokens, string? Webhook)
{
    public static TenantSecrets None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), null);

    public static string PlaceOf(ConnectionSettings connection) => $"{connection.Tracker} {connection.Address}";

    public string? TokenOf(ConnectionSettings connection) => Tokens.GetValueOrDefault(PlaceOf(connection));

    public ConnectionSecrets ToConnectionSecrets(IReadOnlyList<ConnectionSettings> connections) => new(Token: null, Webhook is null ? null : new(Webhook))
    {
        OfKind = connections.ToDictionary(c => c.Tracker, c => new ConnectionSecret(TokenOf(c)), StringComparer.Ordinal),
    };

    /// <summary>Never with what they are.</summary>
    public override string ToString() => "(secrets)";
}
