namespace TrackerSegments.Core;

/// <summary>Whether segments are told apart: they are not always tagged together, and they do not value the same things.</summary>
internal static class Differentiable
{
    public static HealthCheck Check(HealthInput input, Split split)
    {
        var together = Together(input);
        List<string> pairs = [];
        List<(string First, string Second, int Together)> found = [];
        for (var a = 0; a < input.Lens.Segments.Count; a++)
        {
            for (var b = a + 1; b < input.Lens.Segments.Count; b++)
            {
                if (Reason(input, split, together.GetValueOrDefault((a, b)), a, b) is { } reason)
                {
                    pairs.Add($"{input.Lens.Segments[a].Name} and {input.Lens.Segments[b].Name}: {reason}");
                    found.Add((input.Lens.Segments[a].Name, input.Lens.Segments[b].Name, IsTogether(input, split, together.GetValueOrDefault((a, b)), a, b) ? together[(a, b)] : 0));
                }
            }
        }

        return HealthCheck.Of(
            "differentiable",
            "Differentiable",
            pairs.Count == 0 ? CheckOutcome.Pass : CheckOutcome.Warn,
            pairs.Count,
            $"{HealthText.Plural(pairs.Count, "pair of segments is", "pairs of segments are")} hardly told apart{(pairs.Count == 0 ? "" : $". {string.Join("; ", pairs.Take(5))}")}.",
            pairs,
            "Merge the two, or say what each values that the other does not.",
            FindingFigures.None.With("first", found.Select(p => p.First)).With("second", found.Select(p => p.Second)).WithEach("together", found.Select(p => p.Together)));
    }

    private static string? Reason(HealthInput input, Split split, int together, int a, int b)
    {
        if (IsTogether(input, split, together, a, b))
        {
            return $"tagged together on {HealthText.Plural(together, "epic", "epics")}";
        }

        return Cosine(input, input.Lens.Segments[a], input.Lens.Segments[b]) > input.Thresholds.SameDrivers
            ? "the same value drivers with the same weights"
            : null;
    }

    private static bool IsTogether(HealthInput input, Split split, int together, int a, int b) =>
        together > Math.Min(split.Segments[a].Epics, split.Segments[b].Epics) * input.Thresholds.TaggedTogether;

    private static Dictionary<(int, int), int> Together(HealthInput input)
    {
        Dictionary<(int, int), int> together = [];
        foreach (var segments in input.View.Epics.Select(e => e.Segments).Where(s => s.Count > 1))
        {
            for (var i = 0; i < segments.Count; i++)
            {
                for (var j = i + 1; j < segments.Count; j++)
                {
                    var pair = (segments[i].Segment, segments[j].Segment);
                    together[pair] = together.GetValueOrDefault(pair) + 1;
                }
            }
        }

        return together;
    }

    private static double? Cosine(HealthInput input, Segment a, Segment b)
    {
        if (!input.HasDrivers(a) || !input.HasDrivers(b))
        {
            return null;
        }

        var (one, other) = (input.Drivers[a.Key], input.Drivers[b.Key]);
        var dot = (double)one.Sum(d => other.TryGetValue(d.Key, out var weight) ? d.Value * weight : 0);
        var length = Math.Sqrt((double)one.Values.Sum(w => w * w)) * Math.Sqrt((double)other.Values.Sum(w => w * w));
        return length == 0 ? null : dot / length;
    }
}
