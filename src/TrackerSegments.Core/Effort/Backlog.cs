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

    /// <summary>The items, ordered by key (ordinal).</summary>
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
        var sorted = items.ToArray();
        Array.Sort(sorted, WorkItemOrder.Instance);
        var count = KeepLastOfEachKey(sorted);
        Array.Resize(ref sorted, count);

        var indexOf = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            indexOf.Add(sorted[i].Key, i);
        }

        List<string> dangling = [];
        var parents = Array.ConvertAll(sorted, item => Resolve(item, indexOf, dangling));
        return new(sorted, parents, dangling, CutCycles(sorted, parents));
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

    private static int KeepLastOfEachKey(WorkItem[] sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept > 0 && string.Equals(sorted[kept - 1].Key, sorted[i].Key, StringComparison.Ordinal))
            {
                kept--;
            }

            sorted[kept++] = sorted[i];
        }

        return kept;
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
