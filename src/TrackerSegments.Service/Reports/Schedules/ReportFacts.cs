using TrackerSegments.Core;
using TrackerSegments.Service.Advice;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>What a report says beside its figures: what moved and why, what would mend it, and where it leads to.</summary>
/// <param name="store">The store.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="live">Its trackers; null where its items come from a file.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where what fails is told.</param>
internal sealed partial class ReportFacts(IDocumentStore store, Workspace workspace, LiveTrackers? live, TimeProvider clock, ILogger logger)
{
    /// <summary>Whether everything is read; nothing is posted before.</summary>
    public bool IsComplete => live is null || live.Reading.IsComplete;

    /// <summary>A lens as it is now, the primary one where none is named; null where there is none.</summary>
    public LensState? Find(string? lens) => LensStates.Of(workspace, clock).Find(lens);

    /// <summary>The schedule with all that its card says beside the figures.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="state">The lens.</param>
    /// <param name="last">When the figures of the report before were worked out; null where there is none.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public async Task<ReportSchedule> WithFactsAsync(ReportSchedule schedule, LensState state, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var first = ReportPeriods.FirstDay(schedule.Period, state.Day, last);
        var drift = first is { } day ? await FindDriftAsync(state, day, cancellationToken) : null;
        var moves = state.Report.Strategy is null ? null : MovesDocument.Of(state);
        return schedule with
        {
            Links = schedule.Links with
            {
                Links = ReportLinks.Of(schedule.Links.Panel, state, live, drift?.From) with
                {
                    Conflicts = await ConflictSentence.OfAsync(store, workspace.Settings.Id, LensStates.Of(workspace, clock), cancellationToken),
                },
                Moved = drift?.Sentence,
                Moves = moves is { Outcome: "found" or "impossible" or "notFound" } ? moves.Sentence : null,
            },
        };
    }

    /// <summary>What each segment did since a day and why, by the segments' keys; empty where nobody kept how it was.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExplainAsync(LensState state, DateTimeOffset last, CancellationToken cancellationToken) =>
        await FindDriftAsync(state, DateOnly.FromDateTime(last.UtcDateTime), cancellationToken) is { } drift
            ? drift.Segments.Where(s => s.Shown is not null and not 0).ToDictionary(s => s.Segment.Key, s => DriftSentence.Of(s, drift.From), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    private async Task<FoundDrift?> FindDriftAsync(LensState state, DateOnly since, CancellationToken cancellationToken)
    {
        if (!state.CanBeKept)
        {
            return null;
        }

        // A day has one snapshot, its last: that of today is how it is now.
        var day = since < state.Day ? since : state.Day.AddDays(-1);
        try
        {
            // Where nobody kept how it was so long ago, the first day that was kept is told, and named.
            var history = new LensHistory(store, workspace.Settings.Id, state.Lens.Key);
            var first = await history.FirstDayAsync(state, cancellationToken);
            if (first is not { } earliest || earliest >= state.Day
                || await history.FindAsync(state, earliest > day ? earliest : day, cancellationToken) is not { Snapshot: var before })
            {
                return null;
            }

            var segments = DriftReport.Between(before, state.ToSnapshot()).Segments;
            return new(before.Summary.Day, DriftSentence.Of(segments, before.Summary.Day, state.Day), segments);
        }
        catch (Exception failure) when (failure is NewerSnapshotException or DataFileException)
        {
            // The figures are worth a post without what moved them.
            Log.NotExplained(logger, failure, state.Lens.Name);
            return null;
        }
    }

    private sealed record FoundDrift(DateOnly From, string Sentence, IReadOnlyList<SegmentDrift> Segments);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What moved in {Lens} could not be looked up; the report is posted without it.")]
        public static partial void NotExplained(ILogger logger, Exception failure, string lens);
    }
}
