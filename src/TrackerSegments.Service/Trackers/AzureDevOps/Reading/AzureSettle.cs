namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Finds out what became of work items that changed: which of them belong to a scope, and which do not.</summary>
internal sealed class AzureSettle(AzureItems items, AzureIds ids, AzureScopes scopes)
{
    /// <param name="scope">The scope.</param>
    /// <param name="asked">The ids in question.</param>
    /// <param name="isKnown">Whether a work item is in the copy.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<SettledItems> SettleAsync(
        TrackerScope scope, IReadOnlyCollection<string> asked, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var wanted = ids.IsNarrowed ? await NarrowedAsync(scope, asked, isKnown, cancellationToken) : [.. asked];
        List<AzureItem> members = [];
        foreach (var item in await items.FetchAsync(wanted, Actor.Connection, cancellationToken))
        {
            if (!await scopes.IsForeignAsync(scope, item.Item.Project, cancellationToken))
            {
                members.Add(item);
            }
        }

        var there = members.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return new(members, [.. asked.Where(id => !there.Contains(id)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Where a query says which epics count, those of the asked that belong to them, and what is new below them without having changed itself.</summary>
    private async Task<string[]> NarrowedAsync(
        TrackerScope scope, IReadOnlyCollection<string> asked, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var changed = asked.ToHashSet(StringComparer.Ordinal);
        List<string> wanted = [];
        await foreach (var page in ids.AllAsync(scope, cancellationToken))
        {
            wanted.AddRange(page.Ids.Where(id => changed.Contains(id) || !isKnown(id)));
        }

        return [.. wanted];
    }
}

/// <summary>What became of work items.</summary>
/// <param name="Members">Those that belong to the scope.</param>
/// <param name="Others">The ids of those asked for that do not, or are gone.</param>
internal sealed record SettledItems(IReadOnlyList<AzureItem> Members, IReadOnlyList<string> Others);
