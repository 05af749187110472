namespace TrackerSegments.Core;

/// <summary>A segment suggested for an epic that has none.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Segment">The key of the segment.</param>
/// <param name="Rule">The rule that suggests it.</param>
/// <param name="Others">Keys of other segments that later rules would suggest, in rule order.</param>
public sealed record Suggestion(string Key, string Segment, string Rule, IReadOnlyList<string> Others);

/// <summary>What rules would do, before anything is done: they only ever suggest, and never touch a tag a person set.</summary>
/// <param name="Suggested">The suggestions, in the order of the epics.</param>
/// <param name="Agreeing">Keys of tagged epics that have the segment their first rule suggests.</param>
/// <param name="Differing">Tagged epics that do not have it, with what the rule says; they stay as they are.</param>
/// <param name="Unmatched">Keys of unassigned epics on which no rule holds.</param>
/// <param name="Effect">What accepting every suggestion would do to the figures.</param>
public sealed record SuggestionPreview(
    IReadOnlyList<Suggestion> Suggested,
    IReadOnlyList<string> Agreeing,
    IReadOnlyList<Suggestion> Differing,
    IReadOnlyList<string> Unmatched,
    ScenarioEffect Effect);

/// <summary>Suggests segments by rules. Of several rules that hold for an epic the first one decides.</summary>
public static class Suggestions
{
    /// <summary>Says what rules would do to epics.</summary>
    /// <param name="view">The lens with the epics in scope.</param>
    /// <param name="rules">The rules, the one that decides first.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <exception cref="SchemeException">A rule has no condition, a condition has no text, or the segment is none or archived.</exception>
    public static SuggestionPreview Preview(LensView view, IReadOnlyList<SuggestionRule> rules, Strategy? strategy)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            Refuse(view.Lens, rule);
        }

        List<Suggestion> suggested = [], differing = [];
        List<string> agreeing = [], unmatched = [];
        foreach (var epic in view.Epics)
        {
            var key = epic.Epic.Item.Key;
            var isTagged = !epic.Segments.IsEmpty;
            if (Suggest(epic.Epic.Item, rules) is not { } suggestion)
            {
                unmatched.AddRange(isTagged ? [] : [key]);
            }
            else if (isTagged && Has(epic, view.Lens.IndexOfKey(suggestion.Segment)))
            {
                agreeing.Add(key);
            }
            else
            {
                (isTagged ? differing : suggested).Add(suggestion);
            }
        }

        var tags = suggested.ToDictionary(s => s.Key, s => SegmentSet.Of(view.Lens.IndexOfKey(s.Segment)), StringComparer.Ordinal);
        return new(suggested, agreeing, differing, unmatched, ScenarioEffect.Of(view.Lens, view.Epics, strategy, new() { Tags = tags }));
    }

    private static Suggestion? Suggest(WorkItem epic, IReadOnlyList<SuggestionRule> rules)
    {
        SuggestionRule[] matching = [.. rules.Where(r => r.Matches(epic))];
        return matching is [var first, .. var rest]
            ? new(epic.Key, first.Segment, first.Name, [.. rest.Select(r => r.Segment).Where(s => s != first.Segment).Distinct(StringComparer.Ordinal)])
            : null;
    }

    private static bool Has(TaggedEpic epic, int segment) => Enumerable.Range(0, epic.Segments.Count).Any(i => epic.Segments[i].Segment == segment);

    private static void Refuse(Lens lens, SuggestionRule rule)
    {
        if (rule.Conditions.Count == 0)
        {
            throw new SchemeException($"The rule \"{rule.Name}\" has no condition and would hold for every epic. Give it at least one.");
        }

        if (rule.Conditions.FirstOrDefault(c => string.IsNullOrWhiteSpace(c.Text)) is { } empty)
        {
            throw new SchemeException($"The rule \"{rule.Name}\" compares {empty.Field} with nothing. Say what with.");
        }

        if (lens.IndexOfKey(rule.Segment) < 0)
        {
            throw new SchemeException($"The rule \"{rule.Name}\" cannot be used. {SchemeSentences.NoSegment(lens, rule.Segment)}");
        }
    }
}
