using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>Brings an item of a newer file together with the edits made to the item here.</summary>
internal static class ItemMerge
{
    /// <summary>
    /// The newer item with every edit applied again as what it added and removed. The revision goes up where anything changed, so
    /// that nobody writes over what they have not seen.
    /// </summary>
    public static StoredItem Merge(StoredItem? kept, WorkItem incoming)
    {
        var item = StoredItem.Of(incoming);
        if (kept is null)
        {
            return item;
        }

        foreach (var (field, imported) in kept.Imported ?? [])
        {
            var (added, removed) = ValueSet.Difference(imported, kept.ValuesOf(field));
            item = item.With(field, ValueSet.Apply(item.ValuesOf(field), added, removed));
        }

        item = item with { Revision = kept.Revision };
        return IsSame(item, kept) ? item : item with { Revision = kept.Revision + 1 };
    }

    private static bool IsSame(StoredItem left, StoredItem right) => string.Equals(left.ToJson(), right.ToJson(), StringComparison.Ordinal);
}
