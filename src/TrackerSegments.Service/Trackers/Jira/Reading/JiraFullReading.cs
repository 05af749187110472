using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads everything a scope holds. Issues are fetched while the search for more goes on; only pages are held in memory.</summary>
internal sealed class JiraFullReading(JiraItems items, JiraScopeIds ids)
{
    /// <summary>Half of what Jira allows within a second: with answers that take a fifth of one, all that is allowed is asked for.</summary>
    private const int Fetches = 50;

    private const int PagesAhead = 8;
    private const int MostInPage = 500;

    /// <summary>A page is kept when so much of what was kept before has come: at once in the beginning, then in fewer and larger pages.</summary>
    private const int Share = 10;

    /// <param name="scope">What to read.</param>
    /// <param name="isRead">What need not be fetched again.</param>
    /// <param name="going">The cursor of every page but the last.</param>
    /// <param name="done">The cursor of the last page.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<ItemPage> ReadAsync(
        TrackerScope scope, Func<string, bool> isRead, string going, string done, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new Run();
        var work = FetchAsync(run, scope, isRead, ending.Token);
        var page = new JiraPage(items);
        var taken = 0;
        try
        {
            await foreach (var issues in run.Pages.Reader.ReadAllAsync(cancellationToken))
            {
                page.Add(issues);
                if (page.Count >= Math.Min(taken / Share, MostInPage))
                {
                    taken += page.Count;
                    yield return page.Take(going, run.Total);
                }
            }

            if (page.Count > 0)
            {
                yield return page.Take(going, run.Total);
            }

            await work;
        }
        finally
        {
            await ending.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        yield return page.TakeLast(done, run.Total);
    }

    private async Task FetchAsync(Run run, TrackerScope scope, Func<string, bool> isRead, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Fetches, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(ChunksAsync(run, scope, isRead, cancellationToken), options, async (chunk, cancel) =>
                await run.Pages.Writer.WriteAsync(await items.ReadAsync(chunk, Actor.Connection, cancel), cancel));
        }
        finally
        {
            run.Pages.Writer.TryComplete();
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> ChunksAsync(
        Run run, TrackerScope scope, Func<string, bool> isRead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> chunk = new(JiraItems.MostAtOnce);
        await foreach (var found in ids.AllAsync(scope, cancellationToken))
        {
            run.Count(found.Count);
            foreach (var id in found.Where(id => !isRead(id)))
            {
                chunk.Add(id);
                if (chunk.Count == JiraItems.MostAtOnce)
                {
                    yield return chunk;
                    chunk = new(JiraItems.MostAtOnce);
                }
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private sealed class Run
    {
        private int total;

        public Channel<IReadOnlyList<ReadIssue>> Pages { get; } = Channel.CreateBounded<IReadOnlyList<ReadIssue>>(PagesAhead);

        /// <summary>How many there are, as far as was found.</summary>
        public int Total => Volatile.Read(ref total);

        public void Count(int more) => Interlocked.Add(ref total, more);
    }
}
