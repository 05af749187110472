namespace TrackerSegments.Core;

/// <summary>Whether the segmentation could be simpler and would say the same.</summary>
internal static class Simplicity
{
    public static HealthCheck Check(HealthInput input, Split split)
    {
        List<string> reasons = [];
        var lenses = input.Others.Count + 1;
        if (lenses > input.Thresholds.Lenses)
        {
            reasons.Add($"{lenses} lenses are more than people keep up");
        }

        reasons.AddRange(HealthText.NamesWhere(input.Lens, (segment, s) => split.Segments[s].Epics < input.Thresholds.FewEpics
                && input.EpicsBefore is { } before && before.GetValueOrDefault(segment.Key) < input.Thresholds.FewEpics)
            .Select(name => $"{name} had fewer than {input.Thresholds.FewEpics} epics in two periods running"));
        reasons.AddRange(input.Others
            .Where(other => RedundantLens.IsRedundant(input.View, other, input.Thresholds))
            .Select(other => $"{input.Lens.Name} says the same as {other.Lens.Name}"));
        return HealthCheck.Of(
            "simplicity",
            "Could be simpler",
            reasons.Count == 0 ? CheckOutcome.Pass : CheckOutcome.Warn,
            reasons.Count,
            reasons.Count == 0 ? "Nothing could be left out without losing something." : $"{string.Join("; ", reasons.Take(5))}.",
            reasons,
            "Leave out what nobody would miss.");
    }
}
