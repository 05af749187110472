using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Who changes a scheme, and what the audit log says of it.</summary>
internal static class SchemeAuthor
{
    public static string Of(Caller caller) => caller.DisplayName ?? caller.Subject;

    /// <summary>A scheme in a few words; null where there is none.</summary>
    public static string? Words(KeptLens? lens) => lens is null
        ? null
        : AuditAction.Short(FormattableString.Invariant($"version {lens.SchemeVersion}: {string.Join(", ", lens.Segments.Select(s => s.Name))}"));

    /// <summary>The strategies of a lens in a few words; null where there is no such lens.</summary>
    public static string? Targets(KeptLens? lens) => lens is null
        ? null
        : AuditAction.Short(string.Join("; ", lens.Strategies.Reverse().Select(s => FormattableString.Invariant(
            $"{s.Version} {(s.IsPublished ? "from" : "draft from")} {s.ValidFrom:yyyy-MM-dd}: {string.Join(", ", s.Targets.Select(t => FormattableString.Invariant($"{t.Segment} {t.Target:0.###}")))}"))));
}
