using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What a plan is to come close to.</summary>
public enum PlanAim
{
    /// <summary>The targets themselves. The default.</summary>
    Targets,
    /// <summary>The tolerance bands around them: within all of them one plan is as good as another, and rank decides.</summary>
    Bands,
}

/// <summary>Which epics of a ranked backlog to commit to, and how that compares with the plan before. Nothing is written by it.</summary>
/// <param name="Commit">The epics to commit to, in rank order.</param>
/// <param name="In">Those of them that were not in the plan before, in rank order.</param>
/// <param name="Out">Those that were in the plan before and are not now, in rank order.</param>
/// <param name="Effort">The effort of what to commit to, unassigned epics included.</param>
/// <param name="Capacity">The capacity; below the effort only where work that stays is more than it already.</param>
/// <param name="Distance">
/// How far the plan is from its aim, in the measure's unit: with a goal of capacity · target for each segment (or the edges of its band),
/// the sum of what segments lack and of what they have beyond it.
/// </param>
/// <param name="AtLeast">No plan within the capacity has a smaller distance; proven.</param>
/// <param name="IsBestRanked">Whether it is proven too that of all plans as close this one has the best ranks.</param>
/// <param name="Before">The verdict on the plan before.</param>
/// <param name="After">The verdict on this one.</param>
/// <param name="SplitBefore">The split of the plan before.</param>
/// <param name="SplitAfter">The split of this one.</param>
public sealed record Plan(
    IReadOnlyList<PlanEpic> Commit,
    IReadOnlyList<string> In,
    IReadOnlyList<string> Out,
    Effort Effort,
    Effort Capacity,
    decimal Distance,
    decimal AtLeast,
    bool IsBestRanked,
    Verdict Before,
    Verdict After,
    Split SplitBefore,
    Split SplitAfter)
{
    /// <summary>Whether it is proven that no plan within the capacity comes closer.</summary>
    public bool IsClosest => Distance == AtLeast;

    /// <summary>Says it to a person: <c>Commit to 12 epics, 98 of 100 points: the index goes from 64 to 93.</c></summary>
    /// <param name="unit">points, hours or epics.</param>
    public string Sentence(string unit)
    {
        var epics = Commit.Count == 1 ? "epic" : "epics";
        var index = After.Index is null ? ""
            : Before.Index is null ? string.Create(CultureInfo.InvariantCulture, $": the index is {After.Index:0.#}")
            : string.Create(CultureInfo.InvariantCulture, $": the index goes from {Before.Index:0.#} to {After.Index:0.#}");
        var doubt = IsClosest ? "" : string.Create(
            CultureInfo.InvariantCulture, $" There may be a plan closer to the targets, by {Distance - AtLeast:0.###} {unit} at most.");
        return string.Create(CultureInfo.InvariantCulture, $"Commit to {Commit.Count:N0} {epics}, {Effort} of {Capacity} {unit}{index}.{doubt}");
    }
}
