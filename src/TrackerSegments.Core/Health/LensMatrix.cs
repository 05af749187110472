namespace TrackerSegments.Core;

/// <summary>One epic in a cell of a matrix.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Effort">Its effort in the cell; null where it is unestimated.</param>
public sealed record MatrixItem(string Key, Effort? Effort);

/// <summary>What is tagged with one segment of one lens and one of another.</summary>
/// <param name="Row">The segment of the first lens, by index; <see cref="LensMatrix.Unassigned"/> for none.</param>
/// <param name="Column">The segment of the second lens, by index; <see cref="LensMatrix.Unassigned"/> for none.</param>
/// <param name="Effort">The effort.</param>
/// <param name="Share">Its share of all effort, unassigned included, 0 to 1; null where there is no effort.</param>
/// <param name="Items">The epics, those with the most effort first, then by key; unestimated ones last.</param>
public sealed record MatrixCell(int Row, int Column, Effort Effort, double? Share, IReadOnlyList<MatrixItem> Items);

/// <summary>
/// Two lenses at once. Rows add up to the split of the first lens and columns to that of the second, exactly: an epic with several
/// segments in both gives each pair of them its proportional part, rounded so that both its rows and its columns are kept.
/// </summary>
/// <param name="Rows">The first lens.</param>
/// <param name="Columns">The second lens.</param>
/// <param name="Cells">The cells with at least one epic, by row, then column, unassigned last.</param>
public sealed record LensMatrix(Lens Rows, Lens Columns, IReadOnlyList<MatrixCell> Cells)
{
    /// <summary>The index of the row or column of epics without a segment: -1.</summary>
    public const int Unassigned = -1;

    /// <summary>Crosses two lenses over the same epics.</summary>
    /// <param name="rows">The first lens.</param>
    /// <param name="columns">The second lens.</param>
    /// <exception cref="ArgumentException">The two do not see the same epics.</exception>
    public static LensMatrix Of(LensView rows, LensView columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var other = columns.Epics.ToDictionary(e => e.Epic.Item.Key, StringComparer.Ordinal);
        if (other.Count != rows.Epics.Count || !rows.Epics.All(e => other.ContainsKey(e.Epic.Item.Key)))
        {
            throw new ArgumentException("Both lenses see the same epics.", nameof(columns));
        }

        Dictionary<(int Row, int Column), List<MatrixItem>> cells = [];
        foreach (var epic in rows.Epics)
        {
            Add(cells, epic, other[epic.Epic.Item.Key]);
        }

        var total = rows.Epics.Aggregate(Effort.Zero, (sum, e) => sum + (e.Epic.Effort ?? Effort.Zero));
        return new(
            rows.Lens,
            columns.Lens,
            [.. cells.OrderBy(c => Place(c.Key.Row)).ThenBy(c => Place(c.Key.Column)).Select(c => CellOf(c.Key, c.Value, total))]);
    }

    /// <summary>What is known of one cell.</summary>
    /// <param name="row">The segment of the first lens, or <see cref="Unassigned"/>.</param>
    /// <param name="column">The segment of the second lens, or <see cref="Unassigned"/>.</param>
    /// <returns>The cell; without epics where there are none.</returns>
    public MatrixCell Cell(int row, int column) =>
        Cells.FirstOrDefault(c => c.Row == row && c.Column == column) ?? new(row, column, Effort.Zero, Cells.Count == 0 ? null : 0, []);

    private static MatrixCell CellOf((int Row, int Column) place, List<MatrixItem> items, Effort total)
    {
        var effort = items.Aggregate(Effort.Zero, (sum, item) => sum + (item.Effort ?? Effort.Zero));
        return new(
            place.Row,
            place.Column,
            effort,
            Ratio.Of(effort.Thousandths, total.Thousandths),
            [.. items.OrderByDescending(i => i.Effort).ThenBy(i => i.Key, StringComparer.Ordinal)]);
    }

    private static int Place(int index) => index == Unassigned ? int.MaxValue : index;

    private static void Add(Dictionary<(int, int), List<MatrixItem>> cells, TaggedEpic row, TaggedEpic column)
    {
        var effort = row.Epic.Effort?.Thousandths;
        var (across, down) = (PartsOf(row), PartsOf(column));
        var parts = MatrixParts.Of([.. across.Select(p => p.Effort)], [.. down.Select(p => p.Effort)]);
        for (var r = 0; r < across.Length; r++)
        {
            for (var c = 0; c < down.Length; c++)
            {
                var place = (across[r].Segment, down[c].Segment);
                if (!cells.TryGetValue(place, out var items))
                {
                    cells[place] = items = [];
                }

                items.Add(new(row.Epic.Item.Key, effort is null ? null : new Effort(parts[r, c])));
            }
        }
    }

    private static (int Segment, long Effort)[] PartsOf(TaggedEpic epic)
    {
        var effort = epic.Epic.Effort ?? Effort.Zero;
        var portions = Splitter.Portions(effort, epic.Segments);
        return portions.Count == 0
            ? [(Unassigned, effort.Thousandths)]
            : [.. portions.Select((p, i) => (epic.Segments[i].Segment, p.Thousandths))];
    }
}
