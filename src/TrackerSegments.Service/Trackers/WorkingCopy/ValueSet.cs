namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>The values of a field as a set: compared ignoring case, kept in the order and spelling they have.</summary>
internal static class ValueSet
{
    private static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    /// <summary>The values without the removed ones, then the added ones that are not there yet. Every other value stays.</summary>
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> values, IReadOnlyList<string> add, IReadOnlyList<string> remove)
    {
        List<string> changed = [.. values.Where(v => !remove.Contains(v, Comparer))];
        foreach (var value in add)
        {
            if (!changed.Contains(value, Comparer))
            {
                changed.Add(value);
            }
        }

        return changed;
    }

    /// <summary>What leads from one set of values to another.</summary>
    public static (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) Difference(
        IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        ([.. after.Except(before, Comparer)], [.. before.Except(after, Comparer)]);
}
