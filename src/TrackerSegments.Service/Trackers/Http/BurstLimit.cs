namespace TrackerSegments.Service.Trackers;

/// <summary>
/// So many calls within so much time, in a window that slides. The base library's own limiter follows the machine's clock only; this one
/// follows the one it is given.
/// </summary>
internal sealed class BurstLimit(int calls, TimeSpan window)
{
    private readonly Lock turn = new();
    private readonly DateTimeOffset[] last = new DateTimeOffset[calls];
    private int next;
    private DateTimeOffset pausedUntil;

    /// <summary>Takes the next place.</summary>
    /// <returns>When the call may be made.</returns>
    public DateTimeOffset Take(DateTimeOffset now) => Take(now, out _);

    /// <inheritdoc cref="Take(DateTimeOffset)"/>
    public DateTimeOffset Take(DateTimeOffset now, out int place)
    {
        lock (turn)
        {
            place = next;
            var free = last[next] == default ? now : last[next] + window;
            var start = free > now ? free : now;
            start = pausedUntil > start ? pausedUntil : start;
            last[next] = start;
            next = (next + 1) % last.Length;
            return start;
        }
    }

    /// <summary>Says that a call arrived later than it was made, so that its place is free again that much later.</summary>
    public void Arrived(int place, DateTimeOffset at)
    {
        lock (turn)
        {
            last[place] = at > last[place] ? at : last[place];
        }
    }

    /// <summary>Lets nobody through before an instant.</summary>
    public void Pause(DateTimeOffset until)
    {
        lock (turn)
        {
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }

    /// <summary>Until when nobody is let through.</summary>
    public DateTimeOffset PausedUntil
    {
        get
        {
            lock (turn)
            {
                return pausedUntil;
            }
        }
    }

    /// <summary>Whether forgetting the limit would change nothing.</summary>
    public bool IsIdle(DateTimeOffset now)
    {
        lock (turn)
        {
            return pausedUntil <= now && last.All(call => call == default || call + window <= now);
        }
    }
}
