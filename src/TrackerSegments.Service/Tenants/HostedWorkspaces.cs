using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>The workspaces of all tenants of a service; a request finds its own by whom it comes from.</summary>
internal sealed partial class HostedWorkspaces(TenantWorkspaces workspaces, TenantDirectory directory, ILogger<HostedWorkspaces> logger) : IWorkspaces
{
    /// <summary>The part of a webhook's address that says whose it is; its signature proves it.</summary>
    public const string HookRoute = "hook";

    private const string NoTenant = "nobody";

    /// <summary>Every tenant that a source vouches for may connect a tracker.</summary>
    public bool IsKnown(string tenant) => true;

    public async Task<WorkspaceEntry> EnterAsync(HttpContext context)
    {
        var tenant = Caller.Find(context)?.Tenant
            ?? (context.Request.RouteValues[HookRoute] is string hook ? (await directory.FindByKeyAsync(hook, context.RequestAborted))?.Tenant.Name : null);
        return tenant is null
            ? WorkspaceEntry.Of(Refusals.UnknownAddress)
            : await workspaces.EnterAsync(tenant, context.RequestAborted) is { } use
                ? new(use.Open, null, use)
                : WorkspaceEntry.Of(TenantRefusals.NotConnected);
    }

    public Task<byte[]?> FindAlignmentAsync(HttpContext context, string? lens) => Caller.Find(context) is { } caller
        ? workspaces.FindAlignmentAsync(caller.Tenant, lens, context.RequestAborted)
        : Task.FromResult<byte[]?>(null);

    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await directory.FindAsync(NoTenant, cancellationToken);
            return null;
        }
        catch (DataFileException failure)
        {
            Log.StoreFailed(logger, failure);
            return "The store cannot be used; the log has the details.";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store cannot be used.")]
        public static partial void StoreFailed(ILogger logger, Exception failure);
    }
}

/// <summary>Why something is not done for a tenant.</summary>
internal static class TenantRefusals
{
    public static Refusal NotConnected { get; } = new(
        409,
        "notConnected",
        "No tracker is connected",
        "No tracker has been connected yet, so there is nothing to show. An administrator connects one with PUT /api/connections.");

    public static Refusal BeingErased { get; } = new(
        409,
        "beingErased",
        "The tenant is being erased",
        "What was kept of this tenant is being erased. A tracker can be connected again in ten minutes, and everything begins anew then.")
    {
        RetryAfter = TenantErasure.Closed,
    };
}
