using System.Collections.Concurrent;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>
/// Keeps calls a little below Jira's limits, so that Jira need not refuse any, and makes wait exactly what Jira wants to wait: the site,
/// an endpoint, or an issue.
/// </summary>
internal sealed class JiraPace(TimeProvider clock) : IDisposable
{
    public const int CallsAtOnce = 32;

    private const int MostIssues = 1_000;
    private const int Reads = 100;
    private const int Writes = 50;

    /// <summary>Jira counts by the second; a little longer, because calls do not all take as long to arrive.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1.1);

    private readonly ConcurrentDictionary<string, JiraEndpointPace> endpoints = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (BurstLimit Short, BurstLimit Long)> issues = new(StringComparer.Ordinal);
    private readonly BurstLimit tenant = new(1, TimeSpan.Zero);

    /// <summary>Waits until the call may be made.</summary>
    /// <returns>To be disposed of when the answer is there.</returns>
    /// <exception cref="PausedException">It may not be made before longer than the caller will wait.</exception>
    public async Task<JiraPlace> EnterAsync(JiraCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var endpoint = EndpointOf(call);
        await WaitOutPausesAsync(call, endpoint, patience, cancellationToken);
        if (call is { IsWrite: true, Issue: { } issue })
        {
            var (brief, lasting) = IssueOf(issue);
            var now = clock.GetUtcNow();
            await UntilAsync(Later(brief.Take(now), lasting.Take(now)), cancellationToken);
        }

        await endpoint.Gate.WaitAsync(cancellationToken);
        try
        {
            await UntilAsync(endpoint.Limit.Take(clock.GetUtcNow(), out var number), cancellationToken);
            return new(endpoint, number, clock);
        }
        catch
        {
            endpoint.Gate.Release();
            throw;
        }
    }

    /// <summary>Makes wait what a row of the table says, for so long.</summary>
    public void Pause(JiraCall call, JiraPause pause, TimeSpan length)
    {
        var until = clock.GetUtcNow() + length;
        switch (pause)
        {
            case JiraPause.Tenant:
                tenant.Pause(until);
                break;
            case JiraPause.Issue when call.Issue is { } issue:
                IssueOf(issue).Short.Pause(until);
                break;
            case JiraPause.Endpoint or JiraPause.Issue:
                EndpointOf(call).Limit.Pause(until);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var endpoint in endpoints.Values)
        {
            endpoint.Gate.Dispose();
        }
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private async Task WaitOutPausesAsync(JiraCall call, JiraEndpointPace endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = Later(tenant.PausedUntil, endpoint.Limit.PausedUntil);
        if (call is { IsWrite: true, Issue: { } issue })
        {
            until = Later(until, IssueOf(issue).Short.PausedUntil);
        }

        if (until - clock.GetUtcNow() is var wait && wait > patience)
        {
            throw new PausedException(wait);
        }

        await UntilAsync(until, cancellationToken);
    }

    private Task UntilAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        instant - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;

    private JiraEndpointPace EndpointOf(JiraCall call) => endpoints.GetOrAdd(
        $"{call.Method} {call.Endpoint}",
        static (_, method) => new(new(CallsAtOnce), new(method == HttpMethod.Get || method == HttpMethod.Post ? Reads : Writes, Second)),
        call.Method);

    private (BurstLimit Short, BurstLimit Long) IssueOf(string issue)
    {
        if (issues.Count > MostIssues)
        {
            var now = clock.GetUtcNow();
            foreach (var (key, limits) in issues)
            {
                if (limits.Short.IsIdle(now) && limits.Long.IsIdle(now))
                {
                    issues.TryRemove(key, out _);
                }
            }
        }

        return issues.GetOrAdd(issue, static _ => (new(18, TimeSpan.FromSeconds(2.1)), new(90, TimeSpan.FromSeconds(31))));
    }
}

/// <summary>Jira wants to be left alone for longer than the caller waits.</summary>
internal sealed class PausedException(TimeSpan length) : Exception
{
    public TimeSpan Length => length;
}
