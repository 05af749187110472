namespace TrackerSegments.Core;

/// <summary>How the efforts of a snapshot were worked out, in the words of the command line. Two are equal where efforts and scope mean the same.</summary>
/// <param name="Measure">What effort is counted in: <c>story-points</c>.</param>
/// <param name="RollUp">The roll-up rule: <c>children-else-own</c>.</param>
/// <param name="Unestimated">What happens to unestimated epics: <c>exclude</c>.</param>
/// <param name="Status">The status categories in scope: <c>all</c>, or a comma list.</param>
/// <param name="EpicTypes">The types that are epics, a comma list in ordinal order.</param>
/// <param name="Units">What one unit of each tracker counts, in any fixed form; empty where there is one tracker.</param>
public sealed record SnapshotPolicy(string Measure, string RollUp, string Unestimated, string Status, string EpicTypes, string Units = "")
{
    /// <summary>Says a policy in words.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="units">What one unit of each tracker counts.</param>
    public static SnapshotPolicy Of(EffortPolicy policy, string units = "")
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(
            Names.Of(policy.Measure),
            Names.Of(policy.RollUp),
            Names.OfUnestimated(policy),
            Names.OfStatuses(policy),
            string.Join(',', policy.EpicTypes.Order(StringComparer.Ordinal)),
            policy.UnitConflict ?? units);
    }

    /// <summary>Whether one effort means the same under both policies, so that a difference is somebody's new estimate.</summary>
    internal bool CountsLike(SnapshotPolicy other) =>
        this with { Status = "", EpicTypes = "" } == other with { Status = "", EpicTypes = "" };

    internal bool Includes(StatusCategory status) => status != StatusCategory.Removed
        && (Status == "all" || Status.Split(',').Contains(Names.Of(status), StringComparer.Ordinal));
}
