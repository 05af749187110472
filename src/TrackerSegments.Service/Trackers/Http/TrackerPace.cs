using System.Collections.Concurrent;

namespace TrackerSegments.Service.Trackers;

/// <summary>
/// Keeps calls a little below a tracker's limits, so that it need not refuse any, and makes wait exactly what it wants to wait: all of
/// it, an endpoint, or an item.
/// </summary>
internal sealed class TrackerPace(CallLimits limits, TimeProvider clock) : IDisposable
{
    private const int MostItems = 1_000;

    private readonly ConcurrentDictionary<string, EndpointPace> endpoints = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BurstLimit[]> items = new(StringComparer.Ordinal);
    private readonly BurstLimit tenant = new(1, TimeSpan.Zero);

    /// <summary>Waits until the call may be made.</summary>
    /// <returns>To be disposed of when the answer is there.</returns>
    /// <exception cref="PausedException">It may not be made before longer than the caller will wait.</exception>
    public async Task<CallPlace> EnterAsync(TrackerCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var endpoint = EndpointOf(call);
        await WaitOutPausesAsync(call, endpoint, patience, cancellationToken);
        if (call is { IsWrite: true, Item: { } item })
        {
            var now = clock.GetUtcNow();
            await UntilAsync(LimitsOf(item).Max(limit => limit.Take(now)), cancellationToken);
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
    public void Pause(TrackerCall call, CallPause pause, TimeSpan length)
    {
        var until = clock.GetUtcNow() + length;
        switch (pause)
        {
            case CallPause.Tenant:
                tenant.Pause(until);
                break;
            case CallPause.Item when call.Item is { } item:
                LimitsOf(item)[0].Pause(until);
                break;
            case CallPause.Endpoint or CallPause.Item:
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

    private async Task WaitOutPausesAsync(TrackerCall call, EndpointPace endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = Later(tenant.PausedUntil, endpoint.Limit.PausedUntil);
        if (call is { IsWrite: true, Item: { } item })
        {
            until = Later(until, LimitsOf(item)[0].PausedUntil);
        }

        if (until - clock.GetUtcNow() is var wait && wait > patience)
        {
            throw new PausedException(wait);
        }

        await UntilAsync(until, cancellationToken);
    }

    private Task UntilAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        instant - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;

    private EndpointPace EndpointOf(TrackerCall call) => endpoints.GetOrAdd(
        $"{call.Method} {call.Endpoint}",
        _ => new(new(limits.AtOnce), new(call.Method == HttpMethod.Get || call.Method == HttpMethod.Post ? limits.Reads : limits.Writes, limits.Window)));

    private BurstLimit[] LimitsOf(string item)
    {
        if (items.Count > MostItems)
        {
            var now = clock.GetUtcNow();
            foreach (var (key, known) in items)
            {
                if (known.All(limit => limit.IsIdle(now)))
                {
                    items.TryRemove(key, out _);
                }
            }
        }

        // A tracker without such limits may still want an item to be left alone for a while.
        return items.GetOrAdd(item, _ => limits.PerItem.Count > 0
            ? [.. limits.PerItem.Select(limit => new BurstLimit(limit.Calls, limit.Window))]
            : [new(1, TimeSpan.Zero)]);
    }
}

/// <summary>The tracker wants to be left alone for longer than the caller waits.</summary>
internal sealed class PausedException(TimeSpan length) : Exception
{
    public TimeSpan Length => length;
}
