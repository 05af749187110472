namespace TrackerSegments.Core;

/// <summary>
/// The items of a backlog with their places in the tree: one item per key, parents resolved. Immutable.
/// </summary>
public sealed class Backlog
{
    internal const int NoParent = -1;

    private readonly int[] parentIndexes;

    private Backlog(WorkItem[] items, int[] parents, IReadOnlyList<string> dangling, IReadOnlyList<string> cyclic)
    {
        Items = items;
        parentIndexes = parents;
        DanglingKeys = dangling;
        CyclicKeys = cyclic;
    }

    /// <summary>The items, one for each key, in no order that means anything.</summary>
    public IReadOnlyList<WorkItem> Items { get; }

    /// <summary>Keys of items whose parent is not in the backlog, in key order. They hang below no epic.</summary>
    public IReadOnlyList<string> DanglingKeys { get; }

    /// <summary>Keys of items that are their own ancestors, in key order. They are treated as having no parent.</summary>
    public IReadOnlyList<string> CyclicKeys { get; }

    internal ReadOnlySpan<int> Parents => parentIndexes;

    /// <summary>Puts items in their places. The order in which they come does not matter.</summary>
    /// <param name="items">The items; where a key comes twice, the one updated last is taken.</param>
    /// <returns>The backlog.</returns>
    public static Backlog Build(IEnumerable<WorkItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        List<WorkItem> kept = items.TryGetNonEnumeratedCount(out var count) ? new(count) : [];
        Dictionary<string, int> indexOf = new(count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (indexOf.TryAdd(item.Key, kept.Count))
            {
                kept.Add(item);
            }
            else if (WorkItemOrder.Compare(kept[indexOf[item.Key]], item) < 0)
            {
                kept[indexOf[item.Key]] = item;
            }
        }

        List<string> dangling = [];
        var all = kept.ToArray();
        var parents = Array.ConvertAll(all, item => Resolve(item, indexOf, dangling));
        var cyclic = CutCycles(all, parents);
        dangling.Sort(StringComparer.Ordinal);
        cyclic.Sort(StringComparer.Ordinal);
        return new(all, parents, dangling, cyclic);
    }

    private static int Resolve(WorkItem item, Dictionary<string, int> indexOf, List<string> dangling)
    {
        if (item.ParentKey is not { Length: > 0 } parentKey)
        {
            return NoParent;
        }

        if (indexOf.TryGetValue(parentKey, out var parent))
        {
            return parent;
        }

        dangling.Add(item.Key);
        return NoParent;
    }

    /// <summary>Peels leaves off the tree until none is left: what remains are the cycles.</summary>
    private static List<string> CutCycles(WorkItem[] items, int[] parents)
    {
        var open = new int[items.Length];
        foreach (var parent in parents)
        {
            if (parent >= 0)
            {
                open[parent]++;
            }
        }

        var peeled = 0;
        var done = new bool[items.Length];
        for (var leaf = 0; leaf < items.Length; leaf++)
        {
            for (var i = leaf; i >= 0 && open[i] == 0 && !done[i]; i = parents[i])
            {
                done[i] = true;
                peeled++;
                if (parents[i] >= 0)
                {
                    open[parents[i]]--;
                }
            }
        }

        List<string> cyclic = [];
        for (var i = 0; peeled < items.Length && i < items.Length; i++)
        {
            if (!done[i])
            {
                cyclic.Add(items[i].Key);
                parents[i] = NoParent;
            }
        }

        return cyclic;
    }
}
