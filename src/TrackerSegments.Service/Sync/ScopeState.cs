using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>How far the reading of one scope is; kept after every page, so that a start goes on from there.</summary>
internal sealed record ScopeState
{
    /// <summary>No turn is given for longer.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(15);

    /// <summary>Where to go on; null reads everything.</summary>
    public string? Cursor { get; init; }

    /// <summary>Counts the readings of the whole scope.</summary>
    public int Reading { get; init; }

    /// <summary>Whether the whole scope is being read: begun, and not yet at its end.</summary>
    public bool IsReadingAll { get; init; }

    /// <summary>Whether the whole scope was read once.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How many items the reading of the whole scope will give, as far as the tracker said.</summary>
    public int? Total { get; init; }

    /// <summary>When everything was as it is in the copy.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When the reading of the whole scope that is under way was begun.</summary>
    public DateTimeOffset? Begun { get; init; }

    /// <summary>When the whole scope was read last.</summary>
    public DateTimeOffset? LastFull { get; init; }

    /// <summary>When what the scope holds was last compared, id by id.</summary>
    public DateTimeOffset? LastCheck { get; init; }

    /// <summary>What a person should know of its items.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public SyncProblem? Problem { get; init; }

    /// <summary>The process that works on the scope; null where none does. Always null where the store belongs to one process.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when it has the scope for itself. Every page that it keeps puts this off.</summary>
    public DateTimeOffset? OwnedUntil { get; init; }

    /// <summary>Whether somebody works on the scope now. A turn that would last longer than any was given by a clock that has been set back.</summary>
    public bool IsOwned(DateTimeOffset now) => Owner is not null && OwnedUntil > now && OwnedUntil - now <= LongestTurn;
}

/// <summary>Why a reading stopped.</summary>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Text">A sentence for a person.</param>
/// <param name="Blame">Who can mend it.</param>
/// <param name="Since">When it stopped first.</param>
/// <param name="Attempts">How often it was tried since.</param>
/// <param name="NextAttempt">When it is tried again.</param>
internal sealed record SyncProblem(string Code, string Text, Blame Blame, DateTimeOffset Since, int Attempts, DateTimeOffset? NextAttempt)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Whoever asks for longer is tried in between: an attempt that comes too early costs one call.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>The problem after one more attempt; each wait is twice the one before, and never shorter than the tracker asks for.</summary>
    public static SyncProblem After(SyncProblem? before, TrackerProblem problem, DateTimeOffset now)
    {
        var attempts = (before?.Attempts ?? 0) + 1;
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 10));
        var wait = doubled < LongestWait ? doubled : LongestWait;
        if (problem.RetryAfter is { } asked && asked > wait)
        {
            wait = asked < LongestAsked ? asked : LongestAsked;
        }

        return new(problem.Code, problem.Text, problem.Blame, before?.Since ?? now, attempts, now + wait);
    }

    /// <summary>Whether it is to be tried again. A time that is further away than any wait was noted by a clock that has been set back.</summary>
    public bool IsDue(DateTimeOffset now) => NextAttempt <= now || NextAttempt - now > LongestAsked;

    /// <summary>How long until then; null where it is due, or rests.</summary>
    public TimeSpan? Wait(DateTimeOffset now) => IsDue(now) ? null : NextAttempt - now;
}

/// <summary>What a connection found, and what its copy was read for.</summary>
/// <param name="Stamp">A hash over everything that decides what is read; a copy with another one is read again.</param>
/// <param name="Kind">The kind of tracker.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="Report">What connecting found.</param>
internal sealed record ConnectionState(string Stamp, string Kind, string Name, IReadOnlyList<TrackerScope> Scopes, ConnectionReport Report);

/// <summary>Whether writing to the tracker is switched on.</summary>
internal sealed record WritingState(bool IsAllowed, DateTimeOffset ChangedAt);

/// <summary>An issue that a tracker said has changed.</summary>
/// <param name="IssueId">The issue.</param>
/// <param name="At">When it was told.</param>
internal sealed record InboxEvent(string IssueId, DateTimeOffset At);
