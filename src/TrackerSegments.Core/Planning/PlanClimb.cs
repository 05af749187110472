namespace TrackerSegments.Core;

/// <summary>
/// Makes a good plan fast: epics that bring it closer come in by rank, then epics go in and out, or one for another, as long as that
/// brings it closer; then higher ranks come in, also in exchange for lower ones, where that costs nothing.
/// </summary>
internal sealed class PlanClimb(PlanState state, Int128 atLeast, long budget)
{
    private readonly int[] movable = [.. Enumerable.Range(0, state.Ranked.Count).Where(i => !state.Ranked[i].IsFixed)];
    private long steps = budget;

    public void Climb()
    {
        foreach (var epic in movable)
        {
            if (state.Fits(epic) && state.ChangeBy(epic) < 0)
            {
                state.Toggle(epic);
            }
        }

        while (steps > 0 && state.Distance > atLeast && (ToggleAny() | ExchangeAny()))
        {
        }

        Rise();
    }

    private bool ToggleAny()
    {
        var isCloser = false;
        foreach (var epic in movable)
        {
            steps--;
            if ((state.IsIn[epic] || state.Fits(epic)) && state.ChangeBy(epic) < 0)
            {
                state.Toggle(epic);
                isCloser = true;
            }
        }

        return isCloser;
    }

    private bool ExchangeAny()
    {
        var isCloser = false;
        foreach (var comes in movable)
        {
            for (var i = movable.Length - 1; i >= 0 && !state.IsIn[comes] && steps > 0 && state.Distance > atLeast; i--)
            {
                isCloser |= TryExchange(comes, movable[i], -1);
            }
        }

        return isCloser;
    }

    private void Rise()
    {
        foreach (var comes in movable)
        {
            if (!state.IsIn[comes] && state.Fits(comes) && state.ChangeBy(comes) <= 0)
            {
                state.Toggle(comes);
            }

            for (var i = movable.Length - 1; i >= 0 && movable[i] > comes && !state.IsIn[comes] && steps > 0; i--)
            {
                TryExchange(comes, movable[i], 0);
            }
        }
    }

    /// <param name="comes">The epic to come in.</param>
    /// <param name="goes">The epic to go.</param>
    /// <param name="most">By how much the distance may change at most.</param>
    private bool TryExchange(int comes, int goes, int most)
    {
        steps--;
        if (!state.IsIn[goes] || !state.Fits(comes, goes) || state.ChangeBy(comes, goes) > most)
        {
            return false;
        }

        state.Toggle(goes);
        state.Toggle(comes);
        return true;
    }
}
