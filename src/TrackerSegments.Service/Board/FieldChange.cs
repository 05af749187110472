using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Board;

/// <summary>What a change of segments means for the values of the field.</summary>
/// <param name="Add">Values to add: of each segment the first, unless the epic has one of its values already.</param>
/// <param name="Remove">Values to remove: all that mean one of the segments. Values that no segment claims are never among them.</param>
internal sealed record FieldChange(IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    /// <param name="lens">The lens.</param>
    /// <param name="values">The values the epic has.</param>
    /// <param name="add">Indexes of the segments to add.</param>
    /// <param name="remove">Indexes of the segments to remove.</param>
    public static FieldChange Of(Lens lens, IReadOnlyList<string> values, IReadOnlySet<int> add, IReadOnlySet<int> remove)
    {
        var present = values.Select(lens.IndexOfValue).ToHashSet();
        return new(
            [.. add.Order().Where(s => !present.Contains(s)).Select(s => lens.Segments[s].Values[0])],
            [.. values.Where(v => remove.Contains(lens.IndexOfValue(v)))]);
    }

    public bool IsNothing => Add.Count == 0 && Remove.Count == 0;

    /// <summary>The item as it would be; its revision is left as it is.</summary>
    public WorkItem Preview(WorkItem item, string field)
    {
        var name = item.Fields.Keys.FirstOrDefault(f => string.Equals(f, field, StringComparison.OrdinalIgnoreCase)) ?? field;
        var fields = new Dictionary<string, IReadOnlyList<string>>(item.Fields, StringComparer.Ordinal)
        {
            [name] = ValueSet.Apply(item.ValuesOf(field), Add, Remove),
        };
        return item with { Fields = fields };
    }
}
