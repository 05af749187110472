using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Tenants;

/// <summary>The tenants that have connected a tracker.</summary>
internal sealed class TenantDirectory(IDocumentStore store, TimeProvider clock)
{
    private const string Partition = "tenants";

    public Task<KeptTenant?> FindAsync(string tenant, CancellationToken cancellationToken) =>
        FindByKeyAsync(TenantStore.KeyOf(tenant), cancellationToken);

    /// <summary>The tenant with a key, as <see cref="TenantStore.KeyOf"/> makes it; null where the text is no tenant's key.</summary>
    public async Task<KeptTenant?> FindByKeyAsync(string key, CancellationToken cancellationToken) =>
        key.Length == TenantStore.KeyDigits && key.All(char.IsAsciiHexDigitLower)
        && await store.FindAsync(Partition, key, cancellationToken) is { } document ? Parse(document) : null;

    public async IAsyncEnumerable<KeptTenant> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in store.ListAsync(Partition, null, null, cancellationToken))
        {
            yield return Parse(document);
        }
    }

    /// <summary>Keeps that a tenant's settings are other ones now, so that every process opens it anew.</summary>
    public async Task TouchAsync(string tenant, CancellationToken cancellationToken)
    {
        var before = await FindAsync(tenant, cancellationToken);
        var now = clock.GetUtcNow();
        await WriteAsync(tenant, new(tenant, before?.Tenant is { ErasedAt: null } kept ? kept.Since : now, now), cancellationToken);
    }

    /// <summary>Closes a tenant for good: nothing is read for it any more, and nothing of it is shown.</summary>
    public async Task CloseAsync(string tenant, CancellationToken cancellationToken)
    {
        var before = await FindAsync(tenant, cancellationToken);
        var now = clock.GetUtcNow();
        await WriteAsync(tenant, new(tenant, before?.Tenant.Since ?? now, now) { ErasedAt = now }, cancellationToken);
    }

    /// <summary>Forgets a tenant that was closed.</summary>
    public Task DropAsync(string tenant, CancellationToken cancellationToken) => WriteAsync(tenant, null, cancellationToken);

    private static KeptTenant Parse(Document document) =>
        new(JsonSerializer.Deserialize(document.Body, TenantJson.Default.Tenant)!, document.ETag);

    private Task<IReadOnlyList<string?>> WriteAsync(string name, Tenant? tenant, CancellationToken cancellationToken) => store.WriteAsync(
        Partition,
        [new(TenantStore.KeyOf(name), tenant is null ? null : JsonSerializer.Serialize(tenant, TenantJson.Default.Tenant), WriteCondition.Any)],
        cancellationToken);
}

/// <summary>A tenant: a Jira site, an organization of Azure DevOps, or whoever runs the service for itself.</summary>
/// <param name="Name">The name that its callers' tokens prove.</param>
/// <param name="Since">When it connected its first tracker.</param>
/// <param name="ChangedAt">When its settings changed last.</param>
internal sealed record Tenant(string Name, DateTimeOffset Since, DateTimeOffset ChangedAt)
{
    /// <summary>When it was erased; null while it is not. Until it is forgotten, what a process wrote that had not heard of it is erased too.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>A tenant as it is kept.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ETag">Which write of it that is; another one where its settings changed.</param>
internal sealed record KeptTenant(Tenant Tenant, string ETag);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Tenant))]
[JsonSerializable(typeof(TenantSecrets))]
[JsonSerializable(typeof(ExportedDocument))]
internal sealed partial class TenantJson : JsonSerializerContext;
