namespace TrackerSegments.Service.Board;

/// <summary>The epics of a lens in columns, one for each segment and a last one for those without.</summary>
internal sealed record BoardDocument(
    int Schema,
    BoardLens Lens,
    DateTimeOffset AsOf,
    string Measure,
    string Unit,
    IReadOnlyList<BoardColumn> Columns,
    IReadOnlyList<BoardEpic> Epics);

/// <summary>The lens of a board.</summary>
internal sealed record BoardLens(string Key, string Name);

/// <summary>One column: a segment, or with a null key the epics that carry none.</summary>
internal sealed record BoardColumn(
    string? Key,
    string Name,
    string? Color,
    int Count,
    int Unestimated,
    decimal Effort,
    double? Share,
    decimal? Target,
    decimal? Tolerance,
    double? Delta,
    string? State,
    IReadOnlyList<string> Epics);

/// <summary>One card.</summary>
internal sealed record BoardEpic(
    string Key,
    string Title,
    string? Url,
    string Project,
    string Type,
    string Status,
    string StatusCategory,
    string? Team,
    string? Assignee,
    decimal? Effort,
    bool Imputed,
    IReadOnlyList<string> Segments,
    IReadOnlyList<double> Weights,
    IReadOnlyList<string> Unmapped,
    string Revision);
