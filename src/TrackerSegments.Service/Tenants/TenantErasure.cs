using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// Erases all that is kept of a tenant. Another process may be at work for it and write a little more before it hears of that: so long a
/// tenant stays closed, and is erased again with every tick, until nobody can be left.
/// </summary>
internal sealed class TenantErasure(TenantParts parts)
{
    /// <summary>Longer than any process has a scope for itself without keeping anything.</summary>
    public static TimeSpan Closed { get; } = TimeSpan.FromMinutes(10);

    public async Task EraseAsync(string tenant, CancellationToken cancellationToken)
    {
        await parts.Directory.CloseAsync(tenant, cancellationToken);
        await SweepAsync(tenant, cancellationToken);
    }

    /// <summary>Erases again what is there, and forgets the tenant where it has been closed for long enough.</summary>
    public async Task GoOnAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await SweepAsync(tenant.Name, cancellationToken);
        if (parts.Clock.GetUtcNow() - tenant.ErasedAt >= Closed)
        {
            await parts.Directory.DropAsync(tenant.Name, cancellationToken);
        }
    }

    private async Task SweepAsync(string tenant, CancellationToken cancellationToken)
    {
        var store = new TenantStore(parts.Store, tenant);
        List<string> partitions = [];
        await foreach (var partition in store.ListPartitionsAsync("", cancellationToken))
        {
            partitions.Add(partition);
        }

        foreach (var partition in partitions)
        {
            List<string> keys = [];
            await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
            {
                keys.Add(document.Key);
            }

            await store.WriteAllAsync(partition, keys.Select(key => new DocumentWrite(key, null, WriteCondition.Any)), cancellationToken);
        }
    }
}
