using System.Runtime.CompilerServices;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// The part of a store that belongs to one tenant. Whoever works for a tenant is given this and nothing else: there is no name by which
/// it could reach another tenant's documents.
/// </summary>
internal sealed class TenantStore(IDocumentStore store, string tenant) : IDocumentStore
{
    public const int KeyDigits = 32;

    private readonly string prefix = $"t-{KeyOf(tenant)}-";

    public bool IsShared => store.IsShared;

    /// <summary>What a tenant is called in keys: whatever its name is made of, and not to be told from the name's beginning.</summary>
    public static string KeyOf(string tenant) => DocumentKey.Hash(tenant)[..KeyDigits];

    public Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        store.FindAsync(prefix + partition, key, cancellationToken);

    public IAsyncEnumerable<Document> ListAsync(string partition, string? from, string? to, CancellationToken cancellationToken) =>
        store.ListAsync(prefix + partition, from, to, cancellationToken);

    public async IAsyncEnumerable<string> ListPartitionsAsync(string start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var partition in store.ListPartitionsAsync(prefix + start, cancellationToken))
        {
            yield return partition[prefix.Length..];
        }
    }

    public Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
        store.WriteAsync(prefix + partition, writes, cancellationToken);

    public Task WriteAllAsync(string partition, IEnumerable<DocumentWrite> writes, CancellationToken cancellationToken) =>
        store.WriteAllAsync(prefix + partition, writes, cancellationToken);
}
