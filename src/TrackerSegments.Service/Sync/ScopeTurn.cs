using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// The right to work on a scope, and what is kept of the work. Where several processes share the store one has it at a time: until it is
/// done, or until it has kept nothing for a while, as one that was killed. Whoever lost it can keep nothing more of the scope.
/// </summary>
internal sealed class ScopeTurn(string scope, SyncStates states, TimeSpan lease, TimeProvider clock)
{
    private static readonly string Self = Guid.NewGuid().ToString("N");

    private volatile KeptScope kept = new(new(), ETag: null);
    private volatile ScopeState state = new();
    private int isTaken;

    public ScopeState State => state;

    public async Task LoadAsync(CancellationToken cancellationToken) => Load(await states.FindScopeAsync(scope, cancellationToken));

    /// <summary>Takes over what somebody else kept; while this process works on the scope, it knows better.</summary>
    public void Load(KeptScope found)
    {
        if (Volatile.Read(ref isTaken) == 0)
        {
            (kept, state) = (found, found.State);
        }
    }

    /// <returns>Whether nobody else works on the scope.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        if (!states.IsShared)
        {
            return true;
        }

        if (Interlocked.CompareExchange(ref isTaken, 1, 0) != 0)
        {
            return false;
        }

        var isMine = false;
        try
        {
            kept = await states.FindScopeAsync(scope, cancellationToken);
            state = kept.State;
            if (!state.IsOwned(clock.GetUtcNow()))
            {
                await KeepAsync(state, cancellationToken);
                isMine = true;
            }
        }
        catch (ConcurrencyException)
        {
            // Another process was a little quicker.
        }
        finally
        {
            Volatile.Write(ref isTaken, isMine ? 1 : 0);
        }

        return isMine;
    }

    /// <exception cref="ConcurrencyException">Somebody else has taken the scope over.</exception>
    public async Task DemandAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals((await states.FindScopeAsync(scope, cancellationToken)).ETag, kept.ETag, StringComparison.Ordinal))
        {
            throw new ConcurrencyException("scopes", scope);
        }
    }

    /// <summary>Changes the state in memory; it is kept with the next one.</summary>
    public void Note(ScopeState next) => state = next;

    /// <summary>Keeps a state and goes on.</summary>
    /// <exception cref="ConcurrencyException">Somebody else has taken the scope over; nothing was kept.</exception>
    public Task KeepAsync(ScopeState next, CancellationToken cancellationToken) => SaveAsync(
        states.IsShared ? next with { Owner = Self, OwnedUntil = clock.GetUtcNow() + (lease < ScopeState.LongestTurn ? lease : ScopeState.LongestTurn) } : next, cancellationToken);

    /// <summary>Keeps a state and lets others take their turn.</summary>
    /// <exception cref="ConcurrencyException">Somebody else has taken the scope over; nothing was kept.</exception>
    public async Task EndAsync(ScopeState next, CancellationToken cancellationToken)
    {
        try
        {
            await SaveAsync(next with { Owner = null, OwnedUntil = null }, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref isTaken, 0);
        }
    }

    /// <summary>Changes what is kept whoever has the turn; that one loses it, and finds the change.</summary>
    public async Task ChangeAsync(Func<ScopeState, ScopeState> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await states.FindScopeAsync(scope, cancellationToken);
            try
            {
                Load(await states.SaveScopeAsync(
                    scope, change(found.State) with { Owner = null, OwnedUntil = null }, found.ETag, cancellationToken));
                return;
            }
            catch (ConcurrencyException)
            {
                // Somebody kept another state in between: the change is made to that one.
            }
        }
    }

    /// <summary>Lets others take their turn, after the work was broken off.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            if (kept.State.Owner is not null)
            {
                await EndAsync(kept.State, CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is ConcurrencyException or DataFileException)
        {
            // The turn ends by itself when its time is over.
        }
    }

    /// <summary>Takes over what the one kept who has the turn now.</summary>
    public Task LoseAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref isTaken, 0);
        return LoadAsync(cancellationToken);
    }

    private async Task SaveAsync(ScopeState next, CancellationToken cancellationToken)
    {
        kept = await states.SaveScopeAsync(scope, next, kept.ETag, cancellationToken);
        state = next;
    }
}
