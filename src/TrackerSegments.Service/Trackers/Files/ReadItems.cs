using System.Globalization;
using System.Runtime.InteropServices;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The items read so far, where each stood, and what has yet to be made of their parents.</summary>
internal sealed class ReadItems
{
    private readonly List<WorkItem> items = [];
    private readonly List<Place> places = [];
    private readonly List<(int Item, long Id)> ids = [];
    private readonly Dictionary<string, string> parentsByChild = new(StringComparer.Ordinal);

    public int Count => items.Count;

    public void Add(WorkItem item, Place place)
    {
        items.Add(item);
        places.Add(place);
    }

    /// <summary>Notes the number of the next item.</summary>
    public void NoteId(ReadOnlySpan<char> id)
    {
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            ids.Add((items.Count, number));
        }
    }

    public void NoteChild(string child, string parent) => parentsByChild.TryAdd(child, parent);

    public void Set(LateDate date)
    {
        var item = items[date.Item];
        items[date.Item] = date.Kind switch
        {
            DateKind.Created => item with { Created = date.Value },
            DateKind.Updated => item with { Updated = date.Value },
            _ => item with { Resolved = date.Value },
        };
    }

    /// <summary>Finds every item's parent, and keeps one item of each key.</summary>
    /// <returns>The items in file order, and the keys that stood in the files with different content.</returns>
    /// <exception cref="InputException">The parents form a cycle.</exception>
    public (IReadOnlyList<WorkItem> Items, IReadOnlyList<string> Differing) Finish()
    {
        ResolveNumbers();
        ResolveChildren();
        var indexes = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        var differing = new SortedSet<string>(StringComparer.Ordinal);
        var kept = 0;
        for (var i = 0; i < items.Count; i++)
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, items[i].Key, out var stoodBefore);
            if (!stoodBefore)
            {
                (items[kept], places[kept]) = (items[i], places[i]);
                first = kept++;
            }
            else if (items[first] != items[i])
            {
                differing.Add(items[i].Key);
                if (WorkItemOrder.Compare(items[i], items[first]) > 0)
                {
                    (items[first], places[first]) = (items[i], places[i]);
                }
            }
        }

        items.RemoveRange(kept, items.Count - kept);
        ParentCycles.Check(items, indexes, places);
        return (items, [.. differing]);
    }

    /// <summary>A parent that is all digits may be the tracker's number of an item.</summary>
    private void ResolveNumbers()
    {
        if (ids.Count == 0)
        {
            return;
        }

        Dictionary<long, string>? keys = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ParentKey is { } parent && char.IsAsciiDigit(parent[0])
                && long.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                keys ??= KeysByNumber();
                if (keys.TryGetValue(number, out var key))
                {
                    items[i] = items[i] with { ParentKey = key };
                }
            }
        }
    }

    private Dictionary<long, string> KeysByNumber()
    {
        var keys = new Dictionary<long, string>(ids.Count);
        foreach (var (item, id) in ids)
        {
            keys[id] = items[item].Key;
        }

        return keys;
    }

    private void ResolveChildren()
    {
        if (parentsByChild.Count == 0)
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ParentKey is null && parentsByChild.TryGetValue(items[i].Key, out var parent))
            {
                items[i] = items[i] with { ParentKey = parent };
            }
        }
    }
}
