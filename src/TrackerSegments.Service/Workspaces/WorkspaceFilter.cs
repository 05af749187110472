using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Lets requests through once the workspace is open. One that comes a little early waits a moment.</summary>
internal sealed class WorkspaceFilter(WorkspaceHost host, TrackerSegmentsOptions options) : IEndpointFilter
{
    private static readonly object Key = new();

    public static OpenWorkspace Of(HttpContext context) => (OpenWorkspace)context.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            http.Items[Key] = await host.Opened.WaitAsync(options.Patience, http.RequestAborted);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            return (failure is TimeoutException ? Loading(http) : Failed()).ToResult(http);
        }

        return await next(context);
    }

    private Refusal Failed() => new(503, "openingFailed", "The backlog could not be opened", host.State);

    private Refusal Loading(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return new(503, "loading", "The backlog is being opened", $"{host.State} Try again in a moment.");
    }
}
