using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Whether the segments are the organization by other names: project, team or component give them away.</summary>
internal static class InternalConvenience
{
    private static readonly (string Name, Func<WorkItem, IReadOnlyCollection<string>> Of)[] Facets =
    [
        ("project", item => Named(item.Project)),
        ("team", item => Named(item.Team)),
        ("component", item => HealthInput.ComponentFields.Select(item.ValuesOf).FirstOrDefault(v => v.Count > 0) ?? []),
    ];

    public static HealthCheck Check(HealthInput input)
    {
        var (name, facet, figure) = Facets.Select(f => (f.Name, f.Of, Figure: FigureOf(input, f.Of))).MaxBy(f => f.Figure ?? -1);
        var isConvenient = figure >= input.Thresholds.Convenience;
        var text = figure is null
            ? string.Create(CultureInfo.InvariantCulture, $"Fewer than {input.Thresholds.ConvenienceEpics:N0} tagged epics, or one project, team and component: nothing can be said yet.")
            : string.Create(CultureInfo.InvariantCulture, $"The {name} of an epic gives its segment away to {figure:0.00} of 1 (normalized mutual information).");
        (string Segment, string Value, int Epics, int All)[] matches = isConvenient ? [.. Matches(input, facet)] : [];
        return HealthCheck.Of(
            "internalConvenience",
            "Internal convenience",
            isConvenient ? CheckOutcome.Warn : CheckOutcome.Pass,
            figure,
            text,
            [.. matches.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Segment} is {m.Value} on {m.Epics:N0} of {m.All:N0} epics"))],
            $"Segment customers, not the organization: ask of each epic who it is for, whatever its {name}.",
            FindingFigures.None.With("facet", name).With("least", input.Thresholds.ConvenienceEpics)
                .With("segments", matches.Select(m => m.Segment)).With("values", matches.Select(m => m.Value))
                .WithEach("epics", matches.Select(m => m.Epics)).WithEach("all", matches.Select(m => m.All)));
    }

    private static double? FigureOf(HealthInput input, Func<WorkItem, IReadOnlyCollection<string>> facet)
    {
        var epics = Grouped(input, facet);
        return epics.Length < input.Thresholds.ConvenienceEpics ? null : Association.NormalizedMutualInformation(epics);
    }

    private static (IReadOnlyCollection<string> X, IReadOnlyCollection<string> Y)[] Grouped(
        HealthInput input, Func<WorkItem, IReadOnlyCollection<string>> facet) =>
        [.. input.View.Epics
            .Select(e => (X: SegmentsOf(input.Lens, e), Y: facet(e.Epic.Item)))
            .Where(e => e.X.Count > 0 && e.Y.Count > 0)];

    /// <summary>Which segment goes with which project, team or component, and on how many epics.</summary>
    private static IEnumerable<(string Segment, string Value, int Epics, int All)> Matches(HealthInput input, Func<WorkItem, IReadOnlyCollection<string>> facet) =>
        Grouped(input, facet)
            .SelectMany(e => e.X.SelectMany(x => e.Y.Select(y => (Segment: x, Value: y))))
            .GroupBy(p => p.Segment, StringComparer.Ordinal)
            .Select(g => (Segment: g.Key, All: g.Count(), Most: g.GroupBy(p => p.Value, StringComparer.Ordinal)
                .OrderByDescending(v => v.Count()).ThenBy(v => v.Key, StringComparer.Ordinal).First()))
            .OrderBy(m => input.Lens.IndexOfName(m.Segment))
            .Select(m => (m.Segment, m.Most.Key, m.Most.Count(), m.All));

    private static IReadOnlyCollection<string> SegmentsOf(Lens lens, TaggedEpic epic) =>
        [.. Enumerable.Range(0, epic.Segments.Count).Select(i => lens.Segments[epic.Segments[i].Segment].Name)];

    private static IReadOnlyCollection<string> Named(string? name) => string.IsNullOrWhiteSpace(name) ? [] : [name];
}
