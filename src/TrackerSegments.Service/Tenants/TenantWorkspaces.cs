using Microsoft.AspNetCore.DataProtection;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// The workspaces of tenants, opened when they are asked for and kept open while they are. Other processes may work for the same tenants:
/// what they changed is taken over before anybody looks.
/// </summary>
internal sealed class TenantWorkspaces(TenantParts parts, ILogger<TenantWorkspaces> logger) : IAsyncDisposable
{
    private const int MostOpen = 32;

    /// <summary>How old what is shown may be before it is looked whether others changed something.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, TenantWorkspace> open = new(StringComparer.Ordinal);

    /// <summary>The workspace of a tenant, for as long as the use of it is not disposed of; null where the tenant has connected no tracker.</summary>
    /// <exception cref="DataFileException">The store cannot be used.</exception>
    public async Task<TenantUse?> EnterAsync(string tenant, CancellationToken cancellationToken)
    {
        var workspace = Take(tenant);
        OpenWorkspace? found = null;
        try
        {
            found = await workspace.RefreshAsync(Fresh, cancellationToken);
            return found is null ? null : new(found, workspace.Leave);
        }
        finally
        {
            if (found is null)
            {
                workspace.Leave();
            }
        }
    }

    /// <summary>The alignment that another process worked out; null where this one has the tenant open, or where nothing can be used.</summary>
    /// <exception cref="DataFileException">The store cannot be used.</exception>
    public async Task<byte[]?> FindAlignmentAsync(string tenant, string? lens, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (open.ContainsKey(tenant))
            {
                return null;
            }
        }

        return await parts.Directory.FindAsync(tenant, cancellationToken) is { Tenant.ErasedAt: null }
            ? await new KeptAlignments(new TenantStore(parts.Store, tenant), parts.Clock).FindAsync(lens, cancellationToken)
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        TenantWorkspace[] all;
        lock (gate)
        {
            all = [.. open.Values];
            open.Clear();
        }

        foreach (var workspace in all)
        {
            await workspace.DisposeAsync();
        }
    }

    private TenantWorkspace Take(string tenant)
    {
        lock (gate)
        {
            if (!open.TryGetValue(tenant, out var workspace))
            {
                MakeRoom();
                open.Add(tenant, workspace = new(tenant, parts, logger));
            }

            workspace.Enter();
            return workspace;
        }
    }

    /// <summary>Closes the one that nobody asked for the longest; those in use stay.</summary>
    private void MakeRoom()
    {
        if (open.Count < MostOpen || open.Values.Where(w => !w.IsInUse).MinBy(w => w.LastUse) is not { } oldest)
        {
            return;
        }

        open.Remove(oldest.Tenant);
        _ = oldest.DisposeAsync().AsTask();
    }
}

/// <summary>What workspaces of tenants are made of.</summary>
internal sealed record TenantParts(
    IDocumentStore Store, TenantDirectory Directory, IDataProtectionProvider Protection, TrackerAccess Access, ReportParts Reports, TimeProvider Clock)
{
    private const string Tenant = "tenant";

    /// <summary>How long snapshots are kept.</summary>
    public SnapshotRetention Snapshots { get; init; } = new();

    public TenantVault VaultOf(string tenant) => new(new TenantStore(Store, tenant), Protection, tenant);

    public AuditTrail AuditOf(string tenant, ILogger logger) => new(new(new TenantStore(Store, tenant), Tenant, Clock), logger);
}

/// <summary>The use of a workspace; it stays open until this is disposed of.</summary>
internal sealed class TenantUse(OpenWorkspace open, Action leave) : IDisposable
{
    private Action? leave = leave;

    public OpenWorkspace Open => open;

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
