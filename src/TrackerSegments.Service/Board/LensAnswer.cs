using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Answers with a document of the workspace that was made before.</summary>
internal static class LensAnswer
{
    public static IResult Of(HttpContext context, string? lens, Func<LensDocuments, byte[]> document)
    {
        var documents = WorkspaceFilter.Of(context).Workspace.Current;
        var known = documents.Backlog.Report.Lens;
        return lens is null || string.Equals(lens, known.Key, StringComparison.Ordinal)
            ? TypedResults.Bytes(document(documents), "application/json; charset=utf-8")
            : EditRefusals.UnknownLens(lens, known).ToResult(context);
    }
}
