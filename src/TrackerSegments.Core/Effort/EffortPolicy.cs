using System.Collections.Frozen;

namespace TrackerSegments.Core;

/// <summary>What effort means in a workspace: measure, roll-up, what happens to unestimated epics, and which epics are in scope.</summary>
public sealed record EffortPolicy
{
    /// <summary>Resolutions that mean "not done" unless a workspace says otherwise.</summary>
    public static IReadOnlyList<string> DefaultRemovedResolutions { get; } =
        ["Won't Do", "Won't Fix", "Duplicate", "Cannot Reproduce", "Invalid", "Declined", "Incomplete"];

    private readonly FrozenSet<string> removedResolutions = Set(DefaultRemovedResolutions);
    private readonly FrozenSet<string> epicTypes = Set(["Epic"]);

    /// <summary>What effort is counted in. Default: story points.</summary>
    public Measure Measure { get; init; } = Measure.StoryPoints;

    /// <summary>How children add up. Default: <see cref="RollUpRule.ChildrenElseOwn"/>.</summary>
    public RollUpRule RollUp { get; init; } = RollUpRule.ChildrenElseOwn;

    /// <summary>What happens to unestimated epics. Default: <see cref="UnestimatedRule.Exclude"/>.</summary>
    public UnestimatedRule Unestimated { get; init; } = UnestimatedRule.Exclude;

    /// <summary>The effort of an unestimated epic under <see cref="UnestimatedRule.Fixed"/>. Default: zero.</summary>
    public Effort FixedEffort { get; init; }

    /// <summary>The types that are epics, compared ignoring case. Default: Epic.</summary>
    public IReadOnlyCollection<string> EpicTypes
    {
        get => epicTypes;
        init => epicTypes = Set(value);
    }

    /// <summary>The status categories in scope; null (the default) for all.</summary>
    public IReadOnlyCollection<StatusCategory>? Statuses { get; init; }

    /// <summary>Resolutions that mean "not done", compared ignoring case: items closed so count for nothing.</summary>
    public IReadOnlyCollection<string> RemovedResolutions
    {
        get => removedResolutions;
        init => removedResolutions = Set(value.Select(Straight));
    }

    /// <summary>
    /// Why the efforts of the items cannot be added: their units differ and nobody has said how they convert. One sentence; null (the
    /// default) where they can be added. With it no epic has an effort, and nothing is assumed for any.
    /// </summary>
    public string? UnitConflict { get; init; }

    /// <summary>Whether an item is an epic.</summary>
    public bool IsEpic(WorkItem item) => epicTypes.Contains(item.Type);

    /// <summary>Whether an item counts for nothing: in the removed category, or closed without being done.</summary>
    public bool IsRemoved(WorkItem item) =>
        item.StatusCategory == StatusCategory.Removed
        || (item.Resolution is { } resolution && removedResolutions.Contains(Straight(resolution)));

    /// <summary>Whether an epic's status category is in scope.</summary>
    public bool IsInScope(WorkItem epic) => Statuses is null || Statuses.Contains(epic.StatusCategory);

    /// <summary>Trackers write the apostrophe of Won't Do in either way.</summary>
    private static string Straight(string resolution) => resolution.Replace('’', '\'');

    private static FrozenSet<string> Set(IEnumerable<string> values) => values.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
