using TrackerSegments.Core;

namespace TrackerSegments.Service.Sync;

/// <summary>A change of the copy, worked out before anything of it is stored.</summary>
internal sealed class CopyChange(IReadOnlyDictionary<string, CopyEntry> entries, CopyMarks marks, Func<WorkItem, bool> standsAlone)
{
    private readonly Dictionary<string, CopyEntry> put = new(StringComparer.Ordinal);
    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private ILookup<string, string>? children;

    // Only asked for where something is dropped or moved, which is rare.
    private Dictionary<string, List<string>>? putBelow;

    /// <summary>How many items a reading gave.</summary>
    public int Given { get; private set; }

    public bool IsNothing => put.Count == 0 && dropped.Count == 0;

    public IEnumerable<CopiedItem> Kept => put.Values.Select(e => CopiedItem.Of(e.Item, e.Seen));

    public IReadOnlyList<string> Dropped => [.. dropped];

    /// <summary>The items that differ from what was known; not those that were only seen again.</summary>
    public IReadOnlyList<WorkItem> ChangedItems => [.. changed.Where(put.ContainsKey).Select(id => put[id].Item)];

    /// <summary>An item as a reading of a scope saw it. One that is older than what is known changes nothing but the mark.</summary>
    public void Put(WorkItem item, string scope, int reading)
    {
        Given++;
        var id = CopyEntry.IdOf(item);
        var known = Find(id);
        Put(id, known, item, known is { } before && before.IsSeen(scope, reading) ? before.Seen : marks.With(known?.Seen, scope, reading));
    }

    /// <summary>An item as it was read back after a write. One that is in no scope any more stays out.</summary>
    public void Put(WorkItem item)
    {
        var id = CopyEntry.IdOf(item);
        if (Find(id) is { } known)
        {
            Put(id, known, item, known.Seen);
        }
    }

    /// <summary>Takes items out of a scope, with all that hangs below them and does not stand alone.</summary>
    public void Drop(IReadOnlyList<string> ids, string scope)
    {
        var open = new Stack<string>(ids);
        while (open.TryPop(out var id))
        {
            if (Find(id) is not { } entry || !entry.IsIn(scope))
            {
                continue;
            }

            if (entry.Seen.Count > 1)
            {
                Set(id, entry with { Seen = CopyMarks.Without(entry.Seen, scope) });
            }
            else
            {
                put.Remove(id);
                dropped.Add(id);
            }

            foreach (var below in ChildrenOf(entry.Item.Key).Where(below => !standsAlone(Find(below)!.Value.Item)))
            {
                open.Push(below);
            }
        }
    }

    public void Apply(Dictionary<string, CopyEntry> to)
    {
        foreach (var (id, entry) in put)
        {
            to[id] = entry;
        }

        foreach (var id in dropped)
        {
            to.Remove(id);
        }
    }

    private void Put(string id, CopyEntry? known, WorkItem item, IReadOnlyDictionary<string, int> seen)
    {
        var isNewer = known is not { } before || item.Updated is null || before.Item.Updated is null || item.Updated >= before.Item.Updated;
        var next = isNewer && (known is null || !IsSame(known.Value.Item, item)) ? item : known!.Value.Item;
        if (known is { } entry && ReferenceEquals(next, entry.Item) && ReferenceEquals(seen, entry.Seen))
        {
            return;
        }

        dropped.Remove(id);
        Set(id, new(next, seen));
        if (known is not { } old)
        {
            changed.Add(id);
        }
        else if (!ReferenceEquals(next, old.Item))
        {
            changed.Add(id);
            if (!string.Equals(old.Item.Key, next.Key, StringComparison.Ordinal))
            {
                Rename(old.Item.Key, next.Key);
            }
        }
    }

    /// <summary>A moved item has another key; what hangs below it names it by that from now on.</summary>
    private void Rename(string from, string to)
    {
        foreach (var id in ChildrenOf(from).ToArray())
        {
            var child = Find(id)!.Value;
            Set(id, child with { Item = child.Item with { ParentKey = to } });
            changed.Add(id);
        }
    }

    private void Set(string id, CopyEntry entry)
    {
        put[id] = entry;
        if (putBelow is not null)
        {
            NoteBelow(putBelow, id, entry);
        }
    }

    private Dictionary<string, List<string>> AllPutBelow()
    {
        Dictionary<string, List<string>> all = new(StringComparer.Ordinal);
        foreach (var (id, entry) in put)
        {
            NoteBelow(all, id, entry);
        }

        return all;
    }

    private static void NoteBelow(Dictionary<string, List<string>> all, string id, CopyEntry entry)
    {
        if (entry.Item.ParentKey is { } parent)
        {
            if (!all.TryGetValue(parent, out var below))
            {
                all.Add(parent, below = []);
            }

            below.Add(id);
        }
    }

    private CopyEntry? Find(string id) =>
        put.TryGetValue(id, out var entry) ? entry
        : !dropped.Contains(id) && entries.TryGetValue(id, out entry) ? entry
        : null;

    /// <summary>The ids of the items that hang below a key once everything decided so far is done.</summary>
    private IEnumerable<string> ChildrenOf(string key)
    {
        children ??= entries.Where(e => e.Value.Item.ParentKey is not null).ToLookup(e => e.Value.Item.ParentKey!, e => e.Key, StringComparer.Ordinal);
        putBelow ??= AllPutBelow();
        return children[key].Concat(putBelow.GetValueOrDefault(key, [])).Distinct(StringComparer.Ordinal)
            .Where(id => Find(id) is { } entry && string.Equals(entry.Item.ParentKey, key, StringComparison.Ordinal));
    }

    /// <summary>Whether two items are the same, value by value.</summary>
    public static bool IsSame(WorkItem left, WorkItem right) =>
        string.Equals(left.Revision, right.Revision, StringComparison.Ordinal)
        && string.Equals(CopiedItem.Of(left, Nothing).ToJson(), CopiedItem.Of(right, Nothing).ToJson(), StringComparison.Ordinal);

    private static readonly IReadOnlyDictionary<string, int> Nothing = new Dictionary<string, int>(StringComparer.Ordinal);
}
