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
/// <param name="Key">The epic's key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Project">Its project.</param>
/// <param name="Type">Its type, as the tracker calls it.</param>
/// <param name="Status">Its status, as the tracker calls it.</param>
/// <param name="StatusCategory">todo, in-progress or done.</param>
/// <param name="Team">Its team, where it has one.</param>
/// <param name="Assignee">Who works on it, where somebody does.</param>
/// <param name="Effort">Its effort; null where it is unestimated.</param>
/// <param name="Imputed">Whether the effort stands in for a missing estimate.</param>
/// <param name="Segments">The keys of its segments.</param>
/// <param name="Weights">How its effort is shared: one weight for each segment; they add up to 1.</param>
/// <param name="Portions">Its effort in each segment, exactly as the segment counts it; null where it is unestimated.</param>
/// <param name="Unmapped">Values that no segment claims.</param>
/// <param name="Revision">What a change of it is made from.</param>
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
    IReadOnlyList<decimal>? Portions,
    IReadOnlyList<string> Unmapped,
    string Revision);
