using System.Globalization;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>
/// What an account uses up in five minutes. Over the limit its answers come with a delay that their headers name; far over it, calls are
/// blocked.
/// </summary>
internal sealed class AzureLimits(AzureOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();

    private readonly Dictionary<string, Usage> byUser = new(StringComparer.Ordinal);

    /// <summary>The refusal of a call that is one too many; null where it may go on.</summary>
    public AzureAnswer? Check(string user)
    {
        if (options.UnitsPerFiveMinutes is not { } limit)
        {
            return null;
        }

        lock (gate)
        {
            var usage = Current(user);
            return usage.Sum < limit * options.BlockedFrom ? null
                : AzureAnswer.Error(429, "VssRequestBlockedException", AzureFault.Limited) with { Headers = Headers(usage, limit, null) };
        }
    }

    /// <summary>Counts what an answer costs, and tells of the delay once the limit is passed.</summary>
    public (AzureAnswer Answer, TimeSpan Delay) Count(string user, AzureAnswer answer)
    {
        if (options.UnitsPerFiveMinutes is not { } limit)
        {
            return (answer, TimeSpan.Zero);
        }

        lock (gate)
        {
            var usage = Current(user);
            var cost = 1 + (answer.Items / 200.0);
            usage.Spent.Enqueue((options.Clock.GetUtcNow(), cost));
            usage.Sum += cost;
            if (usage.Sum <= limit)
            {
                return (answer, TimeSpan.Zero);
            }

            var delay = TimeSpan.FromSeconds(Math.Min(30, 1 + ((usage.Sum - limit) / limit * 30)));
            return (answer with { Headers = [.. answer.Headers, .. Headers(usage, limit, delay)] }, delay);
        }
    }

    private (string, string)[] Headers(Usage usage, int limit, TimeSpan? delay)
    {
        var reset = (usage.Spent.Count > 0 ? usage.Spent.Peek().At : options.Clock.GetUtcNow()) + Window;
        return
        [
            ("Retry-After", Whole(delay ?? Window)),
            ("X-RateLimit-Resource", "AzureDevOps/TSTUs"),
            .. delay is { } seconds ? [("X-RateLimit-Delay", seconds.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture))] : ((string, string)[])[],
            ("X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture)),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string Whole(TimeSpan time) => ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private Usage Current(string user)
    {
        if (!byUser.TryGetValue(user, out var usage))
        {
            usage = byUser[user] = new();
        }

        while (usage.Spent.TryPeek(out var first) && options.Clock.GetUtcNow() - first.At >= Window)
        {
            usage.Sum -= usage.Spent.Dequeue().Cost;
        }

        return usage;
    }

    private sealed class Usage
    {
        public Queue<(DateTimeOffset At, double Cost)> Spent { get; } = new();

        public double Sum { get; set; }
    }
}
