namespace TrackerSegments.Core.Tests;

/// <summary>Short ways to say a backlog in a test.</summary>
internal static class Backlogs
{
    public const string Field = "Segment";

    public static readonly DateTimeOffset AsOf = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Effort Points(decimal units) => Core.Effort.FromUnits(units);

    public static WorkItem Epic(string key, decimal? points = null, params string[] segments) => new()
    {
        Key = key,
        Type = "Epic",
        Project = key.Split('-')[0],
        Estimate = points is { } p ? Points(p) : null,
        Fields = segments.Length == 0 ? WorkItem.NoFields : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = segments },
    };

    public static WorkItem Story(string key, string parent, decimal? points = null) => new()
    {
        Key = key,
        Type = "Story",
        Project = key.Split('-')[0],
        ParentKey = parent,
        Estimate = points is { } p ? Points(p) : null,
    };

    public static Lens Lens(params string[] names) =>
        new("Customer segment", Field, LensBuilder.Segments(names.Select(n => (n, (IReadOnlyList<string>)[n]))));

    public static Strategy Strategy(params decimal[] targets) => new([.. targets.Select(t => (SegmentTarget?)new SegmentTarget(t, SegmentTarget.DefaultTolerance))]);

    public static AlignmentReport Report(IEnumerable<WorkItem> items, Lens lens, Strategy? strategy = null, EffortPolicy? policy = null) =>
        AlignmentReport.Build(Backlog.Build(items), policy ?? new(), lens, strategy, AsOf);
}
