using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>Whether a workspace may write to its tracker: off until a person switches it on. Looked up before every call that writes.</summary>
internal sealed class WriteSwitch(SyncStates states, string tracker, TimeProvider clock) : IWriteSwitch
{
    public string Refusal => $"Writing to {tracker} is switched off, so nothing was written. Switch it on in the panel, or start with --write-back on.";

    public async Task<WritingState> FindAsync(CancellationToken cancellationToken) =>
        await states.FindWritingAsync(cancellationToken) ?? new(IsAllowed: false, default);

    public Task SetAsync(bool isAllowed, CancellationToken cancellationToken) =>
        states.SaveWritingAsync(new(isAllowed, clock.GetUtcNow()), cancellationToken);

    public async Task DemandAsync(CancellationToken cancellationToken)
    {
        if (!(await FindAsync(cancellationToken)).IsAllowed)
        {
            throw new TrackerException(new("writeBackOff", Refusal, Blame.Person));
        }
    }
}
