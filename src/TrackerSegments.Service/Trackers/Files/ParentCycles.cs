namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Items that are, through their parents, above themselves.</summary>
internal static class ParentCycles
{
    private const int MostShown = 10;

    /// <exception cref="InputException">There is a cycle; the message names the keys in it.</exception>
    public static void Check(IReadOnlyList<PlacedItem> items)
    {
        var byKey = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            byKey.Add(items[i].Item.Key, i);
        }

        // The walk on which an item was first met: meeting it again on the same walk closes a cycle.
        var walks = new int[items.Count];
        for (var start = 0; start < items.Count; start++)
        {
            var at = start;
            while (walks[at] == 0)
            {
                walks[at] = start + 1;
                if (items[at].Item.ParentKey is not { } parent || !byKey.TryGetValue(parent, out at))
                {
                    at = -1;
                    break;
                }
            }

            if (at >= 0 && walks[at] == start + 1)
            {
                throw Cycle(items, byKey, at);
            }
        }
    }

    private static InputException Cycle(IReadOnlyList<PlacedItem> items, Dictionary<string, int> byKey, int at)
    {
        var keys = new List<string>();
        for (var i = at; keys.Count == 0 || i != at; i = byKey[items[i].Item.ParentKey!])
        {
            keys.Add(items[i].Item.Key);
        }

        // The same cycle reads the same, wherever the walk entered it.
        var first = keys.IndexOf(keys.Min(StringComparer.Ordinal)!);
        var ordered = keys.Skip(first).Concat(keys.Take(first)).Append(keys[first]).ToList();
        var shown = ordered.Count > MostShown + 1 ? ordered.Take(MostShown).Append("…").Append(keys[first]) : ordered;
        return items[byKey[keys[first]]].Place.Error(
            $"the parents form a cycle ({string.Join(" → ", shown)})", "Remove one of these parent links in the tracker, or in the file.");
    }
}
