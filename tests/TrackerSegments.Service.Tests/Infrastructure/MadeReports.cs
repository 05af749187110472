using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>Reports over backlogs made up on the spot.</summary>
internal static class MadeReports
{
    public static DateTimeOffset AsOf { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Enterprise 61 %, Mid-market 21 %, SMB 18 % of 100 tagged points against 30, 20 and 50 %, and 10 points untagged.</summary>
    public static AlignmentReport Usual(decimal smb = 18, DateTimeOffset? asOf = null) => Of(
        [("Enterprise", 30), ("Mid-market", 20), ("SMB", 50)],
        [Epic("A-1", 61, "Enterprise"), Epic("A-2", 21, "Mid-market"), Epic("A-3", smb, "SMB"), Epic("A-4", 10), Epic("A-5", null, "SMB")],
        asOf: asOf);

    public static AlignmentReport Of(
        IReadOnlyList<(string Name, decimal? Target)> segments, IReadOnlyList<WorkItem> epics, IReadOnlyList<Finding>? findings = null, DateTimeOffset? asOf = null, string field = Backlogs.Field)
    {
        var lens = new Lens(field, field, LensBuilder.Segments(segments.Select(s => (s.Name, (IReadOnlyList<string>)[s.Name]))));
        var strategy = segments.All(s => s.Target is null)
            ? null
            : new Strategy([.. segments.Select(s => s.Target is { } target ? new SegmentTarget(target, 5) : (SegmentTarget?)null)]);
        return AlignmentReport.Build(Backlog.Build(epics), new(), lens, strategy, asOf ?? AsOf, findings);
    }

    public static WorkItem Epic(string key, decimal? points, params string[] segments) => new()
    {
        Key = key,
        Type = "Epic",
        Title = $"Title of {key}",
        Url = new($"https://tracker.example/browse/{Uri.EscapeDataString(key)}"),
        Estimate = points is { } units ? Effort.FromUnits(units) : null,
        Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Backlogs.Field] = segments },
    };
}
