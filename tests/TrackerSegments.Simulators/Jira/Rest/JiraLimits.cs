using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>
/// The limits of Jira Cloud: bursts by endpoint and method, writes to one issue, and points in an hour. They run on the clock's
/// timestamps, so that a test with a clock that stands still has them too.
/// </summary>
internal sealed class JiraLimits(JiraOptions options)
{
    private readonly Lock gate = new();

    private readonly Dictionary<string, Queue<long>> bursts = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Queue<long>> writes = new(StringComparer.Ordinal);

    private long hour = -1;

    private long points;

    /// <summary>The refusal of a call that is one too many; null where it may go on.</summary>
    public JiraAnswer? Check(JiraRequest request)
    {
        lock (gate)
        {
            var now = options.Clock.GetTimestamp();
            if (OutOfPoints(request) is { } wait)
            {
                return Refused(wait, "jira-quota-tenant-based");
            }

            if (!options.Limits)
            {
                return null;
            }

            var allowed = request.Method is "PUT" or "DELETE" ? 50 : 100;
            if (!Take(bursts, $"{request.Method} {request.Template}", now, (TimeSpan.FromSeconds(1), allowed)))
            {
                return Refused(1, "jira-burst-based");
            }

            return request.IsWrite && IssueOf(request) is { } issue
                && !Take(writes, issue, now, (TimeSpan.FromSeconds(2), 20), (TimeSpan.FromSeconds(30), 100))
                    ? Refused(2, "jira-per-issue-on-write")
                    : null;
        }
    }

    /// <summary>Counts what an answer costs: one for the call, and one for each issue that was read.</summary>
    public void Count(JiraAnswer answer)
    {
        lock (gate)
        {
            points += 1 + answer.Issues;
        }
    }

    private static string? IssueOf(JiraRequest request) =>
        request.Template.Contains("/issue/{", StringComparison.Ordinal) ? request.Path.Split('/')[5] : null;

    private int? OutOfPoints(JiraRequest request)
    {
        if (options.PointsPerHour is not { } quota)
        {
            return null;
        }

        var current = request.At.ToUnixTimeSeconds() / 3600;
        if (current != hour)
        {
            (hour, points) = (current, 0);
        }

        return points >= quota ? (int)(3600 - (request.At.ToUnixTimeSeconds() % 3600)) : null;
    }

    private bool Take(Dictionary<string, Queue<long>> counted, string key, long now, params (TimeSpan Span, int Count)[] windows)
    {
        if (!counted.TryGetValue(key, out var times))
        {
            times = counted[key] = new();
        }

        while (times.TryPeek(out var first) && options.Clock.GetElapsedTime(first, now) >= windows[^1].Span)
        {
            times.Dequeue();
        }

        if (Array.Exists(windows, w => times.Count(t => options.Clock.GetElapsedTime(t, now) < w.Span) >= w.Count))
        {
            return false;
        }

        times.Enqueue(now);
        return true;
    }

    private JiraAnswer Refused(int seconds, string reason)
    {
        var wait = seconds.ToString(CultureInfo.InvariantCulture);
        if (options.Kind == JiraKind.DataCenter)
        {
            return JiraAnswer.Text(429, "text/html;charset=UTF-8", "<html><body><h1>Rate limit exceeded.</h1></body></html>") with { Headers = [("Retry-After", wait)] };
        }

        var reset = (options.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture);
        return JiraAnswer.Error(429, ["Rate limit exceeded."]) with
        {
            Headers = [("Retry-After", wait), ("RateLimit-Reason", reason), ("X-RateLimit-Reset", reset), ("X-RateLimit-Remaining", "0")],
        };
    }
}
