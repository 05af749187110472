namespace TrackerSegments.Core;

/// <summary>Why an epic came into scope or left it between two snapshots.</summary>
internal sealed class Passages(Snapshot before, Snapshot after)
{
    private readonly SnapshotPolicy policyBefore = before.Summary.Policy;
    private readonly SnapshotPolicy policyAfter = after.Summary.Policy;
    private readonly Outsiders outsideBefore = new(before.Outside);
    private readonly Outsiders outsideAfter = new(after.Outside);

    public DriftCause In(SnapshotEpic epic) => Reason(outsideBefore.StatusOf(epic), policyAfter, DriftCause.NewScope);

    public DriftCause Out(SnapshotEpic epic) => Reason(outsideAfter.StatusOf(epic), policyBefore, DriftCause.RemovedScope);

    /// <param name="status">How far the epic is where it is not in scope; null where it was not read there at all.</param>
    /// <param name="other">The policy under which it is in scope.</param>
    /// <param name="otherwise">What it is where neither policy nor completion explains it.</param>
    private DriftCause Reason(StatusCategory? status, SnapshotPolicy other, DriftCause otherwise) => status switch
    {
        null => policyBefore.EpicTypes == policyAfter.EpicTypes ? otherwise : DriftCause.PolicyChange,
        _ when policyBefore.Status != policyAfter.Status && other.Includes(status.Value) => DriftCause.PolicyChange,
        StatusCategory.Done => DriftCause.Completion,
        _ => otherwise,
    };

    private sealed class Outsiders
    {
        private readonly Dictionary<string, StatusCategory> byKey = new(StringComparer.Ordinal);
        private readonly Dictionary<string, StatusCategory> byId = new(StringComparer.Ordinal);

        public Outsiders(IReadOnlyList<OutsideEpic> epics)
        {
            foreach (var epic in epics)
            {
                byKey[epic.Key] = epic.Status;
                if (epic.Id is { } id && id != epic.Key)
                {
                    byId[id] = epic.Status;
                }
            }
        }

        public StatusCategory? StatusOf(SnapshotEpic epic) =>
            byKey.TryGetValue(epic.Key, out var status) || (epic.Id is { } id && byId.TryGetValue(id, out status)) ? status : null;
    }
}
