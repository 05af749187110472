using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Board;

/// <summary>How effort stands against the strategy.</summary>
internal static class AlignmentEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/alignment", (HttpContext context, string? lens) => LensAnswer.Of(context, lens, documents => documents.Alignment))
        .For(Role.Viewer)
        .WithTags("Alignment")
        .WithSummary("How planned effort is split over the segments of a lens, beside the strategy.")
        .Produces<AlignmentDocument>()
        .ProducesProblems(404, 503);
}
