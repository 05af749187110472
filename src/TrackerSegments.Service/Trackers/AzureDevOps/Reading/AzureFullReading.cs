using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>
/// Reads everything a scope holds: the ids by query, the items by hundreds, several at a time; then what changed since the query was
/// answered, by the tracker's own clock, so that nothing is lost whatever happens meanwhile. Only pages are held in memory.
/// </summary>
internal sealed class AzureFullReading(AzureItems items, AzureIds ids, AzureScopes scopes, AzureChanges changes)
{
    private const int Fetches = 24;
    private const int PagesAhead = 8;
    private const int MostInPage = 600;

    /// <summary>Items that changed so shortly before the reading are named by the feed again, and need not be fetched again.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <param name="request">What to read.</param>
    /// <param name="start">Where it was broken off; without a date where it begins.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, AzureCursor start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new Run(start.Since);
        var work = FetchAsync(run, request, ending.Token);
        try
        {
            List<AzureItem> page = [];
            while (await run.Pages.Reader.WaitToReadAsync(cancellationToken))
            {
                while (page.Count < MostInPage && run.Pages.Reader.TryRead(out var read))
                {
                    page.AddRange(read);
                }

                yield return AzurePage.Of(page, (start with { Since = run.Since }).ToString(), run.Total);
                page = [];
            }
        }
        finally
        {
            await ending.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var going = start with { Since = run.Since };
        var last = going;
        await foreach (var (settled, cursor) in changes.ReadAsync(request, going, run.Lately, cancellationToken))
        {
            yield return AzurePage.Of(settled.Members, going.ToString(), run.Total) with { Gone = [.. settled.Others.Where(request.IsKnown)] };
            last = cursor;
        }

        yield return AzurePage.Of([], last.ToString(), run.Total);
    }

    private async Task FetchAsync(Run run, ReadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Fetches, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(ChunksAsync(run, request, cancellationToken), options, async (chunk, cancel) =>
            {
                List<AzureItem> members = [];
                foreach (var item in await items.ReadAsync(chunk, Actor.Connection, cancel))
                {
                    // It may have been moved since the query was answered.
                    if (!await scopes.IsForeignAsync(request.Scope, item.Item.Project, cancel))
                    {
                        members.Add(item);
                        run.Note(item);
                    }
                }

                await run.Pages.Writer.WriteAsync(members, cancel);
            });
            run.Pages.Writer.TryComplete();
        }
        catch (Exception e)
        {
            run.Pages.Writer.TryComplete(e);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> ChunksAsync(Run run, ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> chunk = new(AzureItems.MostAtOnce);
        await foreach (var page in ids.AllAsync(request.Scope, cancellationToken))
        {
            run.Begin(page.AsOf);
            run.Count(page.Ids.Count);
            foreach (var id in page.Ids.Where(id => !request.IsRead(id)))
            {
                chunk.Add(id);
                if (chunk.Count == AzureItems.MostAtOnce)
                {
                    yield return chunk;
                    chunk = new(AzureItems.MostAtOnce);
                }
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private sealed class Run(DateTimeOffset? since)
    {
        private readonly ConcurrentDictionary<string, int> lately = new(StringComparer.Ordinal);
        private bool hasBegun = since is not null;
        private int total;

        public Channel<IReadOnlyList<AzureItem>> Pages { get; } = Channel.CreateBounded<IReadOnlyList<AzureItem>>(PagesAhead);

        /// <summary>When the first query was answered.</summary>
        public DateTimeOffset? Since { get; private set; } = since;

        /// <summary>How many there are, as far as was found.</summary>
        public int Total => Volatile.Read(ref total);

        public IReadOnlyDictionary<string, int> Lately => lately;

        public void Begin(DateTimeOffset? asOf)
        {
            if (!hasBegun)
            {
                (hasBegun, Since) = (true, asOf);
            }
        }

        public void Count(int more) => Interlocked.Add(ref total, more);

        public void Note(AzureItem item)
        {
            if (Since is { } begun && item.Item.Updated >= begun - AzureFullReading.Lately)
            {
                lately[item.Id] = item.Rev;
            }
        }
    }
}
