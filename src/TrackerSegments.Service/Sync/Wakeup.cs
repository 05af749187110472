namespace TrackerSegments.Service.Sync;

/// <summary>Waits for a time or for somebody who rings, whichever comes first. Ringing twice is ringing once.</summary>
internal sealed class Wakeup : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rang already.
        }
    }

    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        bell.WaitAsync(time > TimeSpan.Zero ? time : TimeSpan.Zero, cancellationToken);

    public void Dispose() => bell.Dispose();
}
