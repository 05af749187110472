using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

/// <summary>Runs a query over the work items as they are at a time.</summary>
internal sealed class WiqlRun(AzureData data, WiqlQuery query, DateTimeOffset at, Func<AzureItem, bool> isSeen)
{
    /// <summary>The work items that a flat query finds, in its order.</summary>
    public List<AzureItem> Flat() => [.. Ordered(Found(query.Source)).Select(f => f.Item)];

    /// <summary>The rows of a query of links: a root has no source.</summary>
    public List<(AzureItem? Source, AzureItem Target)> Links()
    {
        List<(AzureItem?, AzureItem)> rows = [];
        var sources = Found(query.Source).ToDictionary(f => f.Item.Id);
        foreach (var (root, _) in Ordered(sources.Values))
        {
            if (query.Mode == WiqlMode.Recursive)
            {
                if (Parent(root) is not { } above || !sources.ContainsKey(above.Id))
                {
                    rows.Add((null, root));
                    rows.AddRange(Below(root, []));
                }

                continue;
            }

            var linked = Linked(root).Where(t => Matches(t, query.Target)).ToList();
            if (query.Mode == WiqlMode.MayContain || linked.Count > 0 == (query.Mode == WiqlMode.MustContain))
            {
                rows.Add((null, root));
                rows.AddRange(query.Mode == WiqlMode.DoesNotContain ? [] : linked.Select(t => ((AzureItem?)root, t)));
            }
        }

        return rows;
    }

    private AzureRevision? Revision(AzureItem item)
    {
        for (var i = item.Revisions.Count - 1; i >= 0; i--)
        {
            if (item.Revisions[i].ChangedDate <= at)
            {
                return item.Revisions[i];
            }
        }

        return null;
    }

    private IEnumerable<(AzureItem Item, AzureRevision Revision)> Found(WiqlTest test)
    {
        foreach (var item in data.Items)
        {
            if (isSeen(item) && Revision(item) is { IsDeleted: false } revision && test(item, revision))
            {
                yield return (item, revision);
            }
        }
    }

    private bool Matches(AzureItem item, WiqlTest test) => isSeen(item) && Revision(item) is { IsDeleted: false } revision && test(item, revision);

    private AzureItem? Parent(AzureItem item) => Revision(item)?.VisibleParent;

    private IReadOnlyList<AzureItem> Linked(AzureItem item) => query.IsToParent
        ? Parent(item) is { } parent ? [parent] : []
        : [.. data.ChildrenOf(item.Id).OrderBy(c => c.Id)];

    /// <summary>The links below an item that match, and those that lead to such.</summary>
    private List<(AzureItem?, AzureItem)> Below(AzureItem item, HashSet<int> seen)
    {
        List<(AzureItem?, AzureItem)> rows = [];
        foreach (var child in Linked(item).Where(c => seen.Add(c.Id)))
        {
            var below = Below(child, seen);
            if (below.Count > 0 || Matches(child, query.Target))
            {
                rows.Add((item, child));
                rows.AddRange(below);
            }
        }

        return rows;
    }

    private IEnumerable<(AzureItem Item, AzureRevision Revision)> Ordered(IEnumerable<(AzureItem Item, AzureRevision Revision)> found)
    {
        IOrderedEnumerable<(AzureItem Item, AzureRevision Revision)>? ordered = null;
        foreach (var (field, isDescending) in query.Order)
        {
            object? Key((AzureItem Item, AzureRevision Revision) f) => AzureValues.Of(f.Item, f.Revision, field.ReferenceName) switch
            {
                IComparable comparable => comparable,
                var other => other?.ToString(),
            };
            ordered = (ordered, isDescending) switch
            {
                (null, false) => found.OrderBy(Key),
                (null, true) => found.OrderByDescending(Key),
                (_, false) => ordered.ThenBy(Key),
                _ => ordered.ThenByDescending(Key),
            };
        }

        return ordered?.ThenBy(f => f.Item.Id) ?? found;
    }
}
