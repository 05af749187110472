using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Four of the five criteria of a good segmentation; the fifth is <see cref="Differentiable"/>.</summary>
internal static class Criteria
{
    public static HealthCheck Measurable(HealthInput input, Split split)
    {
        var hasEffort = split.Coverage is not null;
        var coverage = 100 * (split.Coverage ?? Ratio.Of(split.Tagged, split.Epics));
        string[] unmapped = [.. input.View.Epics.SelectMany(e => e.Unmapped)
            .GroupBy(v => v, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.Min(StringComparer.Ordinal)!)];
        var outcome = coverage < input.Thresholds.CoverageFails ? CheckOutcome.Fail
            : coverage is null || coverage < input.Thresholds.CoverageWarns || unmapped.Length > 0 ? CheckOutcome.Warn
            : CheckOutcome.Pass;
        var text = coverage is null
            ? "No epic is in scope, so nothing can be measured yet."
            : string.Create(CultureInfo.InvariantCulture, $"{coverage:0.#} % of the {(hasEffort ? "effort is" : "epics are")} tagged with a segment{Unmapped(unmapped)}.");
        return HealthCheck.Of(
            "measurable",
            "Measurable",
            outcome,
            coverage,
            text,
            [.. unmapped, .. Tagging.UnassignedKeys(input.View.Epics)],
            "Tag the epics listed here, largest first, and say which segment each value means.",
            FindingFigures.None.With("unmapped", unmapped).With("of", hasEffort ? "effort" : "epics"));
    }

    public static HealthCheck Substantial(HealthInput input, Split split)
    {
        var tagged = split.TaggedEffort.Thousandths;
        var tiny = HealthText.NamesWhere(input.Lens, (_, s) => tagged > 0
            && 100 * Ratio.Of(split.Segments[s].Effort.Thousandths, tagged) < input.Thresholds.Substantial
            && (double)(input.Strategy?.Targets[s]?.Share ?? 0) < input.Thresholds.Substantial);
        return HealthCheck.Of(
            "substantial",
            "Substantial",
            HealthText.Some(tiny.Length, input.Lens.Segments.Count),
            tiny.Length,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{HealthText.Plural(tiny.Length, "segment has", "segments have")} less than {input.Thresholds.Substantial:0.#} % of the effort and no larger target{(tiny.Length == 0 ? "" : $": {HealthText.Names(tiny)}")}."),
            tiny,
            "Merge each into a larger segment, archive it, or give it a target.",
            FindingFigures.None.With("least", input.Thresholds.Substantial));
    }

    public static HealthCheck Accessible(HealthInput input)
    {
        var unreached = HealthText.NamesWhere(
            input.Lens, (s, _) => string.IsNullOrWhiteSpace(s.Owner) || string.IsNullOrWhiteSpace(s.ReachedBy));
        return HealthCheck.Of(
            "accessible",
            "Accessible",
            HealthText.Some(unreached.Length, input.Lens.Segments.Count),
            unreached.Length,
            $"{HealthText.Plural(unreached.Length, "segment has", "segments have")} nobody who answers for it, or no way to reach its customers{(unreached.Length == 0 ? "" : $": {HealthText.Names(unreached)}")}.",
            unreached,
            "Name an owner for each, and how its customers are reached.");
    }

    /// <summary>A target of 0 is a decision, and then no epic is asked for.</summary>
    public static HealthCheck Actionable(HealthInput input, Split split)
    {
        var idle = HealthText.NamesWhere(input.Lens, (_, s) => input.Strategy?.Targets[s] is not { } target
            || (target.Share > 0 && split.Segments[s].Epics == 0));
        return HealthCheck.Of(
            "actionable",
            "Actionable",
            HealthText.Some(idle.Length, input.Lens.Segments.Count),
            idle.Length,
            $"{HealthText.Plural(idle.Length, "segment has", "segments have")} no target, or a target and no epic in scope{(idle.Length == 0 ? "" : $": {HealthText.Names(idle)}")}.",
            idle,
            "Give each a target (0 says that it waits) and plan at least one epic for it, or archive it.");
    }

    private static string Unmapped(string[] values) => values.Length == 0 ? ""
        : $", and {HealthText.Plural(values.Length, "value means", "values mean")} no segment: {HealthText.Names(values)}";
}
