using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Items that are, through their parents, above themselves.</summary>
internal static class ParentCycles
{
    private const int MostShown = 10;

    /// <param name="items">Every item.</param>
    /// <param name="indexes">Where each key stands among them.</param>
    /// <param name="places">Where each stands.</param>
    /// <exception cref="InputException">There is a cycle; the message names the keys in it.</exception>
    public static void Check(IReadOnlyList<WorkItem> items, Dictionary<string, int> indexes, IReadOnlyList<Place> places)
    {
        // The walk on which an item was first met: meeting it again on the same walk closes a cycle.
        var walks = new int[items.Count];
        for (var start = 0; start < items.Count; start++)
        {
            var at = start;
            while (walks[at] == 0)
            {
                walks[at] = start + 1;
                if (items[at].ParentKey is not { } parent || !indexes.TryGetValue(parent, out at))
                {
                    at = -1;
                    break;
                }
            }

            if (at >= 0 && walks[at] == start + 1)
            {
                throw Cycle(items, indexes, places, at);
            }
        }
    }

    private static InputException Cycle(IReadOnlyList<WorkItem> items, Dictionary<string, int> indexes, IReadOnlyList<Place> places, int at)
    {
        var keys = new List<string>();
        for (var i = at; keys.Count == 0 || i != at; i = indexes[items[i].ParentKey!])
        {
            keys.Add(items[i].Key);
        }

        // The same cycle reads the same, wherever the walk entered it.
        var first = keys.IndexOf(keys.Min(StringComparer.Ordinal)!);
        var ordered = keys.Skip(first).Concat(keys.Take(first)).Append(keys[first]).ToList();
        var shown = ordered.Count > MostShown + 1 ? ordered.Take(MostShown).Append("…").Append(keys[first]) : ordered;
        return places[indexes[keys[first]]].Error(
            $"the parents form a cycle ({string.Join(" → ", shown)})", "Remove one of these parent links in the tracker, or in the file.");
    }
}
