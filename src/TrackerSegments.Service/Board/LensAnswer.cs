using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Answers with a document of the workspace that was made before.</summary>
internal static class LensAnswer
{
    public const string ContentType = "application/json; charset=utf-8";

    public static IResult Of(HttpContext context, string? lens, Func<LensDocuments, byte[]> document)
    {
        var now = WorkspaceFilter.Of(context).Workspace.Current;
        return now.Find(lens) is { } documents
            ? TypedResults.Bytes(document(documents), ContentType)
            : EditRefusals.UnknownLens(lens!, now.Lenses).ToResult(context);
    }
}
