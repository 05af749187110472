using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>An effort policy as a workspace keeps it.</summary>
internal sealed record PolicySettings(
    Measure Measure,
    RollUpRule RollUp,
    UnestimatedRule Unestimated,
    long FixedThousandths,
    IReadOnlyList<string> EpicTypes,
    IReadOnlyList<StatusCategory>? Statuses,
    IReadOnlyList<string> RemovedResolutions)
{
    public static PolicySettings Of(EffortPolicy policy) => new(
        policy.Measure,
        policy.RollUp,
        policy.Unestimated,
        policy.FixedEffort.Thousandths,
        [.. policy.EpicTypes.Order(StringComparer.Ordinal)],
        policy.Statuses is null ? null : [.. policy.Statuses.Order()],
        [.. policy.RemovedResolutions.Order(StringComparer.Ordinal)]);

    public EffortPolicy ToPolicy() => new()
    {
        Measure = Measure,
        RollUp = RollUp,
        Unestimated = Unestimated,
        FixedEffort = new(FixedThousandths),
        EpicTypes = EpicTypes,
        Statuses = Statuses,
        RemovedResolutions = RemovedResolutions,
    };
}
