using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>An item and where it stood.</summary>
internal readonly record struct PlacedItem(WorkItem Item, Place Place);

/// <summary>Items that stand in the files more than once.</summary>
internal static class Duplicates
{
    /// <summary>Keeps one item of each key: the one that changed last.</summary>
    /// <returns>The items in file order, and the keys that stood there with different content.</returns>
    public static (List<PlacedItem> Kept, IReadOnlyList<string> Differing) Remove(IReadOnlyList<ItemDraft> drafts)
    {
        var kept = new List<PlacedItem>(drafts.Count);
        var indexes = new Dictionary<string, int>(drafts.Count, StringComparer.Ordinal);
        var differing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            var placed = new PlacedItem(draft.ToItem(), draft.Place);
            if (indexes.TryAdd(draft.Key, kept.Count))
            {
                kept.Add(placed);
                continue;
            }

            var index = indexes[draft.Key];
            if (kept[index].Item != placed.Item)
            {
                differing.Add(draft.Key);
                kept[index] = Later(kept[index], placed);
            }
        }

        return (kept, [.. differing]);
    }

    /// <summary>Where neither changed later, the texts decide, so that the order of rows and files does not.</summary>
    private static PlacedItem Later(PlacedItem one, PlacedItem other)
    {
        var compared = Nullable.Compare(one.Item.Updated, other.Item.Updated);
        return (compared != 0 ? compared : string.CompareOrdinal(Content(one.Item), Content(other.Item))) > 0 ? one : other;
    }

    private static string Content(WorkItem item) =>
        item + string.Concat(item.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + string.Join(';', field.Value)));
}
