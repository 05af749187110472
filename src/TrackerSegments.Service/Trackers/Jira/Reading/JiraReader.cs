using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads scopes of a site: everything, what changed, the ids alone, or single issues.</summary>
internal sealed class JiraReader
{
    private const int MostInPage = 500;

    private readonly TimeProvider clock;
    private readonly JiraItems items;
    private readonly JiraScopeIds ids;
    private readonly JiraSettle settle;
    private readonly JiraChangeFeed feed;
    private readonly string wanted;

    public JiraReader(TrackerHttp http, JiraSite site, ConnectionSettings settings, JiraItems items, TimeProvider clock)
    {
        this.clock = clock;
        this.items = items;
        var listing = new JiraListing(http, site);
        var walk = new JiraWalk(listing, items, site);
        ids = new(http, site, settings, listing, walk);
        settle = new(site, settings, listing, items, walk);
        feed = new(listing, items, clock);
        wanted = JiraCursor.WantedOf(settings, site);
    }

    /// <inheritdoc cref="ITracker.ReadAsync"/>
    public IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var cursor = JiraCursor.Parse(request.Cursor) is { } given && given.Wanted == wanted ? given : null;
        if (cursor is { IsFull: false })
        {
            if (cursor.Since > clock.GetUtcNow())
            {
                // Our clock has been set back since, and nobody knows by how much: what changed meanwhile cannot be asked for. One that was
                // set back by less than has passed is made up for by the overlap, as long as that is longer than the pause between readings.
                throw new CursorRefusedException();
            }

            return ChangesAsync(request, cursor.Since, cancellationToken);
        }

        // What was read counts only where the reading that is gone on with wanted the same.
        var isRead = cursor is null && request.Cursor is not null ? _ => false : request.IsRead;
        var going = cursor ?? JiraCursor.Begin(clock.GetUtcNow(), wanted);
        return new JiraFullReading(items, ids).ReadAsync(
            request.Scope, isRead, going.ToString(), JiraCursor.After(going.Since, wanted).ToString(), cancellationToken);
    }

    /// <inheritdoc cref="ITracker.ReadIdsAsync"/>
    public IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, CancellationToken cancellationToken) =>
        ids.AllAsync(scope, cancellationToken);

    /// <inheritdoc cref="ITracker.FindAsync"/>
    public async Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> wantedIds, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var found = await items.ReadManyAsync(wantedIds, Actor.Connection, cancellationToken);
        var settled = await settle.SettleAsync(scope, wantedIds, found, isKnown, cancellationToken);
        var page = new JiraPage(items);
        page.Add(settled.Members);
        var asked = wantedIds.ToHashSet(StringComparer.Ordinal);
        return page.Take("", null) with { Cursor = null, Gone = [.. settled.Others.Where(id => asked.Contains(id) || isKnown(id))] };
    }

    private async IAsyncEnumerable<ItemPage> ChangesAsync(
        ReadRequest request, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = await feed.LookAsync(request.Scope.Key, since, cancellationToken);
        var settled = await settle.SettleAsync(request.Scope, look.Ids, look.Issues, request.IsKnown, cancellationToken);
        var page = new JiraPage(items);
        var total = settled.Members.Count;
        var going = request.Cursor!;
        foreach (var issues in settled.Members.Chunk(MostInPage).SkipLast(1))
        {
            page.Add(issues);
            yield return page.Take(going, total);
        }

        page.Add([.. settled.Members.Chunk(MostInPage).LastOrDefault([])]);
        yield return page.Take(JiraCursor.After(look.Taken, wanted).ToString(), total) with
        {
            Gone = [.. settled.Others.Where(request.IsKnown)],
        };
    }
}
