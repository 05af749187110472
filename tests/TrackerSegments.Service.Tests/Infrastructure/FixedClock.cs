namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How far the machine's clock was set, without any time passing.</summary>
    public TimeSpan Set { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now + Set;

    public override long GetTimestamp() => Now.Ticks;
}
