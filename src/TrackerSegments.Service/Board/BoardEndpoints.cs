using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Board;

/// <summary>The epics in columns, one for each segment.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/board", (HttpContext context, string? lens) => LensAnswer.Of(context, lens, documents => documents.Board))
        .For(Role.Viewer)
        .WithTags("Board")
        .WithSummary("The epics in columns: one for each segment of a lens, and a last one for those without.")
        .Produces<BoardDocument>()
        .ProducesProblems(404, 503);
}
