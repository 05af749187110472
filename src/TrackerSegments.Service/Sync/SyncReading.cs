using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Sync;

/// <summary>What a person should know of the reading when looking at figures.</summary>
internal static class SyncReading
{
    public static WorkspaceReading Of(TrackerSync sync) => Of([sync], []);

    /// <param name="syncs">The readings of all trackers.</param>
    /// <param name="others">What else a person should know.</param>
    public static WorkspaceReading Of(IReadOnlyList<TrackerSync> syncs, IReadOnlyList<Finding> others)
    {
        ScopeSync[] scopes = [.. syncs.SelectMany(sync => sync.Scopes)];
        var isComplete = syncs.All(sync => sync.Scopes.Count > 0) && scopes.All(s => s.State.IsComplete);
        return new(AsOf(scopes), isComplete, [.. Findings(syncs, scopes, isComplete), .. others]);
    }

    /// <summary>The oldest moment at which a part was as it is here; null until all were read.</summary>
    public static DateTimeOffset? AsOf(IReadOnlyList<ScopeSync> scopes) =>
        scopes.Count > 0 && scopes.All(s => s.State.AsOf is not null) ? scopes.Min(s => s.State.AsOf) : null;

    /// <summary>How many items were read and how many there are, as far as is known, of the scopes that are not yet complete and of those that are.</summary>
    public static (int Read, int? Total) Progress(IReadOnlyList<ScopeSync> scopes) =>
        (scopes.Sum(s => s.Read), scopes.Count > 0 && scopes.All(s => s.State.Total is not null) ? scopes.Sum(s => s.State.Total) : null);

    private static IEnumerable<Finding> Findings(IReadOnlyList<TrackerSync> syncs, IReadOnlyList<ScopeSync> scopes, bool isComplete)
    {
        foreach (var problem in syncs.Select(sync => sync.Problem).OfType<SyncProblem>())
        {
            yield return Finding.Of("trackerNotConnected", Severity.Error, problem.Text, [], Next(problem));
        }

        if (!isComplete)
        {
            yield return Finding.Of(
                "partlyRead",
                Severity.Warning,
                Partly(scopes),
                [.. scopes.Where(s => !s.State.IsComplete).Select(s => s.Scope.Label)],
                "Wait until everything is read before you decide anything from the figures.",
                ProgressOf(scopes));
        }

        foreach (var scope in scopes)
        {
            if (scope.State.Problem is { } stopped)
            {
                yield return Finding.Of(
                    "scopeNotRead",
                    scope.State.IsComplete ? Severity.Warning : Severity.Error,
                    Stopped(scope, stopped),
                    [scope.Scope.Label],
                    Next(stopped));
            }
        }

        foreach (var same in scopes.SelectMany(s => s.State.Findings).GroupBy(f => f.Code, StringComparer.Ordinal))
        {
            var first = same.First();
            string[] items = [.. same.SelectMany(f => f.Items).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            yield return Finding.Of(first.Code, first.Severity, first.Text, items, first.Action, first.Figures);
        }

        foreach (var finding in syncs.SelectMany(sync => sync.Connection?.Report.Findings ?? []))
        {
            yield return finding;
        }
    }

    private static FindingFigures ProgressOf(IReadOnlyList<ScopeSync> scopes)
    {
        var (read, total) = Progress(scopes);
        var figures = scopes.Count == 0 ? FindingFigures.None : FindingFigures.None.With("read", read);
        return total is { } all ? figures.With("total", all) : figures;
    }

    private static string Partly(IReadOnlyList<ScopeSync> scopes)
    {
        if (scopes.Count == 0)
        {
            return "Nothing is read yet: the tracker has not been connected to.";
        }

        var (read, total) = Progress(scopes);
        return total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{read:N0} of {all:N0} items are read so far; the figures are partial.")
            : string.Create(CultureInfo.InvariantCulture, $"{read:N0} items are read so far; the figures are partial.");
    }

    private static string Stopped(ScopeSync scope, SyncProblem problem) => string.Create(
        CultureInfo.InvariantCulture,
        $"{scope.Scope.Label} cannot be read since {problem.Since.UtcDateTime:HH:mm} UTC: {problem.Text}{(scope.State.AsOf is { } asOf ? $" Its figures are those of {asOf.UtcDateTime:d MMM yyyy, HH:mm} UTC." : "")}");

    private static string Next(SyncProblem problem)
    {
        var who = problem.Blame switch
        {
            Blame.Administrator => "An administrator of the tracker can mend it.",
            Blame.Person => "Mend the connection and start again.",
            Blame.Tracker => "It is tried again by itself.",
            _ => "Report it; the log has the details.",
        };
        return problem.NextAttempt is { } next
            ? string.Create(CultureInfo.InvariantCulture, $"{who} The next attempt is at {next.UtcDateTime:HH:mm} UTC.")
            : who;
    }
}
