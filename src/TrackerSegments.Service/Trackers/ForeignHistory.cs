using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers;

/// <summary>Tells from the history of an item what somebody else did to its segments.</summary>
internal static class ForeignHistory
{
    private static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    public static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right) => left.ToHashSet(Comparer).SetEquals(right);

    /// <summary>Who did the opposite of what is wished for.</summary>
    /// <param name="wish">The edit.</param>
    /// <param name="conflicts">The values that cannot be had; none where the field holds one value and has another now.</param>
    /// <param name="now">The field's values as they were read.</param>
    /// <param name="changes">The history, oldest first; empty where the tracker does not tell it.</param>
    public static ForeignChange Conflict(
        FieldEdit wish, IReadOnlyList<string> conflicts, IReadOnlyList<string> now, IReadOnlyList<FieldChange> changes)
    {
        var undone = changes.LastOrDefault(c => conflicts.Count == 0
            ? c.Added.Intersect(now, Comparer).Any()
            : c.Removed.Intersect(wish.Add, Comparer).Intersect(conflicts, Comparer).Any()
                || c.Added.Intersect(wish.Remove, Comparer).Intersect(conflicts, Comparer).Any());
        return undone?.ToForeign() ?? new(null, null, wish.Expected, now);
    }

    /// <summary>The last change that took back what is wished for; null where none did.</summary>
    public static ForeignChange? Undoing(FieldEdit wish, IReadOnlyList<FieldChange> changes) => changes
        .LastOrDefault(c => c.Removed.Intersect(wish.Add, Comparer).Any() || c.Added.Intersect(wish.Remove, Comparer).Any())?.ToForeign();

    /// <summary>What others changed since the values the wish was made from.</summary>
    /// <returns>Their part of it; null where it was the account's own doing, which a request that is repeated finds.</returns>
    public static ForeignChange? Earlier(
        FieldEdit wish, IReadOnlyList<string> now, IReadOnlyList<FieldChange> changes, string? account)
    {
        var (added, removed) = ValueSet.Difference(wish.Expected, now);
        List<FieldChange> theirs = [];
        List<string> come = [.. added];
        List<string> gone = [.. removed];
        foreach (var change in changes.Reverse())
        {
            var adds = change.Added.Intersect(come, Comparer).ToList();
            var removes = change.Removed.Intersect(gone, Comparer).ToList();
            if (adds.Count == 0 && removes.Count == 0)
            {
                continue;
            }

            come.RemoveAll(v => adds.Contains(v, Comparer));
            gone.RemoveAll(v => removes.Contains(v, Comparer));
            if (!IsOwn(change, account, wish.Add, wish.Remove))
            {
                theirs.Insert(0, change);
            }
        }

        return theirs.Count > 0
            ? Together(theirs, wish.Expected)
            : come.Count > 0 || gone.Count > 0 ? new(null, null, wish.Expected, now) : null;
    }

    /// <summary>Whether a change is one that this account made for the wish.</summary>
    public static bool IsOwn(FieldChange change, string? account, IReadOnlyList<string> add, IReadOnlyList<string> remove) =>
        IsBy(change, account)
        && change.Added.Count + change.Removed.Count > 0
        && !change.Added.Except(add, Comparer).Any()
        && !change.Removed.Except(remove, Comparer).Any();

    /// <summary>Whether the account made it; where either is not known, it may have.</summary>
    public static bool IsBy(FieldChange change, string? account) =>
        account is null || change.AuthorId is null || string.Equals(change.AuthorId, account, StringComparison.Ordinal);

    /// <summary>Several changes as one, as they would have been without ours.</summary>
    public static ForeignChange Together(IReadOnlyList<FieldChange> changes, IReadOnlyList<string> from)
    {
        var to = changes.Aggregate(from, (values, change) => ValueSet.Apply(values, change.Added, change.Removed));
        if (Same(from, to))
        {
            return changes[^1].ToForeign();
        }

        var authors = changes.Select(c => c.Author).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new(authors.Count == 0 ? null : string.Join(" and ", authors), changes[^1].At, from, to);
    }
}
