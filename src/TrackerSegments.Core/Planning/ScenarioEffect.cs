using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What a scenario would do to the figures, beside those of today.</summary>
/// <param name="SplitBefore">The split of today.</param>
/// <param name="SplitAfter">The split there would be.</param>
/// <param name="Before">The verdict of today.</param>
/// <param name="After">The verdict there would be.</param>
/// <param name="Changed">The segments, by index, whose state would change.</param>
/// <param name="Unknown">Keys the scenario names that are no epic in scope, in ordinal order; they have no effect.</param>
public sealed record ScenarioEffect(
    Split SplitBefore, Split SplitAfter, Verdict Before, Verdict After, IReadOnlyList<int> Changed, IReadOnlyList<string> Unknown)
{
    /// <summary>Predicts the effect of a scenario.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="epics">The epics in scope, as the lens sees them.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <param name="scenario">What somebody thinks of doing.</param>
    public static ScenarioEffect Of(Lens lens, IReadOnlyList<TaggedEpic> epics, Strategy? strategy, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(lens);
        ArgumentNullException.ThrowIfNull(epics);
        ArgumentNullException.ThrowIfNull(scenario);
        var inScope = epics.Concat(scenario.PulledIn).Select(e => e.Epic.Item.Key).ToHashSet(StringComparer.Ordinal);
        var (splitBefore, before) = Assess(lens, epics, strategy);
        var (splitAfter, after) = Assess(
            lens,
            epics.Where(e => !scenario.Deferred.Contains(e.Epic.Item.Key))
                .Concat(scenario.PulledIn)
                .Select(e => scenario.Tags.TryGetValue(e.Epic.Item.Key, out var tags) ? e with { Segments = tags } : e),
            strategy);
        return new(
            splitBefore,
            splitAfter,
            before,
            after,
            [.. Enumerable.Range(0, lens.Segments.Count).Where(s => before.Segments[s].State != after.Segments[s].State)],
            [.. scenario.Tags.Keys.Concat(scenario.Deferred).Where(k => !inScope.Contains(k)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Says it to a person: <c>The index would go from 81 to 86, and SMB would be on target.</c></summary>
    /// <param name="lens">The lens.</param>
    public string Sentence(Lens lens)
    {
        ArgumentNullException.ThrowIfNull(lens);
        var index = (Before.Index, After.Index) switch
        {
            (null, null) => "There would be no index to compare",
            (null, { } now) => string.Create(CultureInfo.InvariantCulture, $"The index would be {now:0.#}"),
            ({ } then, null) => string.Create(CultureInfo.InvariantCulture, $"The index would go from {then:0.#} to none"),
            ({ } then, { } now) when Math.Round(then, 1) == Math.Round(now, 1) =>
                string.Create(CultureInfo.InvariantCulture, $"The index would stay at {now:0.#}"),
            ({ } then, { } now) => string.Create(CultureInfo.InvariantCulture, $"The index would go from {then:0.#} to {now:0.#}"),
        };
        var states = Changed.Where(s => After.Segments[s].State is not null)
            .Select(s => $"{lens.Segments[s].Name} would be {SegmentWords.Of(After.Segments[s].State!.Value)}")
            .ToArray();
        return states.Length == 0 ? $"{index}." : $"{index}, and {string.Join(", ", states)}.";
    }

    private static (Split Split, Verdict Verdict) Assess(Lens lens, IEnumerable<TaggedEpic> epics, Strategy? strategy)
    {
        var split = Splitter.Split([.. epics.Select(e => e.ToLensEpic())], lens.Segments.Count);
        return (split, AlignmentCalculator.Assess(split, strategy));
    }
}
