using TrackerSegments.Core;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>Two lenses crossed. Cells add up to the rows and to the columns exactly, and those are the splits of the two lenses.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Rows">The first lens.</param>
/// <param name="Columns">The second one.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Effort">All effort.</param>
/// <param name="Redundant">Whether the second lens says what the first one says already.</param>
/// <param name="Cells">The cells that have an epic, by row, then column.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record MatrixDocument(
    int Schema,
    MatrixLens Rows,
    MatrixLens Columns,
    DateTimeOffset AsOf,
    string Unit,
    decimal Effort,
    bool Redundant,
    IReadOnlyList<MatrixCellPart> Cells,
    string Hash) : IHashed<MatrixDocument>
{
    public MatrixDocument With(string hash) => this with { Hash = hash };

    public static MatrixDocument Of(LensState rows, LensState columns)
    {
        var matrix = LensMatrix.Of(rows.View, columns.View);
        var names = EpicNames.Of(rows);
        return new(
            Schema: 1,
            MatrixLens.Of(rows),
            MatrixLens.Of(columns),
            rows.TakenAt,
            rows.Unit,
            rows.Report.Split.TotalEffort.Units,
            rows.Lens.Key != columns.Lens.Key && RedundantLens.IsRedundant(rows.View, columns.View),
            [.. matrix.Cells.Select(c => new MatrixCellPart(
                KeyOf(rows.Lens, c.Row),
                KeyOf(columns.Lens, c.Column),
                c.Effort.Units,
                c.Share,
                [.. c.Items.Take(Finding.MaxItems).Select(i => new MatrixEpic(i.Key, names.TitleOf(i.Key), names.UrlOf(i.Key), i.Effort?.Units))],
                c.Items.Count))],
            Hash: "");
    }

    private static string? KeyOf(Lens lens, int segment) => segment == LensMatrix.Unassigned ? null : lens.Segments[segment].Key;
}

/// <summary>A lens of a matrix.</summary>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="Segments">Its segments in order, Unassigned last.</param>
internal sealed record MatrixLens(LensPart Lens, int SchemeVersion, IReadOnlyList<MatrixSegment> Segments)
{
    public static MatrixLens Of(LensState state)
    {
        var (document, split) = (state.Report.Document, state.Report.Split);
        return new(
            document.Lens,
            document.SchemeVersion,
            [
                .. document.Segments.Select(s => new MatrixSegment(s.Key, s.Name, s.Color, s.Effort, s.Epics)),
                new(null, BoardBuilder.UnassignedName, null, split.UnassignedEffort.Units, split.Unassigned),
            ]);
    }
}

/// <summary>A row or column; its key is null for epics without a segment.</summary>
internal sealed record MatrixSegment(string? Key, string Name, string? Color, decimal Effort, int Epics);

/// <summary>One cell.</summary>
/// <param name="Row">The key of the row's segment; null for unassigned.</param>
/// <param name="Column">The key of the column's segment; null for unassigned.</param>
/// <param name="Effort">The effort.</param>
/// <param name="Share">Its share of all effort; null where there is none.</param>
/// <param name="Epics">The epics behind it, the largest first, at most 1,000.</param>
/// <param name="EpicCount">How many there are in all.</param>
internal sealed record MatrixCellPart(
    string? Row, string? Column, decimal Effort, double? Share, IReadOnlyList<MatrixEpic> Epics, int EpicCount);

/// <summary>An epic in a cell, with its effort there; null where it is unestimated.</summary>
internal sealed record MatrixEpic(string Key, string? Title, string? Url, decimal? Effort);
