using TrackerSegments.Core;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Sync;

namespace TrackerSegments.Service.Advice;

/// <summary>The queries that find the epics behind the figures in the trackers themselves.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Note">Why there is none, or what a query cannot say; empty where nothing is to be said.</param>
/// <param name="Trackers">One for each tracker; none where the items come from a file.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record QueriesDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Note,
    IReadOnlyList<TrackerQueries> Trackers,
    string Hash) : IHashed<QueriesDocument>
{
    public QueriesDocument With(string hash) => this with { Hash = hash };

    /// <param name="state">The lens.</param>
    /// <param name="live">The trackers; null where the items come from a file.</param>
    public static QueriesDocument Of(LensState state, LiveTrackers? live)
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
            [.. (live?.All ?? []).Select(tracker => QueriesOf(tracker, state))],
            Hash: "");
    }

    private static TrackerQueries QueriesOf(LiveTracker tracker, LensState state)
    {
        var isOwn = string.Equals(state.Lens.Field, tracker.Settings.SegmentField, StringComparison.OrdinalIgnoreCase);
        var field = isOwn ? tracker.Sync.Connection?.Report.Fields.FirstOrDefault(f => f.Role == "segment") : null;
        var scope = new QueryScope(tracker.Settings, field, state);
        return tracker.Settings.Tracker == "azure-devops" ? AzureDevOpsQueries.Of(scope) : JiraQueries.Of(scope);
    }
}

/// <summary>The queries of one tracker.</summary>
/// <param name="Tracker">jira or azure-devops.</param>
/// <param name="Name">The site's or organization's name.</param>
/// <param name="Language">jql or wiql.</param>
/// <param name="All">All epics in scope.</param>
/// <param name="Segments">Those of each segment in scheme order.</param>
/// <param name="Unassigned">Those without a segment.</param>
internal sealed record TrackerQueries(
    string Tracker, string Name, string Language, QueryPart All, IReadOnlyList<SegmentQuery> Segments, QueryPart Unassigned);

/// <summary>A query.</summary>
/// <param name="Query">Its text.</param>
/// <param name="Url">Where it opens in the tracker; null where that is not known, or the address would be too long.</param>
internal sealed record QueryPart(string Query, string? Url);

/// <summary>The query of a segment.</summary>
internal sealed record SegmentQuery(string Key, string Name, string Query, string? Url);
