using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Schemes;

namespace TrackerSegments.Service.Board;

/// <summary>How effort stands against the strategy.</summary>
internal static class AlignmentEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/alignment", Get)
        .For(Role.Viewer)
        .WithTags("Alignment")
        .WithSummary("How effort is split over the segments of a lens, beside the strategy; of status todo (planned), in-progress or done (delivered) alone.")
        .Produces<AlignmentDocument>()
        .ProducesProblems(400, 404, 503);

    private static IResult Get(HttpContext context, string? lens, string? status)
    {
        if (status is null)
        {
            return LensAnswer.Of(context, lens, documents => documents.Alignment);
        }

        StatusCategory[] wanted = [.. Categories.Where(c => status.Split(',').Contains(Names.Of(c), StringComparer.Ordinal))];
        return wanted.Length == status.Split(',').Length
            ? LensAnswer.Of(context, lens, documents => documents.AlignmentOf(wanted))
            : SchemeRefusals.UnknownStatus(status).ToResult(context);
    }

    private static readonly StatusCategory[] Categories = [StatusCategory.ToDo, StatusCategory.InProgress, StatusCategory.Done];
}
