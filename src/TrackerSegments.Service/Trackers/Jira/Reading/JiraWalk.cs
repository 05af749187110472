using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Finds the ids of issues and of everything that hangs below them, level by level, several searches at a time.</summary>
internal sealed class JiraWalk(JiraListing listing, JiraItems items, JiraSite site)
{
    private const int Searches = 8;
    private const int CloudParents = 500;
    private const int ServerParents = 200;

    /// <returns>Each id once, in no order.</returns>
    /// <exception cref="TrackerException">Not everything can be found.</exception>
    public async IAsyncEnumerable<IReadOnlyList<string>> WalkAsync(
        IAsyncEnumerable<IReadOnlyList<string>> roots, string purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new Run();
        var work = WorkAsync(run, roots, purpose, ending);
        try
        {
            await foreach (var ids in run.Found.Reader.ReadAllAsync(cancellationToken))
            {
                yield return ids;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What hangs below some issues, without themselves.</summary>
    public async Task<IReadOnlyList<string>> BelowAsync(IReadOnlyList<string> ids, string purpose, CancellationToken cancellationToken)
    {
        HashSet<string> below = new(StringComparer.Ordinal);
        if (ids.Count > 0)
        {
            await foreach (var found in WalkAsync(new[] { ids }.ToAsyncEnumerable(), purpose, cancellationToken))
            {
                below.UnionWith(found);
            }
        }

        below.ExceptWith(ids);
        return [.. below];
    }

    private async Task WorkAsync(Run run, IAsyncEnumerable<IReadOnlyList<string>> roots, string purpose, CancellationTokenSource ending)
    {
        async Task OrEndAsync(Task task)
        {
            try
            {
                await task;
            }
            catch (Exception e)
            {
                run.Found.Writer.TryComplete(e);
                await ending.CancelAsync();
                throw;
            }
        }

        await Task.WhenAll(
            [OrEndAsync(RootsAsync(run, roots, ending.Token)), .. Enumerable.Range(0, Searches).Select(_ => OrEndAsync(SearchAsync(run, purpose, ending.Token)))]);
        run.Found.Writer.TryComplete();
    }

    private static async Task RootsAsync(Run run, IAsyncEnumerable<IReadOnlyList<string>> roots, CancellationToken cancellationToken)
    {
        await foreach (var ids in roots.WithCancellation(cancellationToken))
        {
            run.Add(ids);
        }

        run.Finish(1);
    }

    private async Task SearchAsync(Run run, string purpose, CancellationToken cancellationToken)
    {
        List<string> parents = [];
        while (await run.ToSearch.Reader.WaitToReadAsync(cancellationToken))
        {
            parents.Clear();
            while (parents.Count < (site.IsCloud ? CloudParents : ServerParents) && run.ToSearch.Reader.TryRead(out var id))
            {
                parents.Add(id);
            }

            if (parents.Count > 0)
            {
                await ChildrenAsync(run, [.. parents], purpose, cancellationToken);
                run.Finish(parents.Count);
            }
        }
    }

    private async Task ChildrenAsync(Run run, string[] parents, string purpose, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var ids in listing.FindAsync(JiraQuery.Children(site, parents), [], purpose, cancellationToken))
            {
                run.Add(ids);
            }
        }
        catch (TrackerException e) when (e.Problem.Code == "badRequest")
        {
            // Jira refuses the whole query where one of the issues was deleted since it was found.
            var there = await items.ThoseThereAsync(parents, cancellationToken);
            if (there.Count == parents.Length)
            {
                throw;
            }

            if (there.Count > 0)
            {
                await ChildrenAsync(run, [.. there.Select(issue => issue.Id)], purpose, cancellationToken);
            }
        }
        catch (TooManyException e)
        {
            if (parents.Length == 1)
            {
                throw e.ToProblem();
            }

            await ChildrenAsync(run, parents[..(parents.Length / 2)], purpose, cancellationToken);
            await ChildrenAsync(run, parents[(parents.Length / 2)..], purpose, cancellationToken);
        }
    }

    /// <summary>What is known while one walk goes on.</summary>
    private sealed class Run
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        // Ids that wait to be searched below, and one for the roots.
        private int open = 1;

        public Channel<IReadOnlyList<string>> Found { get; } = Channel.CreateUnbounded<IReadOnlyList<string>>();

        public Channel<string> ToSearch { get; } = Channel.CreateUnbounded<string>();

        public void Add(IReadOnlyList<string> ids)
        {
            List<string> fresh = [];
            lock (seen)
            {
                foreach (var id in ids)
                {
                    if (seen.Add(id))
                    {
                        fresh.Add(id);
                    }
                }
            }

            if (fresh.Count == 0)
            {
                return;
            }

            Interlocked.Add(ref open, fresh.Count);
            Found.Writer.TryWrite(fresh);
            foreach (var id in fresh)
            {
                ToSearch.Writer.TryWrite(id);
            }
        }

        public void Finish(int count)
        {
            if (Interlocked.Add(ref open, -count) == 0)
            {
                ToSearch.Writer.TryComplete();
            }
        }
    }
}
