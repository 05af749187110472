namespace TrackerSegments.Service.Time;

/// <summary>
/// A clock that begins with another one and then only counts what passes: who waits within this process waits as long as was meant,
/// also where the machine's clock is set in between. What is kept for others has the machine's own time.
/// </summary>
internal sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset begun = clock.GetUtcNow();
    private readonly long stamp = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => begun + clock.GetElapsedTime(stamp);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
