using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Answers with a document of the workspace that was made before.</summary>
internal static class LensAnswer
{
    public static IResult Of(HttpContext context, string? lens, Func<LensDocuments, byte[]> document)
    {
        var now = WorkspaceFilter.Of(context).Workspace.Current;
        return now.Find(lens) is { } documents
            ? TypedResults.Bytes(document(documents), "application/json; charset=utf-8")
            : EditRefusals.UnknownLens(lens!, now.Lenses).ToResult(context);
    }
}
