using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What a person should know before trusting the figures, most pressing first.</summary>
internal static class AlignmentFindings
{
    private const double CoverageWarns = 0.90;
    private const double CoverageFails = 0.70;
    private const int MostTypes = 8;

    public static IEnumerable<Finding> Of(
        Backlog backlog, EffortPolicy policy, Lens lens, IReadOnlyList<TaggedEpic> epics, Split split, Verdict verdict)
    {
        Finding?[] findings =
        [
            NoEpics(backlog, policy),
            UnitsDiffer(policy),
            FocusMismatch(lens, split, verdict),
            Coverage(epics, split),
            UnmappedValues(lens, epics),
            policy.UnitConflict is null ? Unestimated(epics) : null,
            Imputed(epics, split),
            Cycles(backlog),
            Dangling(backlog),
            NestedEpics(backlog, policy),
        ];
        return findings.OfType<Finding>();
    }

    /// <summary>A tracker in another language, or one that plans in features, has no item of type Epic.</summary>
    private static Finding? NoEpics(Backlog backlog, EffortPolicy policy)
    {
        if (backlog.Items.Count == 0 || backlog.Items.Any(policy.IsEpic))
        {
            return null;
        }

        var types = backlog.Items.GroupBy(item => item.Type, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Name: g.Select(item => item.Type).Min(StringComparer.Ordinal)!, Items: g.Count()))
            .OrderByDescending(type => type.Items)
            .ThenBy(type => type.Name, StringComparer.Ordinal)
            .ToArray();
        return Finding.Of(
            "noEpics",
            Severity.Error,
            string.Create(
                CultureInfo.InvariantCulture,
                $"No item is of type {string.Join(" or ", policy.EpicTypes.Order(StringComparer.Ordinal))}. The types there are: {string.Join(", ", types.Take(MostTypes).Select(t => $"{t.Name} ({t.Items:N0})"))}{(types.Length > MostTypes ? ", …" : "")}."),
            [],
            "Say with --epic-type which of them carry the segment.",
            FindingFigures.None.With("wanted", policy.EpicTypes.Order(StringComparer.Ordinal)).With("types", types.Take(MostTypes).Select(t => t.Name))
                .With("allTypes", types.Length).WithEach("items", types.Take(MostTypes).Select(t => t.Items)));
    }

    private static Finding? UnitsDiffer(EffortPolicy policy) => policy.UnitConflict is not { } conflict ? null : Finding.Of(
        "unitsDiffer",
        Severity.Error,
        conflict,
        [],
        "Say with --conversion what one unit of each tracker counts, or count epics with --measure count.");

    /// <summary>
    /// The focus is the segment with the largest target. Where another one has the largest share, alone, and is above its band,
    /// most effort goes where the focus is not.
    /// </summary>
    private static Finding? FocusMismatch(Lens lens, Split split, Verdict verdict)
    {
        if (verdict.State != AlignmentState.Misaligned)
        {
            return null;
        }

        var most = Enumerable.Range(0, split.Segments.Count).MaxBy(s => split.Segments[s].Effort);
        var largestTarget = verdict.Segments.Max(s => s.Target?.Share ?? 0);
        var isTie = split.Segments.Count(s => s.Effort == split.Segments[most].Effort) > 1;
        if (isTie || verdict.Segments[most].State != SegmentState.Over || verdict.Segments[most].Target?.Share == largestTarget)
        {
            return null;
        }

        string[] wanted = [.. lens.Segments.Where((_, s) => verdict.Segments[s].Target?.Share == largestTarget).Select(s => s.Name)];
        var focus = string.Join(" and ", wanted);
        var shown = LargestRemainder.Percentages([.. split.Segments.Select(s => s.Effort)])[most];
        return Finding.Of(
            "focusMismatch",
            Severity.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Focus is {focus} (target {largestTarget:0.###} %), but the largest part of the planned effort ({shown:0.#} %) goes to {lens.Segments[most].Name} (target {verdict.Segments[most].Target!.Value.Share:0.###} %)."),
            [lens.Segments[most].Name],
            $"Defer work for {lens.Segments[most].Name}, or say in the strategy that the focus has changed.",
            FindingFigures.None.With("focus", wanted).With("most", lens.Segments[most].Name).With("focusTarget", (double)largestTarget)
                .With("share", (double)(shown ?? 0)).With("target", (double)verdict.Segments[most].Target!.Value.Share));
    }

    private static Finding? Coverage(IReadOnlyList<TaggedEpic> epics, Split split)
    {
        if (split.Coverage is not { } coverage || coverage >= CoverageWarns)
        {
            return null;
        }

        var shown = LargestRemainder.Percentages([split.TaggedEffort, split.UnassignedEffort])[0];
        return Finding.Of(
            "lowCoverage",
            coverage < CoverageFails ? Severity.Error : Severity.Warning,
            string.Create(CultureInfo.InvariantCulture, $"Only {shown:0.#} % of the effort is tagged with a segment."),
            Tagging.UnassignedKeys(epics),
            "Tag these epics, largest first.",
            FindingFigures.None.With("coverage", (double)(shown ?? 0)));
    }

    private static Finding? UnmappedValues(Lens lens, IReadOnlyList<TaggedEpic> epics)
    {
        var values = epics.SelectMany(e => e.Unmapped)
            .GroupBy(v => v, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Value: g.Order(StringComparer.Ordinal).First(), Epics: g.Count()))
            .OrderByDescending(v => v.Epics)
            .ThenBy(v => v.Value, StringComparer.Ordinal)
            .ToArray();
        return values.Length == 0 ? null : Finding.Of(
            "unmappedValues",
            Severity.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Plural(values.Length, "value", "values")} of {lens.Field} {(values.Length == 1 ? "means" : "mean")} no segment: {string.Join(", ", values.Take(5).Select(v => $"\"{v.Value}\" ({Plural(v.Epics, "epic", "epics")})"))}{(values.Length > 5 ? ", …" : "")}."),
            [.. values.Select(v => v.Value)],
            "Say which segment each value means, or correct it on the epics.",
            FindingFigures.None.With("field", lens.Field).With("values", values.Take(5).Select(v => v.Value)).WithEach("epics", values.Take(5).Select(v => v.Epics)));
    }

    private static Finding? Unestimated(IReadOnlyList<TaggedEpic> epics) => Keys(
        epics.Where(e => e.Epic.Effort is null),
        "unestimatedEpics",
        Severity.Warning,
        n => $"{Plural(n, "epic has", "epics have")} no estimate and {(n == 1 ? "is" : "are")} not in the figures.",
        "Give an estimate, or let the policy put in a median or fixed effort.");

    private static Finding? Imputed(IReadOnlyList<TaggedEpic> epics, Split split) => Keys(
        epics.Where(e => e.Epic.IsImputed),
        "imputedEffort",
        Severity.Info,
        n => string.Create(
            CultureInfo.InvariantCulture,
            $"{split.ImputedEffort.Units:#,0.###} of {split.TotalEffort.Units:#,0.###} come from the policy: {Plural(n, "epic has", "epics have")} no estimate of {(n == 1 ? "its" : "their")} own."),
        "An estimate replaces the assumed effort.",
        FindingFigures.None.With("imputed", (double)split.ImputedEffort.Units).With("all", (double)split.TotalEffort.Units));

    private static Finding? Cycles(Backlog backlog) => backlog.CyclicKeys.Count == 0 ? null : Finding.Of(
        "parentCycle",
        Severity.Error,
        $"{Plural(backlog.CyclicKeys.Count, "item is its own ancestor and was", "items are their own ancestors and were")} read as having no parent.",
        backlog.CyclicKeys,
        "Correct the parents in the tracker.");

    private static Finding? Dangling(Backlog backlog) => backlog.DanglingKeys.Count == 0 ? null : Finding.Of(
        "danglingParents",
        Severity.Info,
        $"{Plural(backlog.DanglingKeys.Count, "item names", "items name")} a parent that was not read, so {(backlog.DanglingKeys.Count == 1 ? "it counts" : "they count")} for no epic unless {(backlog.DanglingKeys.Count == 1 ? "it is one itself" : "they are epics themselves")}.",
        backlog.DanglingKeys,
        "Include the parents in the export, or ignore this where they belong elsewhere.");

    private static Finding? NestedEpics(Backlog backlog, EffortPolicy policy)
    {
        List<string> nested = [];
        for (var i = 0; i < backlog.Items.Count; i++)
        {
            for (var up = backlog.Parents[i]; policy.IsEpic(backlog.Items[i]) && up >= 0; up = backlog.Parents[up])
            {
                if (policy.IsEpic(backlog.Items[up]))
                {
                    nested.Add(backlog.Items[i].Key);
                    break;
                }
            }
        }

        nested.Sort(StringComparer.Ordinal);
        return nested.Count == 0 ? null : Finding.Of(
            "nestedEpics",
            Severity.Info,
            $"{Plural(nested.Count, "epic hangs", "epics hang")} below another epic; each counts for itself and not for the one above.",
            nested,
            "Nothing, if that is meant.");
    }

    private static Finding? Keys(
        IEnumerable<TaggedEpic> epics, string code, Severity severity, Func<int, string> text, string action, FindingFigures? figures = null)
    {
        string[] keys = [.. epics.Select(e => e.Epic.Item.Key)];
        return keys.Length == 0 ? null : Finding.Of(code, severity, text(keys.Length), keys, action, figures);
    }

    private static string Plural(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
