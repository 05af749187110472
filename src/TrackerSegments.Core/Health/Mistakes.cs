using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Four of the five usual mistakes; the fifth is <see cref="InternalConvenience"/>.</summary>
internal static class Mistakes
{
    public static HealthCheck TooManySegments(HealthInput input)
    {
        var count = input.Lens.Segments.Count;
        return HealthCheck.Of(
            "tooManySegments",
            "Too many segments",
            count > input.Thresholds.SegmentsFail ? CheckOutcome.Fail : count > input.Thresholds.SegmentsWarn ? CheckOutcome.Warn : CheckOutcome.Pass,
            count,
            $"{HealthText.Plural(count, "segment is", "segments are")} in use; up to {input.Thresholds.SegmentsWarn} can be kept in mind.",
            HealthText.NamesWhere(input.Lens, (_, _) => count > input.Thresholds.SegmentsWarn),
            "Merge segments that get the same decisions.",
            FindingFigures.None.With("most", input.Thresholds.SegmentsWarn));
    }

    public static HealthCheck SegmentsWithoutStrategy(HealthInput input, Split split)
    {
        var without = HealthText.NamesWhere(input.Lens, (segment, s) => input.Strategy?.Targets[s] is null
            && (!input.HasDrivers(segment) || split.Segments[s].Effort > Effort.Zero));
        return HealthCheck.Of(
            "segmentsWithoutStrategy",
            "Segments without strategy",
            HealthText.Some(without.Length, input.Lens.Segments.Count),
            without.Length,
            $"{HealthText.Plural(without.Length, "segment has", "segments have")} neither target nor value driver, or effort without a target{(without.Length == 0 ? "" : $": {HealthText.Names(without)}")}.",
            without,
            "Give each a target, if need be 0, so that leaving it out is a decision.");
    }

    public static HealthCheck StaticSegmentation(HealthInput input)
    {
        var ages = input.Lens.Segments.Select(s => (s.Name, Age: AgeOf(input, s))).ToArray();
        var never = ages.Where(s => s.Age is null).Select(s => s.Name).ToArray();
        var oldest = ages.Max(s => s.Age);
        string[] old = [.. ages.Where(s => s.Age >= input.Thresholds.ReviewWarns).OrderByDescending(s => s.Age).Select(s => s.Name)];
        var outcome = oldest >= input.Thresholds.ReviewFails ? CheckOutcome.Fail
            : old.Length + never.Length > 0 ? CheckOutcome.Warn
            : CheckOutcome.Pass;
        var text = never.Length > 0 && old.Length == 0
            ? $"Nobody has noted a review of {HealthText.Plural(never.Length, "segment", "segments")}: {HealthText.Names(never)}."
            : string.Create(CultureInfo.InvariantCulture, $"The review that is longest ago was {HealthText.Plural(oldest ?? 0, "day", "days")} ago{(old.Length == 0 ? "" : $": {HealthText.Names(old)}")}.");
        return HealthCheck.Of(
            "staticSegmentation",
            "Static segmentation",
            outcome,
            oldest,
            text,
            [.. old, .. never],
            "Look through the segments: do they still group the customers you have, and the decisions you take?",
            FindingFigures.None.With("old", old).With("never", never));
    }

    public static HealthCheck CorrelationConfusion(HealthInput input)
    {
        LensView[] lenses = [input.View, .. input.Others];
        var isConfused = Array.TrueForAll(lenses, l => l.Lens.Kind is LensKind.Firmographic or LensKind.Demographic)
            && !input.Drivers.Values.Any(d => d.Count > 0);
        return HealthCheck.Of(
            "correlationConfusion",
            "Correlation confusion",
            isConfused ? CheckOutcome.Warn : CheckOutcome.Pass,
            lenses.Count(l => l.Lens.Kind is LensKind.Firmographic or LensKind.Demographic),
            isConfused
                ? "Every lens says who customers are and none why they buy: size and industry go with needs and are not their cause."
                : "Some lens or value driver says why customers buy.",
            isConfused ? [.. lenses.Select(l => l.Lens.Name)] : [],
            "Add a lens of problems or needs, or write down what each segment pays for.");
    }

    private static int? AgeOf(HealthInput input, Segment segment)
    {
        var reviewed = segment.Reviewed is { } own && !(input.Lens.Reviewed > own) ? own : input.Lens.Reviewed;
        return reviewed is { } day ? Math.Max(0, input.Today.DayNumber - day.DayNumber) : null;
    }
}
