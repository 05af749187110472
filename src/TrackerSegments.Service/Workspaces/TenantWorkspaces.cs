using TrackerSegments.Service.Access;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Whose workspace is which. This program opens one; every request finds it through the tenant of its caller.</summary>
internal sealed class TenantWorkspaces(WorkspaceHost host, TrackerSegmentsOptions options)
{
    /// <returns>The tenant's workspace; null where it has none here.</returns>
    public WorkspaceHost? Find(string tenant) =>
        string.Equals(tenant, options.Callers?.Tenant ?? Caller.LocalTenant, StringComparison.Ordinal) ? host : null;

    /// <summary>The workspace of a request that was let in. A tracker that tells of changes is no caller: its secret is that of the workspace.</summary>
    public WorkspaceHost Of(HttpContext context) => Caller.Find(context) is { } caller ? Find(caller.Tenant)! : host;
}
