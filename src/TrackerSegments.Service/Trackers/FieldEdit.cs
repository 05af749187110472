using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers;

/// <summary>A wish to change the values of one field of one item.</summary>
/// <param name="Id">The item's id in the tracker; its key where the tracker has no other.</param>
/// <param name="Key">The item's key.</param>
/// <param name="Field">The field.</param>
/// <param name="ExpectedRevision">The revision the wish was made from.</param>
/// <param name="Expected">The field's values at that revision.</param>
/// <param name="Add">Values to add.</param>
/// <param name="Remove">Values to take away.</param>
internal sealed record FieldEdit(
    string Id,
    string Key,
    string Field,
    string ExpectedRevision,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Add,
    IReadOnlyList<string> Remove)
{
    public bool IsNothing => Add.Count == 0 && Remove.Count == 0;

    /// <summary>The item as it would be; its revision is left as it is.</summary>
    public WorkItem Preview(WorkItem item)
    {
        var name = item.Fields.Keys.FirstOrDefault(f => string.Equals(f, Field, StringComparison.OrdinalIgnoreCase)) ?? Field;
        var fields = new Dictionary<string, IReadOnlyList<string>>(item.Fields, StringComparer.Ordinal)
        {
            [name] = ValueSet.Apply(item.ValuesOf(Field), Add, Remove),
        };
        return item with { Fields = fields };
    }
}

/// <summary>What became of a <see cref="FieldEdit"/>.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The item has the values now; as it is now. Also where it had them before, so that nothing had to be written.</summary>
    /// <param name="Item">The item as it was read back.</param>
    /// <param name="Overlap">What somebody else changed between our reading and our writing; null where nobody did.</param>
    internal sealed record Written(WorkItem Item, ForeignChange? Overlap = null) : WriteOutcome;

    /// <summary>Somebody else changed the item so that both wishes cannot be had; ours does not stand. The item as it is now.</summary>
    /// <param name="Current">The item as it is now.</param>
    /// <param name="Foreign">Who changed what, where the tracker says so.</param>
    internal sealed record Stale(WorkItem Current, ForeignChange? Foreign = null) : WriteOutcome;

    /// <summary>There is no such item, or it may not be seen.</summary>
    internal sealed record NotFound : WriteOutcome;

    /// <summary>The tracker would not or did not accept it; nothing was written.</summary>
    internal sealed record Refused(TrackerProblem Problem) : WriteOutcome;
}

/// <summary>A change of a field by somebody else.</summary>
/// <param name="Author">Who made it, where the tracker says so.</param>
/// <param name="At">When.</param>
/// <param name="From">The field's values before.</param>
/// <param name="To">The field's values after.</param>
internal sealed record ForeignChange(string? Author, DateTimeOffset? At, IReadOnlyList<string> From, IReadOnlyList<string> To)
{
    /// <summary>Whether ours was written all the same, before or after theirs, and theirs is what the tracker holds now.</summary>
    public bool Stands { get; init; }
}
