using TrackerSegments.Service.Tenants;

namespace TrackerSegments.Service.Functions;

/// <summary>Posts the reports of all tenants that are due. What goes wrong for one tenant stops no other one.</summary>
internal sealed partial class ReportTriggers(TenantParts parts, TenantWorkspaces workspaces, ILogger<ReportTriggers> logger)
{
    private const int TenantsAtOnce = 8;

    public Task TickAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        parts.Directory.ListAsync(cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce, CancellationToken = cancellationToken },
        async (kept, cancellation) =>
        {
            try
            {
                await LookAtAsync(kept.Tenant, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.TenantFailed(logger, failure, kept.Tenant.Name);
            }
        });

    /// <summary>Most tenants have nothing due at a given minute: their workspaces stay closed.</summary>
    private async Task LookAtAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var store = new TenantStore(parts.Store, tenant.Name);
        var due = new DueReports(store, tenant.Name, parts.Reports, parts.Clock);
        if (tenant.ErasedAt is not null || await due.FindAsync(cancellationToken) is not { } look)
        {
            return;
        }

        using var use = await workspaces.EnterAsync(tenant.Name, cancellationToken);
        if (use is not null)
        {
            await use.Open.Reports.RunAsync(cancellationToken);
            await due.KeepAsync(look, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The reports of the tenant {Tenant} could not be looked at.")]
        public static partial void TenantFailed(ILogger logger, Exception failure, string tenant);
    }
}
