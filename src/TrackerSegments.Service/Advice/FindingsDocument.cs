using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>What a person should know of the figures and of the scheme behind them.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Findings">Those of the reading and of the alignment, and of reports that are stopped.</param>
/// <param name="Health">The checks of the scheme, also those that pass.</param>
/// <param name="Conflicts">In a lens of stakeholders: epics that help one and harm another, the largest effort first.</param>
/// <param name="OpenConflicts">How many of them nobody has settled yet.</param>
/// <param name="OfStakeholders">Whether the segments of the lens are stakeholders, so that epics can have effects on them.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record FindingsDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    IReadOnlyList<FindingPart> Findings,
    IReadOnlyList<HealthPart> Health,
    IReadOnlyList<ConflictPart> Conflicts,
    int OpenConflicts,
    bool OfStakeholders,
    string Hash) : IHashed<FindingsDocument>
{
    public FindingsDocument With(string hash) => this with { Hash = hash };

    /// <param name="state">The lens.</param>
    /// <param name="others">The other lenses of the workspace.</param>
    /// <param name="before">The figures of the period before; null where there are none.</param>
    /// <param name="reports">What is to be known of reports that are stopped.</param>
    public static FindingsDocument Of(LensState state, IEnumerable<LensState> others, SnapshotSummary? before, IReadOnlyList<FindingPart> reports)
    {
        var document = state.Report.Document;
        var conflicts = ConflictsOf(state);
        var health = SchemeHealth.Check(new(state.View, state.Report.Strategy, state.Day)
        {
            Others = [.. others.Select(o => o.View)],
            EpicsBefore = before?.Lens.Segments
                .Select((segment, s) => (segment.Key, before.Split.Segments[s].Epics))
                .ToDictionary(s => s.Key, s => s.Epics, StringComparer.Ordinal),
        });
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            [.. document.Findings, .. reports],
            [.. health.Select(HealthPart.Of)],
            conflicts,
            conflicts.Count(c => c.Open),
            state.Lens.Kind == LensKind.Stakeholder,
            Hash: "");
    }

    private static IReadOnlyList<ConflictPart> ConflictsOf(LensState state)
    {
        var names = EpicNames.Of(state);
        return [.. state.Conflicts.Select(c => new ConflictPart(
            c.Key,
            names.TitleOf(c.Key),
            names.UrlOf(c.Key),
            c.Effort?.Units,
            [.. c.Helps.Select(s => state.Lens.Segments[s].Key)],
            [.. c.Harms.Select(s => state.Lens.Segments[s].Key)],
            c.IsOpen,
            c.Reconciliation))];
    }
}

/// <summary>A check of the scheme.</summary>
/// <param name="Code">A fixed name.</param>
/// <param name="Name">Its name for a person.</param>
/// <param name="Outcome">pass, warn or fail.</param>
/// <param name="Figure">The figure behind it, as the text says; null where there is nothing to count yet.</param>
/// <param name="Text">One sentence with the figure.</param>
/// <param name="Items">The evidence: segments, pairs, values or epics, at most 1,000.</param>
/// <param name="ItemCount">How many there are in all.</param>
/// <param name="Action">What to do; empty where nothing is to be done.</param>
/// <param name="Figures">What the sentence and the evidence are made of.</param>
internal sealed record HealthPart(
    string Code, string Name, string Outcome, double? Figure, string Text, IReadOnlyList<string> Items, int ItemCount, string Action, FindingFigures Figures)
{
    public static HealthPart Of(HealthCheck check) => new(
        check.Code,
        check.Name,
        check.Outcome switch { CheckOutcome.Pass => "pass", CheckOutcome.Warn => "warn", _ => "fail" },
        check.Figure,
        check.Text,
        check.Items,
        check.ItemCount,
        check.Action,
        check.Figures);
}

/// <summary>An epic that helps one stakeholder and harms another.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Effort">Its effort; null where it is unestimated.</param>
/// <param name="Helps">The keys of the stakeholders it helps.</param>
/// <param name="Harms">The keys of those it harms.</param>
/// <param name="Open">Whether nobody has settled it yet.</param>
/// <param name="Note">The last note that settles it.</param>
internal sealed record ConflictPart(
    string Key, string? Title, string? Url, decimal? Effort, IReadOnlyList<string> Helps, IReadOnlyList<string> Harms, bool Open, Reconciliation? Note);
