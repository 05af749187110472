using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Board;

/// <summary>What the audit log says of a change of segments.</summary>
internal static class EditAudit
{
    public static AuditAction Of(SegmentsWish edit, IReadOnlyList<string> epics, Workspace workspace) => new(
        "change segments",
        AuditAction.Short(string.Join(' ', [.. (edit.Add ?? []).Select(s => $"+{s}"), .. (edit.Remove ?? []).Select(s => $"-{s}")])),
        [.. epics.Zip(Now(edit, epics, workspace), (epic, segments) => new AuditedThing(AuditAction.Short(epic), segments))]);

    /// <summary>The segments of each epic as they are; null where it is not on the board.</summary>
    public static IReadOnlyList<string?> Now(SegmentsWish edit, IReadOnlyList<string> epics, Workspace workspace)
    {
        var now = workspace.Current;
        var backlog = (now.Find(edit.Lens) ?? now).Backlog;
        return
        [
            .. epics.Select(key => backlog.Find(key) is { } epic
                ? AuditAction.Short(string.Join(", ", BoardBuilder.Card(epic, backlog.Report.Lens).Segments))
                : null),
        ];
    }
}
