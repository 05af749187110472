namespace TrackerSegments.Service.Trackers;

/// <summary>How calls to one endpoint are paced.</summary>
internal sealed record EndpointPace(SemaphoreSlim Gate, BurstLimit Limit)
{
    private long quickest = long.MaxValue;

    /// <summary>The shortest time that an answer took so far.</summary>
    public TimeSpan Quickest(TimeSpan took)
    {
        InterlockedMin(took.Ticks);
        return new(Volatile.Read(ref quickest));
    }

    private void InterlockedMin(long ticks)
    {
        for (var known = Volatile.Read(ref quickest); ticks < known; known = Volatile.Read(ref quickest))
        {
            Interlocked.CompareExchange(ref quickest, ticks, known);
        }
    }
}

/// <summary>A call that is on its way.</summary>
internal sealed class CallPlace(EndpointPace endpoint, int number, TimeProvider clock) : IDisposable
{
    private readonly DateTimeOffset sent = clock.GetUtcNow();

    /// <summary>
    /// The answer begins. What it took longer than the quickest one was spent on the way there as far as anybody knows: trackers count calls as
    /// they arrive, and some that were made one after the other may arrive together.
    /// </summary>
    public void Answered()
    {
        var now = clock.GetUtcNow();
        endpoint.Limit.Arrived(number, now - endpoint.Quickest(now - sent));
    }

    public void Dispose() => endpoint.Gate.Release();
}
