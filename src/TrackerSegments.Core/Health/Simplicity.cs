namespace TrackerSegments.Core;

/// <summary>Whether the segmentation could be simpler and would say the same.</summary>
internal static class Simplicity
{
    public static HealthCheck Check(HealthInput input, Split split)
    {
        List<string> reasons = [];
        var lenses = input.Others.Count + 1;
        var figures = FindingFigures.None.With("fewest", input.Thresholds.FewEpics);
        if (lenses > input.Thresholds.Lenses)
        {
            figures = figures.With("lenses", lenses);
            reasons.Add($"{lenses} lenses are more than people keep up");
        }

        var few = HealthText.NamesWhere(input.Lens, (segment, s) => split.Segments[s].Epics < input.Thresholds.FewEpics
                && input.EpicsBefore is { } before && before.GetValueOrDefault(segment.Key) < input.Thresholds.FewEpics);
        string[] same = [.. input.Others.Where(other => RedundantLens.IsRedundant(input.View, other, input.Thresholds)).Select(other => other.Lens.Name)];
        reasons.AddRange(few.Select(name => $"{name} had fewer than {input.Thresholds.FewEpics} epics in two periods running"));
        reasons.AddRange(same.Select(other => $"{input.Lens.Name} says the same as {other}"));
        return HealthCheck.Of(
            "simplicity",
            "Could be simpler",
            reasons.Count == 0 ? CheckOutcome.Pass : CheckOutcome.Warn,
            reasons.Count,
            reasons.Count == 0 ? "Nothing could be left out without losing something." : $"{string.Join("; ", reasons.Take(5))}.",
            reasons,
            "Leave out what nobody would miss.",
            figures.With("few", few).With("lens", input.Lens.Name).With("same", same));
    }
}
