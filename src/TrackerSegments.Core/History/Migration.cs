namespace TrackerSegments.Core;

/// <summary>Where effort is: in a segment, with no segment, or not in the plan.</summary>
public enum MigrationSide
{
    /// <summary>In a segment.</summary>
    Segment,
    /// <summary>In scope, and tagged with no segment.</summary>
    Unassigned,
    /// <summary>Not in the figures: not in scope, or not estimated so.</summary>
    Outside,
}

/// <summary>One row or column of a migration.</summary>
/// <param name="Side">What kind of place it is.</param>
/// <param name="Segment">The segment's key; empty where the place is none.</param>
public readonly record struct MigrationPlace(MigrationSide Side, string Segment)
{
    /// <summary>In scope, and tagged with no segment.</summary>
    public static MigrationPlace Unassigned => new(MigrationSide.Unassigned, "");

    /// <summary>Not in the figures.</summary>
    public static MigrationPlace Outside => new(MigrationSide.Outside, "");

    /// <summary>In a segment.</summary>
    /// <param name="key">The segment's key.</param>
    public static MigrationPlace Of(string key) => new(MigrationSide.Segment, key);
}

/// <summary>The effort of one epic that went from one place to another.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Cause">Why; null where it stayed.</param>
/// <param name="Effort">How much, above 0.</param>
public sealed record MigrationFlow(string Key, DriftCause? Cause, Effort Effort);

/// <summary>All effort that went from one place to another, or stayed.</summary>
/// <param name="From">Where it was.</param>
/// <param name="To">Where it is.</param>
/// <param name="Effort">How much.</param>
/// <param name="Flows">The epics behind it, largest first, then by key; an epic stands once for each cause.</param>
public sealed record MigrationCell(MigrationPlace From, MigrationPlace To, Effort Effort, IReadOnlyList<MigrationFlow> Flows)
{
    /// <summary>How much of it moved because the scheme changed rather than a tag.</summary>
    public Effort BySchemeChange =>
        Flows.Where(f => f.Cause == DriftCause.SchemeChange).Aggregate(Effort.Zero, (sum, flow) => sum + flow.Effort);
}

/// <summary>
/// How effort moved between segments, and to or from unassigned and outside, from one snapshot to another. The row of each place adds
/// up to its effort before, the column to its effort after, exactly.
/// </summary>
/// <param name="Segments">The segments of both snapshots: those of the later one in its order, then those that are gone.</param>
/// <param name="Cells">The cells with effort, in the order of rows, then columns: segments, unassigned, outside.</param>
public sealed record Migration(IReadOnlyList<Segment> Segments, IReadOnlyList<MigrationCell> Cells)
{
    /// <summary>Follows every epic from one snapshot to another.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    public static Migration Between(Snapshot before, Snapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new MigrationCount(before, after).Count();
    }

    /// <summary>What is known of one cell.</summary>
    /// <param name="from">Where the effort was.</param>
    /// <param name="to">Where it is.</param>
    /// <returns>The cell; without effort where nothing went that way.</returns>
    public MigrationCell Cell(MigrationPlace from, MigrationPlace to) =>
        Cells.FirstOrDefault(c => c.From == from && c.To == to) ?? new(from, to, Effort.Zero, []);
}
