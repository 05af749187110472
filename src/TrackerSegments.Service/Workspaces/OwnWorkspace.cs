using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The one workspace of a program that works for one tenant. A request that comes a little early waits a moment.</summary>
internal sealed class OwnWorkspace(WorkspaceHost host, TrackerSegmentsOptions options) : IWorkspaces
{
    public bool IsKnown(string tenant) => string.Equals(tenant, options.Callers?.Tenant ?? Caller.LocalTenant, StringComparison.Ordinal);

    public async Task<WorkspaceEntry> EnterAsync(HttpContext context)
    {
        try
        {
            return new(await host.Opened.WaitAsync(options.Patience, context.RequestAborted), null, null);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            return WorkspaceEntry.Of(failure is TimeoutException ? Loading(context) : Failed());
        }
    }

    public Task<string?> ProblemAsync(CancellationToken cancellationToken) => Task.FromResult(
        host.Opened.IsCompletedSuccessfully ? null : options.Callers is null ? host.State : "The backlog is not open.");

    private Refusal Failed() => new(503, "openingFailed", "The backlog could not be opened", host.State);

    private Refusal Loading(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new(503, "loading", "The backlog is being opened", $"{host.State} Try again in a moment.");
    }
}
