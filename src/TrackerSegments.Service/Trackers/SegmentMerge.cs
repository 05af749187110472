namespace TrackerSegments.Service.Trackers;

/// <summary>
/// Brings two changes of one set of values together, value by value: what only one side did is done, what both did the same is done
/// already, and one value that one side added and the other removed is a conflict. Values are compared ignoring case.
/// </summary>
internal static class SegmentMerge
{
    private static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    /// <param name="expected">The values the wish was made from.</param>
    /// <param name="current">The values as they are now.</param>
    /// <param name="add">What is to be added; of a value that is to be removed as well, this counts.</param>
    /// <param name="remove">What is to be taken away.</param>
    public static MergedEdit Merge(
        IReadOnlyList<string> expected, IReadOnlyList<string> current, IReadOnlyList<string> add, IReadOnlyList<string> remove)
    {
        var before = expected.ToHashSet(Comparer);
        var now = current.ToHashSet(Comparer);
        List<string> adds = [];
        List<string> removes = [];
        List<string> conflicts = [];
        foreach (var value in add.Distinct(Comparer).Where(value => !now.Contains(value)))
        {
            (before.Contains(value) ? conflicts : adds).Add(value);
        }

        foreach (var value in remove.Except(add, Comparer).Where(now.Contains))
        {
            (before.Contains(value) ? removes : conflicts).Add(value);
        }

        return new(adds, removes, conflicts);
    }
}

/// <summary>What is left to do after a merge.</summary>
/// <param name="Add">Values to add that are not there.</param>
/// <param name="Remove">Values to remove that are there.</param>
/// <param name="Conflicts">Values that somebody else added while they were to be removed, or removed while they were to be added.</param>
internal sealed record MergedEdit(IReadOnlyList<string> Add, IReadOnlyList<string> Remove, IReadOnlyList<string> Conflicts)
{
    public bool IsConflict => Conflicts.Count > 0;

    public bool IsNothing => Add.Count == 0 && Remove.Count == 0 && Conflicts.Count == 0;
}
