using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>What is being done about a scope.</summary>
internal enum ScopePhase
{
    Idle,
    Full,
    Delta,
    Check,
    Stopped,
}

/// <summary>Keeps the copy of one scope in step with the tracker. What was stored before a stop is not read again.</summary>
internal sealed class ScopeSync(TrackerScope scope, ITracker tracker, TrackerCopy copy, ScopeTurn turn, TimeProvider clock)
{
    private const int FindAtOnce = 100;

    public TrackerScope Scope => scope;

    public ScopeState State => turn.State;

    public ScopePhase Phase { get; private set; }

    /// <summary>How many items the reading under way, or else the last one, saw.</summary>
    public int Read { get; private set; }

    /// <summary>Hears that something moved on.</summary>
    public Action Moved { get; set; } = () => { };

    /// <summary>Takes up where whoever worked on it last was.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await turn.LoadAsync(cancellationToken);
        Show();
    }

    /// <summary>The same, from a state that was looked up already.</summary>
    public void Open(KeptScope kept)
    {
        turn.Load(kept);
        Show();
    }

    /// <summary>Everything is to be read again; what is in the copy stays until that is done. Whoever works on the scope loses it.</summary>
    public Task ForgetCursorAsync(CancellationToken cancellationToken) => turn.ChangeAsync(WithoutCursor, cancellationToken);

    /// <summary>
    /// Reads what changed, or everything where that has not been done, or where the tracker no longer knows what changed; and compares which
    /// items there are, where that is due. It leaves off after some pages, or where somebody else works on the scope.
    /// </summary>
    /// <param name="bounds">How much to do.</param>
    /// <param name="cancellationToken">Breaks off; what was kept is gone on from.</param>
    /// <exception cref="TrackerException">The tracker cannot be read. What was read before is kept.</exception>
    public async Task<ScopeWork> ReadAsync(ScopeBounds bounds, CancellationToken cancellationToken)
    {
        if (!await turn.TakeAsync(cancellationToken))
        {
            Show();
            return ScopeWork.Busy;
        }

        try
        {
            var work = await ReadOrAnewAsync(bounds, cancellationToken);
            if (work == ScopeWork.Done && IsCheckDue(State, bounds))
            {
                await CheckAsync(cancellationToken);
            }

            return work;
        }
        catch (ConcurrencyException)
        {
            await turn.LoseAsync(cancellationToken);
            Show();
            return ScopeWork.Busy;
        }
        catch (OperationCanceledException)
        {
            await turn.LeaveAsync();
            throw;
        }
    }

    private async Task<ScopeWork> ReadOrAnewAsync(ScopeBounds bounds, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnAsync(bounds, cancellationToken);
        }
        catch (CursorRefusedException)
        {
            await turn.KeepAsync(WithoutCursor(State), cancellationToken);
            return await ReadAnewAsync(bounds, cancellationToken);
        }
    }

    /// <summary>Compares which items there are, and looks at every one that only one side has.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read.</exception>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        Enter(ScopePhase.Check);
        var start = clock.GetUtcNow();
        HashSet<string> there = new(StringComparer.Ordinal);
        await foreach (var page in tracker.ReadIdsAsync(scope, cancellationToken))
        {
            there.UnionWith(page);
        }

        there.SymmetricExceptWith(copy.IdsOf(scope.Key));
        await FindAsync([.. there], cancellationToken);
        await turn.EndAsync(State with { LastCheck = start }, cancellationToken);
        Enter(ScopePhase.Idle);
    }

    /// <summary>Looks at single items: what became of them.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read.</exception>
    public async Task FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(FindAtOnce))
        {
            var page = await tracker.FindAsync(scope, some, id => copy.IsKnown(scope.Key, id), cancellationToken);
            await copy.StoreAsync(scope.Key, State.Reading, page.Items, page.Gone, _ => Task.CompletedTask, cancellationToken);
            Moved();
        }
    }

    /// <summary>Notes why it stopped, and when it is tried again.</summary>
    public async Task StopAsync(TrackerProblem problem, CancellationToken cancellationToken)
    {
        await turn.EndAsync(State with { Problem = SyncProblem.After(State.Problem, problem, clock.GetUtcNow()) }, cancellationToken);
        Enter(ScopePhase.Stopped);
    }

    /// <summary>Notes why it rests until somebody asks for a reading.</summary>
    public async Task RestAsync(TrackerProblem problem, CancellationToken cancellationToken)
    {
        await turn.ChangeAsync(
            state => state with { Problem = SyncProblem.After(state.Problem, problem, clock.GetUtcNow()) with { NextAttempt = null } }, cancellationToken);
        Enter(ScopePhase.Stopped);
    }

    private async Task<ScopeWork> ReadAnewAsync(ScopeBounds bounds, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnAsync(bounds, cancellationToken);
        }
        catch (CursorRefusedException e)
        {
            throw new TrackerException(
                new("cursorRefused", $"The tracker forgets where a reading of {scope.Name} is before it ends. It is tried again by itself.", Blame.Tracker) { IsPassing = true }, e);
        }
    }

    private async Task<ScopeWork> ReadOnAsync(ScopeBounds bounds, CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        if (State.Cursor is null && !State.IsReadingAll)
        {
            await turn.KeepAsync(
                State with { Reading = State.Reading + 1, IsReadingAll = true, Begun = start, Total = null, Findings = [] }, cancellationToken);
            Read = 0;
        }

        var reading = State.Reading;
        Enter(State.IsReadingAll ? ScopePhase.Full : ScopePhase.Delta);
        var request = new ReadRequest(
            scope, State.Cursor, id => copy.IsSeen(scope.Key, reading, id), id => copy.IsKnown(scope.Key, id));
        string? cursor = null;
        var pages = 0;
        await foreach (var page in tracker.ReadAsync(request, cancellationToken))
        {
            // The cursor of a page is kept once another one follows: the last one is kept together with what ends the reading.
            if (pages == bounds.Pages)
            {
                await turn.EndAsync(State with { Cursor = cursor }, cancellationToken);
                Enter(ScopePhase.Idle);
                return ScopeWork.More;
            }

            if (pages++ > 0)
            {
                await turn.KeepAsync(State with { Cursor = cursor, Total = page.Total ?? State.Total }, cancellationToken);
            }

            var isNew = State.IsReadingAll ? page.Items.Count(item => !copy.IsSeen(scope.Key, reading, CopyEntry.IdOf(item))) : 0;
            await copy.StoreAsync(scope.Key, reading, page.Items, page.Gone, turn.DemandAsync, cancellationToken);
            Read += isNew;
            cursor = page.Cursor;
            turn.Note(State with
            {
                Total = page.Total ?? State.Total,
                Findings = ScopeFindings.Merge(State.Findings, page, State.IsReadingAll),
            });
            Moved();
        }

        await EndAsync(start, cursor, bounds, cancellationToken);
        return ScopeWork.Done;
    }

    private static ScopeState WithoutCursor(ScopeState state) => state with { Cursor = null, IsReadingAll = false };

    private bool IsCheckDue(ScopeState state, ScopeBounds bounds) => !(state.LastCheck is { } last && last.IsWithin(bounds.CheckEvery, clock.GetUtcNow()));

    private async Task EndAsync(DateTimeOffset start, string? cursor, ScopeBounds bounds, CancellationToken cancellationToken)
    {
        var wasFull = State.IsReadingAll;
        if (wasFull)
        {
            await copy.SweepAsync(scope.Key, State.Reading, turn.DemandAsync, cancellationToken);
            Read = copy.CountSeen(scope.Key, State.Reading);
        }

        var done = State with
        {
            Cursor = cursor,
            IsReadingAll = false,
            IsComplete = true,
            Total = wasFull ? Read : State.Total,
            AsOf = wasFull ? State.Begun : start,
            LastFull = wasFull ? start : State.LastFull,
            LastCheck = wasFull ? start : State.LastCheck,
            Problem = null,
        };
        await (IsCheckDue(done, bounds) ? turn.KeepAsync(done, cancellationToken) : turn.EndAsync(done, cancellationToken));
        Enter(ScopePhase.Idle);
    }

    private void Enter(ScopePhase phase)
    {
        Phase = phase;
        Moved();
    }

    private void Show()
    {
        Read = copy.CountSeen(scope.Key, State.IsReadingAll ? State.Reading : 0);
        Phase = State.Problem is not null ? ScopePhase.Stopped
            : !State.IsOwned(clock.GetUtcNow()) ? ScopePhase.Idle
            : State.IsReadingAll ? ScopePhase.Full
            : ScopePhase.Delta;
    }
}

/// <summary>How much of a scope is done at once.</summary>
/// <param name="Pages">After how many pages to leave off.</param>
/// <param name="CheckEvery">How often it is compared which items there are.</param>
internal readonly record struct ScopeBounds(int Pages, TimeSpan CheckEvery);

/// <summary>What became of the work on a scope.</summary>
internal enum ScopeWork
{
    /// <summary>It is in step.</summary>
    Done,

    /// <summary>There is more to read.</summary>
    More,

    /// <summary>Somebody else works on it.</summary>
    Busy,
}
