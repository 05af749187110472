using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What to do with an epic.</summary>
public enum MoveKind
{
    /// <summary>Take it out of the plan.</summary>
    Defer,
    /// <summary>Take it into the plan.</summary>
    PullIn,
}

/// <summary>One epic to defer or to pull in.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Key">The epic.</param>
/// <param name="Effort">Its effort.</param>
public sealed record Move(MoveKind Kind, string Key, Effort Effort);

/// <summary>How far a search for moves came.</summary>
public enum MoveOutcome
{
    /// <summary>Every segment is within its tolerance; nothing is to be moved.</summary>
    AlreadyAligned,
    /// <summary>The moves bring every segment within its tolerance.</summary>
    Found,
    /// <summary>No set of moves does; this is proven.</summary>
    Impossible,
    /// <summary>None was found within the budget, and it is not proven that there is none.</summary>
    NotFound,
}

/// <summary>The fewest epics, and of those the least effort, to defer or pull in so that every segment is within its tolerance.</summary>
/// <param name="Outcome">How far the search came.</param>
/// <param name="Moves">The moves, the largest effort first, then by key; empty where none was found or none is needed.</param>
/// <param name="AtLeast">No set with fewer moves does it; proven. With <see cref="MoveOutcome.Impossible"/> it means nothing.</param>
/// <param name="IsLeastEffort">Whether it is proven that no other set of as few moves has less effort.</param>
/// <param name="Before">The verdict on the plan as it is.</param>
/// <param name="After">The verdict after the moves.</param>
public sealed record MoveSet(
    MoveOutcome Outcome, IReadOnlyList<Move> Moves, int AtLeast, bool IsLeastEffort, Verdict Before, Verdict After)
{
    /// <summary>Whether it is proven that fewer moves are not enough.</summary>
    public bool IsFewest => Outcome is MoveOutcome.AlreadyAligned || (Outcome is MoveOutcome.Found && Moves.Count == AtLeast);

    /// <summary>The effort of all moves.</summary>
    public Effort Effort => Moves.Aggregate(Effort.Zero, (sum, move) => sum + move.Effort);

    /// <summary>Says it to a person: <c>Defer ENT-12 (13 points), and every segment is within its tolerance.</c></summary>
    /// <param name="unit">points, hours or epics.</param>
    public string Sentence(string unit) => Outcome switch
    {
        MoveOutcome.AlreadyAligned => "Every segment is within its tolerance; nothing has to be moved.",
        MoveOutcome.Impossible => "No deferring or pulling in of these epics brings every segment within its tolerance.",
        MoveOutcome.NotFound => string.Create(
            CultureInfo.InvariantCulture,
            $"No set of moves was found that brings every segment within its tolerance; if there is one, it has at least {AtLeast:N0} moves."),
        _ => $"{What(unit)}, and every segment is within its tolerance.{Doubt()}",
    };

    private string What(string unit) => string.Join(" and ", Moves.GroupBy(m => m.Kind).OrderBy(g => g.Key).Select((g, i) =>
    {
        var verb = g.Key == MoveKind.Defer ? "defer" : "pull in";
        var named = string.Join(", ", g.Select(m => $"{m.Key} ({m.Effort} {unit})"));
        return $"{(i == 0 ? char.ToUpperInvariant(verb[0]) + verb[1..] : verb)} {named}";
    }));

    private string Doubt() => IsFewest ? "" : string.Create(
        CultureInfo.InvariantCulture, $" There may be a set with fewer moves, but none with fewer than {AtLeast:N0}.");
}
