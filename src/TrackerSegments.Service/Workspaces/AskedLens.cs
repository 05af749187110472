using TrackerSegments.Core;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Workspaces;

/// <summary>
/// What the command line said of the lens at the last start. It decides where it says something else than then; what people changed
/// meanwhile stands otherwise.
/// </summary>
/// <param name="Segments">The segments, one a line with its values; null for those that are found.</param>
/// <param name="Targets">The targets and the tolerance; null where it never named any.</param>
internal sealed record AskedLens(string? Segments, string? Targets)
{
    private const string Between = "\u001F";

    public static AskedLens Of(BacklogRequest request) => new(
        request.Segments is null ? null : TextOf(request.Segments),
        request.Targets is null ? null : TextOf(request.Targets.Select(t => (t.Name, t.Share)), request.Tolerance));

    /// <summary>What it must have said where that was not kept.</summary>
    public static AskedLens Of(KeptLens lens) => new(
        lens.IsAuto ? null : TextOf(lens.Segments.Select(s => (s.Name, s.Values))),
        lens.Strategies is [.., var last]
            ? TextOf(
                last.Targets.Select(t => (lens.Segments.FirstOrDefault(s => s.Key == t.Segment)?.Name ?? t.Segment, t.Target)),
                last.Targets.Count == 0 ? SegmentTarget.DefaultTolerance : last.Targets[0].Tolerance)
            : null);

    private static string TextOf(IEnumerable<(string Name, IReadOnlyList<string> Values)> segments) =>
        string.Join('\n', segments.Select(s => string.Join(Between, [s.Name, .. s.Values])));

    private static string TextOf(IEnumerable<(string Name, decimal Share)> targets, decimal tolerance) => string.Join(
        '\n', targets.Select(t => FormattableString.Invariant($"{t.Name}{Between}{t.Share:0.###}")).Append(FormattableString.Invariant($"{tolerance:0.###}")));
}
