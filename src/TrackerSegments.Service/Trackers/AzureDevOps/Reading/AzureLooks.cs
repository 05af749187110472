using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Looks at the feeds. Scopes that are at the same place and look at the same time share one look.</summary>
internal sealed class AzureLooks(AzureFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock turn = new();
    private readonly Dictionary<(bool IsLinks, string Place), Look> taken = [];

    public Task<AzureFeedPage> RevisionsAsync(string scope, string? token, DateTimeOffset since, CancellationToken cancellationToken) =>
        Take(scope, (false, token ?? AzureInstant.Text(since)), () => feed.RevisionsAsync(token, since, CancellationToken.None)).WaitAsync(cancellationToken);

    public Task<AzureFeedPage> LinksAsync(string scope, string? token, DateTimeOffset since, CancellationToken cancellationToken) =>
        Take(scope, (true, token ?? AzureInstant.Text(since)), () => feed.LinksAsync(token, since, CancellationToken.None)).WaitAsync(cancellationToken);

    /// <remarks>A look is not broken off with whoever began it, because others may wait for it; it ends by itself.</remarks>
    private Task<AzureFeedPage> Take(string scope, (bool, string) place, Func<Task<AzureFeedPage>> look)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, other) in taken.Where(t => !t.Value.At.IsWithin(Fresh, now)).ToArray())
            {
                taken.Remove(old);
            }

            // Who looks again wants to see what is new.
            if (!taken.TryGetValue(place, out var found) || found.Page.IsFaulted || found.Page.IsCanceled || !found.Scopes.Add(scope))
            {
                taken[place] = found = new(now, look(), new([scope], StringComparer.Ordinal));
            }

            return found.Page;
        }
    }

    private sealed record Look(DateTimeOffset At, Task<AzureFeedPage> Page, HashSet<string> Scopes);
}
