using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Lets requests through once the workspace is open. One that comes a little early waits a moment.</summary>
internal sealed class WorkspaceFilter(TenantWorkspaces workspaces, TrackerSegmentsOptions options) : IEndpointFilter
{
    private static readonly object Key = new();

    public static OpenWorkspace Of(HttpContext context) => (OpenWorkspace)context.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var host = workspaces.Of(http);
        try
        {
            http.Items[Key] = await host.Opened.WaitAsync(options.Patience, http.RequestAborted);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            return (failure is TimeoutException ? Loading(host, http) : Failed(host)).ToResult(http);
        }

        return await next(context);
    }

    private static Refusal Failed(WorkspaceHost host) => new(503, "openingFailed", "The backlog could not be opened", host.State);

    private static Refusal Loading(WorkspaceHost host, HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return new(503, "loading", "The backlog is being opened", $"{host.State} Try again in a moment.");
    }
}
