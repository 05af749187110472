namespace TrackerSegments.Core;

/// <summary>One epic in two snapshots.</summary>
/// <param name="Key">Its key in the later one, else in the earlier one.</param>
/// <param name="Before">The epic as it was; null where it was not in scope.</param>
/// <param name="After">The epic as it is; null where it is not in scope.</param>
/// <param name="Passage">Why it came or left; means nothing where it is in both.</param>
internal readonly record struct EpicPair(string Key, SnapshotEpic? Before, SnapshotEpic? After, DriftCause Passage);

/// <summary>Finds each epic of one snapshot in the other.</summary>
internal static class EpicPairs
{
    /// <summary>Every epic that is in scope in at least one of two snapshots, in key order.</summary>
    public static IReadOnlyList<EpicPair> Of(Snapshot before, Snapshot after)
    {
        var left = before.Epics.ToDictionary(e => e.Key, StringComparer.Ordinal);
        var passages = new Passages(before, after);
        List<EpicPair> pairs = new(after.Epics.Count);
        List<SnapshotEpic> came = [];
        foreach (var epic in after.Epics)
        {
            if (left.Remove(epic.Key, out var earlier))
            {
                pairs.Add(new(epic.Key, earlier, epic, default));
            }
            else
            {
                came.Add(epic);
            }
        }

        // A tracker gives an epic another key where it moves to another project; its id stays.
        var leftById = left.Values.Where(HasOwnId).GroupBy(e => e.Id!, StringComparer.Ordinal)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var epic in came)
        {
            if (HasOwnId(epic) && leftById.Remove(epic.Id!, out var earlier))
            {
                left.Remove(earlier.Key);
                pairs.Add(new(epic.Key, earlier, epic, default));
            }
            else
            {
                pairs.Add(new(epic.Key, null, epic, passages.In(epic)));
            }
        }

        pairs.AddRange(left.Values.Select(epic => new EpicPair(epic.Key, epic, null, passages.Out(epic))));
        pairs.Sort((x, y) => string.CompareOrdinal(x.Key, y.Key));
        return pairs;
    }

    private static bool HasOwnId(SnapshotEpic epic) => epic.Id is { } id && id != epic.Key;
}
