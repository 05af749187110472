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
internal sealed class ScopeSync(TrackerScope scope, ITracker tracker, TrackerCopy copy, SyncStates states, TimeProvider clock)
{
    private const int FindAtOnce = 100;

    private volatile ScopeState state = new();

    public TrackerScope Scope => scope;

    public ScopeState State => state;

    public ScopePhase Phase { get; private set; }

    /// <summary>How many items the reading under way, or else the last one, saw.</summary>
    public int Read { get; private set; }

    /// <summary>Hears that something moved on.</summary>
    public Action Moved { get; set; } = () => { };

    public Wakeup Wakeup { get; } = new();

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        state = await states.FindScopeAsync(scope.Key, cancellationToken);
        Read = copy.CountSeen(scope.Key, state.IsReadingAll ? state.Reading : 0);
        Phase = state.Problem is null ? ScopePhase.Idle : ScopePhase.Stopped;
    }

    /// <summary>Everything is to be read again; what is in the copy stays until that is done.</summary>
    public Task ForgetCursorAsync(CancellationToken cancellationToken) =>
        SaveAsync(state with { Cursor = null, IsReadingAll = false }, cancellationToken);

    /// <summary>Reads what changed, or everything where that has not been done, or where the tracker no longer knows what changed.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read. What was read before is kept.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadOnAsync(cancellationToken);
        }
        catch (CursorRefusedException)
        {
            await ForgetCursorAsync(cancellationToken);
            await ReadAnewAsync(cancellationToken);
        }
    }

    /// <summary>Compares which items there are, and looks at every one that only one side has.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
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
        await SaveAsync(state with { LastCheck = start }, cancellationToken);
        Enter(ScopePhase.Idle);
    }

    /// <summary>Looks at single items: what became of them.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read.</exception>
    public async Task FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(FindAtOnce))
        {
            var page = await tracker.FindAsync(scope, some, id => copy.IsKnown(scope.Key, id), cancellationToken);
            await copy.StoreAsync(scope.Key, state.Reading, page.Items, page.Gone, cancellationToken);
            Moved();
        }
    }

    /// <summary>Notes why it stopped, and when it is tried again.</summary>
    public async Task StopAsync(TrackerProblem problem, CancellationToken cancellationToken)
    {
        await SaveAsync(state with { Problem = SyncProblem.After(state.Problem, problem, clock.GetUtcNow()) }, cancellationToken);
        Enter(ScopePhase.Stopped);
    }

    private async Task ReadAnewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadOnAsync(cancellationToken);
        }
        catch (CursorRefusedException e)
        {
            throw new TrackerException(
                new("cursorRefused", $"The tracker forgets where a reading of {scope.Name} is before it ends. It is tried again by itself.", Blame.Tracker) { IsPassing = true }, e);
        }
    }

    private async Task ReadOnAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        if (state.Cursor is null && !state.IsReadingAll)
        {
            await SaveAsync(
                state with { Reading = state.Reading + 1, IsReadingAll = true, Begun = start, Total = null, Findings = [] }, cancellationToken);
            Read = 0;
        }

        var reading = state.Reading;
        Enter(state.IsReadingAll ? ScopePhase.Full : ScopePhase.Delta);
        var request = new ReadRequest(
            scope, state.Cursor, id => copy.IsSeen(scope.Key, reading, id), id => copy.IsKnown(scope.Key, id));
        string? cursor = null;
        var pages = 0;
        await foreach (var page in tracker.ReadAsync(request, cancellationToken))
        {
            // The cursor of a page is kept once another one follows: the last one is kept together with what ends the reading.
            if (pages++ > 0)
            {
                await SaveAsync(state with { Cursor = cursor, Total = page.Total ?? state.Total }, cancellationToken);
            }

            var isNew = state.IsReadingAll ? page.Items.Count(item => !copy.IsSeen(scope.Key, reading, CopyEntry.IdOf(item))) : 0;
            await copy.StoreAsync(scope.Key, reading, page.Items, page.Gone, cancellationToken);
            Read += isNew;
            cursor = page.Cursor;
            state = state with
            {
                Total = page.Total ?? state.Total,
                Findings = ScopeFindings.Merge(state.Findings, page, state.IsReadingAll),
            };
            Moved();
        }

        var wasFull = state.IsReadingAll;
        if (wasFull)
        {
            await copy.SweepAsync(scope.Key, reading, cancellationToken);
            Read = copy.CountSeen(scope.Key, reading);
        }

        await SaveAsync(
            state with
            {
                Cursor = cursor,
                IsReadingAll = false,
                IsComplete = true,
                Total = wasFull ? Read : state.Total,
                AsOf = wasFull ? state.Begun : start,
                LastFull = wasFull ? start : state.LastFull,
                LastCheck = wasFull ? start : state.LastCheck,
                Problem = null,
            },
            cancellationToken);
        Enter(ScopePhase.Idle);
    }

    private void Enter(ScopePhase phase)
    {
        Phase = phase;
        Moved();
    }

    private async Task SaveAsync(ScopeState next, CancellationToken cancellationToken)
    {
        await states.SaveScopeAsync(scope.Key, next, cancellationToken);
        state = next;
    }
}
