using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The epics that can be planned: those that are in the plan, and those that could come into it.</summary>
/// <param name="Planned">Those in scope with an effort; begun and done ones stay where they are.</param>
/// <param name="Pool">Those that are not in scope, wait to be begun, and have an effort; none where everything is in scope.</param>
internal sealed record PlanCandidates(IReadOnlyList<PlanEpic> Planned, IReadOnlyList<PlanEpic> Pool)
{
    public static PlanCandidates Of(LensState state) => new(
        [.. PlannableOf(state.Report.Epics)],
        [.. PlannableOf(Outside(state).Where(e => e.Epic.Item.StatusCategory == StatusCategory.ToDo))]);

    /// <summary>Epics that are not in scope because of how far they are, as the lens sees them.</summary>
    public static IReadOnlyList<TaggedEpic> Outside(LensState state)
    {
        var policy = state.Backlog.Policy;
        return policy.Statuses is null
            ? []
            : [.. RollUp.Compute(state.Backlog.Items, policy with { Statuses = null })
                .Where(e => !policy.IsInScope(e.Item))
                .Select(e => Tagging.Tag(state.Lens, e))];
    }

    /// <summary>What is left to commit to: neither done epics nor those without effort.</summary>
    public static IReadOnlyList<PlanEpic> ToCommit(LensState state) =>
        PlanEpic.Of(state.Report.Epics.Concat(Outside(state)).Where(e => e.Epic.Item.StatusCategory is StatusCategory.ToDo or StatusCategory.InProgress));

    private static IEnumerable<PlanEpic> PlannableOf(IEnumerable<TaggedEpic> epics) => epics
        .Where(e => e.Epic.Effort is not null)
        .Select(e => new PlanEpic(
            e.Epic.Item.Key, e.Epic.Effort!.Value, e.Segments, e.Epic.Item.StatusCategory is StatusCategory.InProgress or StatusCategory.Done));
}
