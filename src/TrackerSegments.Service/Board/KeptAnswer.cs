using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Answers with the alignment that was kept, without opening the workspace, where that is all that is asked for.</summary>
internal sealed class KeptAnswer(IWorkspaces workspaces) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var query = context.HttpContext.Request.Query;
        return !query.ContainsKey("status") && await workspaces.FindAlignmentAsync(context.HttpContext, query["lens"]) is { } kept
            ? TypedResults.Bytes(kept, LensAnswer.ContentType)
            : await next(context);
    }
}
