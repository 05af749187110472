using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>
/// What changed on the whole site. Children may live in any project, so that every scope has to look at all of it: scopes that are read
/// one after the other share one look.
/// </summary>
internal sealed class JiraChangeFeed(JiraListing listing, JiraItems items, TimeProvider clock)
{
    /// <summary>
    /// How far a look goes back behind the last one: a search may find a change minutes late, and clocks differ.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private const string Purpose = "what changed lately";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock turn = new();
    private readonly HashSet<string> served = new(StringComparer.Ordinal);
    private (DateTimeOffset From, DateTimeOffset Taken, Task<JiraChangeLook> Look)? last;

    /// <summary>What changed since an instant of our clock, and some time before.</summary>
    public async Task<JiraChangeLook> LookAsync(string scope, DateTimeOffset since, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await Current(scope, since - Overlap, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It was another scope's reading that was broken off.
            }
        }
    }

    private Task<JiraChangeLook> Current(string scope, DateTimeOffset from, CancellationToken cancellationToken)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            if (last is not { } look || look.From > from || !look.Taken.IsWithin(Fresh, now) || look.Look.IsFaulted || look.Look.IsCanceled || !served.Add(scope))
            {
                last = look = (from, now, TakeAsync(from, now, cancellationToken));
                served.Clear();
                served.Add(scope);
            }

            return look.Look;
        }
    }

    private async Task<JiraChangeLook> TakeAsync(DateTimeOffset from, DateTimeOffset taken, CancellationToken cancellationToken)
    {
        var minutes = Math.Max(1, (long)Math.Ceiling((taken - from).TotalMinutes)) + 1;
        HashSet<string> ids = new(StringComparer.Ordinal);
        await ListAsync(ids, minutes, 0, cancellationToken);
        return new(taken, ids, await items.ReadManyAsync([.. ids], Actor.Connection, cancellationToken));
    }

    private async Task ListAsync(HashSet<string> ids, long from, long to, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in listing.FindAsync(JiraQuery.Changed(from, to), [], Purpose, cancellationToken))
            {
                ids.UnionWith(page);
            }
        }
        catch (TooManyException e)
        {
            var middle = to + ((from - to) / 2);
            if (middle == to)
            {
                throw e.ToProblem();
            }

            await ListAsync(ids, from, middle, cancellationToken);
            await ListAsync(ids, middle, to, cancellationToken);
        }
    }
}

/// <summary>What changed.</summary>
/// <param name="Taken">When it was looked at.</param>
/// <param name="Ids">The ids of what changed.</param>
/// <param name="Issues">Those that are there and may be seen, as they are now.</param>
internal sealed record JiraChangeLook(DateTimeOffset Taken, IReadOnlyCollection<string> Ids, IReadOnlyCollection<ReadIssue> Issues);
