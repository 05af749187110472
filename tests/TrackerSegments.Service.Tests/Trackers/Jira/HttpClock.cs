namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>A clock in which nobody waits: a delay is over at once, and the clock is that much later. Time-outs run in real time.</summary>
internal sealed class HttpClock : TimeProvider
{
    private readonly Lock turn = new();
    private DateTimeOffset now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What was waited for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public TimeSpan Waited => new(Waits.Sum(wait => wait.Ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (turn)
        {
            return now;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (turn)
        {
            now += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        lock (turn)
        {
            Waits.Add(dueTime);
            now += dueTime;
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
