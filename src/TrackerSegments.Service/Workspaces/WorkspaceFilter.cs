using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Lets requests through once the workspace is open.</summary>
internal sealed class WorkspaceFilter(IWorkspaces workspaces) : IEndpointFilter
{
    private static readonly object Key = new();

    public static OpenWorkspace Of(HttpContext context) => (OpenWorkspace)context.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var entry = await workspaces.EnterAsync(http);
        if (entry.Refusal is { } refusal)
        {
            return refusal.ToResult(http);
        }

        http.Items[Key] = entry.Open;
        return await next(context);
    }
}
