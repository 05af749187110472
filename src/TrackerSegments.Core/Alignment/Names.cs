namespace TrackerSegments.Core;

/// <summary>The fixed names of enumerations on the command line and in documents.</summary>
public static class Names
{
    /// <summary>The name of a measure: <c>story-points</c>.</summary>
    public static string Of(Measure measure) => measure switch
    {
        Measure.StoryPoints => "story-points",
        Measure.OriginalEstimate => "original-estimate",
        Measure.RemainingEstimate => "remaining-estimate",
        Measure.TimeSpent => "time-spent",
        Measure.Count => "count",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The measure of a name as <see cref="Of(Measure)"/> gives it; null where no measure is called so.</summary>
    public static Measure? ParseMeasure(string name) =>
        Enum.GetValues<Measure>().Where(measure => string.Equals(Of(measure), name, StringComparison.Ordinal)).Cast<Measure?>().FirstOrDefault();

    /// <summary>The unit of a measure: points, hours or epics.</summary>
    public static string UnitOf(Measure measure) => measure switch
    {
        Measure.StoryPoints => "points",
        Measure.Count => "epics",
        _ => "hours",
    };

    /// <summary>The name of a roll-up rule: <c>children-else-own</c>.</summary>
    public static string Of(RollUpRule rule) => rule switch
    {
        RollUpRule.ChildrenElseOwn => "children-else-own",
        RollUpRule.Own => "own",
        RollUpRule.Children => "children",
        RollUpRule.Larger => "larger",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>The name of what happens to unestimated epics: <c>exclude</c>, <c>median</c>, <c>fixed:8</c>.</summary>
    public static string OfUnestimated(EffortPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Unestimated switch
        {
            UnestimatedRule.Exclude => "exclude",
            UnestimatedRule.Median => "median",
            _ => $"fixed:{policy.FixedEffort}",
        };
    }

    /// <summary>The name of a status category: <c>in-progress</c>.</summary>
    public static string Of(StatusCategory category) => category switch
    {
        StatusCategory.ToDo => "todo",
        StatusCategory.InProgress => "in-progress",
        StatusCategory.Done => "done",
        StatusCategory.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    /// <summary>The status categories in scope: <c>all</c>, or a comma list in the order of work.</summary>
    public static string OfStatuses(EffortPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Statuses is null ? "all" : string.Join(',', policy.Statuses.Distinct().Order().Select(Of));
    }

    /// <summary>The name of a segment's state: <c>noTarget</c>.</summary>
    public static string Of(SegmentState state) => Camel(state.ToString());

    /// <summary>The name of the state of the whole: <c>misaligned</c>.</summary>
    public static string Of(AlignmentState state) => Camel(state.ToString());

    /// <summary>The name of a severity: <c>warning</c>.</summary>
    public static string Of(Severity severity) => Camel(severity.ToString());

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
