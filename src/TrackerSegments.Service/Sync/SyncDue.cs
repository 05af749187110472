using TrackerSegments.Service.Time;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>What is to be done about a tracker now, worked out from what is kept of it alone.</summary>
internal static class SyncDue
{
    /// <param name="known">What is kept of the connection.</param>
    /// <param name="pace">How often the tracker is asked.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<SyncTask> Of(KeptConnection known, SyncPace pace, DateTimeOffset now)
    {
        if (known.Problem is { } problem && !problem.IsDue(now))
        {
            return [];
        }

        if (known.Problem is not null || known.Connection is null)
        {
            return [new(Scope: null)];
        }

        List<SyncTask> tasks = known.HasEvents ? [new(Scope: null)] : [];
        tasks.AddRange(known.Connection.Scopes
            .Where(scope => IsDue(known.Scopes.GetValueOrDefault(DocumentKey.Of(scope.Key))?.State ?? new(), pace, now))
            .Select(scope => new SyncTask(scope.Key)));
        return tasks;
    }

    private static bool IsDue(ScopeState state, SyncPace pace, DateTimeOffset now) =>
        !state.IsOwned(now)
        && (state.Problem is { } problem
            ? problem.IsDue(now)
            : state.IsReadingAll || state.Cursor is null || state.AsOf is not { } asOf || !asOf.IsWithin(pace.Every, now));
}

/// <summary>What is kept of a connection.</summary>
/// <param name="Connection">What connecting found; null where it never succeeded.</param>
/// <param name="Problem">Why connecting failed last; null where it did not.</param>
/// <param name="Scopes">The states of its scopes, by the keys they are kept under.</param>
/// <param name="HasEvents">Whether the tracker told of changes that nobody has looked at.</param>
internal sealed record KeptConnection(
    ConnectionState? Connection, SyncProblem? Problem, IReadOnlyDictionary<string, KeptScope> Scopes, bool HasEvents)
{
    /// <summary>The oldest moment at which a part was as it is kept; null until all were read.</summary>
    public DateTimeOffset? AsOf => Connection is { Scopes.Count: > 0 } known
        && known.Scopes.All(scope => Scopes.GetValueOrDefault(DocumentKey.Of(scope.Key))?.State.AsOf is not null)
            ? known.Scopes.Min(scope => Scopes[DocumentKey.Of(scope.Key)].State.AsOf)
            : null;
}
