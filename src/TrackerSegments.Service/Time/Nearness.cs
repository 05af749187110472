namespace TrackerSegments.Service.Time;

/// <summary>How far apart instants are.</summary>
internal static class Nearness
{
    /// <summary>
    /// Whether an instant is less than a while away, before or after: what is said to have happened in an hour was noted by a clock that
    /// has been set back since, and counts as long ago.
    /// </summary>
    public static bool IsWithin(this DateTimeOffset instant, TimeSpan length, DateTimeOffset now) => (now - instant).Duration() < length;
}
