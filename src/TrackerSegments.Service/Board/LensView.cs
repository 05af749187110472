using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>Answers with a document of the workspace that was made before.</summary>
internal static class LensView
{
    public static IResult Answer(HttpContext context, string? lens, Func<View, byte[]> document)
    {
        var view = WorkspaceFilter.Of(context).Workspace.View;
        var known = view.Snapshot.Report.Lens;
        return lens is null || string.Equals(lens, known.Key, StringComparison.Ordinal)
            ? TypedResults.Bytes(document(view), "application/json; charset=utf-8")
            : EditRefusals.UnknownLens(lens, known).ToResult(context);
    }
}
