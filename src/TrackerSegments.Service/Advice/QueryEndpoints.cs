using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Advice;

/// <summary>The queries that find in the trackers what is behind the figures.</summary>
internal static class QueryEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/queries", (HttpContext context, string? lens) => LensRequest.AnswerAsync(
            context, lens, state => Build(state, WorkspaceFilter.Of(context).Sync).ToAnswer(ApiJson.Default.QueriesDocument)))
        .For(Role.Viewer)
        .WithTags("Advice")
        .WithSummary("The JQL or WIQL that finds the epics of each segment, and those without one, in the tracker.")
        .Produces<QueriesDocument>()
        .ProducesProblems(404, 503);

    private static QueriesDocument Build(LensState state, LiveTrackers? live)
    {
        var document = state.Report.Document;
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            live is null
                ? "The items come from a file, so there is no tracker to ask."
                : "Effort and what hangs below epics are not part of a query; it finds the epics themselves.",
            [.. (live?.All ?? []).Select(tracker => Of(tracker, state))],
            Hash: "");
    }

    private static TrackerQueries Of(LiveTracker tracker, LensState state)
    {
        var isOwn = string.Equals(state.Lens.Field, tracker.Settings.SegmentField, StringComparison.OrdinalIgnoreCase);
        var field = isOwn ? tracker.Sync.Connection?.Report.Fields.FirstOrDefault(f => f.Role == "segment") : null;
        var scope = new QueryScope(tracker.Settings, field, state);
        return tracker.Settings.Tracker == "azure-devops" ? AzureDevOpsQueries.Of(scope) : JiraQueries.Of(scope);
    }
}
