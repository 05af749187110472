namespace TrackerSegments.Core;

/// <summary>Everything worked out about one lens of a backlog at one moment.</summary>
/// <param name="Lens">The lens.</param>
/// <param name="Strategy">The strategy, where there is one.</param>
/// <param name="Epics">The epics in scope, in key order, as the lens sees them.</param>
/// <param name="Split">The split.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Document">The document.</param>
public sealed record AlignmentReport(
    Lens Lens, Strategy? Strategy, IReadOnlyList<TaggedEpic> Epics, Split Split, Verdict Verdict, AlignmentDocument Document)
{
    /// <summary>Works everything out. The same items, lens, strategy and policy always give the same document and hash.</summary>
    /// <param name="backlog">The items.</param>
    /// <param name="policy">What effort means and which epics are in scope.</param>
    /// <param name="lens">The lens.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <param name="asOf">When the figures are worked out.</param>
    /// <param name="findings">What the reading of the items found.</param>
    /// <returns>The report.</returns>
    public static AlignmentReport Build(
        Backlog backlog,
        EffortPolicy policy,
        Lens lens,
        Strategy? strategy,
        DateTimeOffset asOf,
        IReadOnlyList<Finding>? findings = null) =>
        Build(backlog, RollUp.Compute(backlog, policy), policy, lens, strategy, asOf, findings);

    /// <summary>Works everything out from efforts that are known already.</summary>
    /// <param name="backlog">The items.</param>
    /// <param name="efforts">What <see cref="RollUp.Compute"/> gave for them.</param>
    /// <param name="policy">What effort means and which epics are in scope.</param>
    /// <param name="lens">The lens.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <param name="asOf">When the figures are worked out.</param>
    /// <param name="findings">What the reading of the items found.</param>
    /// <returns>The report.</returns>
    public static AlignmentReport Build(
        Backlog backlog,
        IReadOnlyList<EpicEffort> efforts,
        EffortPolicy policy,
        Lens lens,
        Strategy? strategy,
        DateTimeOffset asOf,
        IReadOnlyList<Finding>? findings = null)
    {
        ArgumentNullException.ThrowIfNull(lens);
        ArgumentNullException.ThrowIfNull(policy);
        var epics = Tagging.Tag(lens, efforts);
        var split = Splitter.Split(Array.ConvertAll([.. epics], e => e.ToLensEpic()), lens.Segments.Count);
        var verdict = AlignmentCalculator.Assess(split, strategy);
        if (policy.UnitConflict is not null)
        {
            split = split with { Unestimated = 0, Segments = [.. split.Segments.Select(total => total with { Unestimated = 0 })] };
            verdict = verdict with { State = AlignmentState.NotComparable, IsCertain = false };
        }

        var document = new AlignmentDocument(
            Schema: 1,
            new(lens.Key, lens.Name, lens.Field),
            lens.SchemeVersion,
            asOf,
            Names.Of(policy.Measure),
            Names.UnitOf(policy.Measure),
            new(
                Names.Of(policy.RollUp),
                Names.OfUnestimated(policy),
                Names.OfStatuses(policy),
                [.. policy.EpicTypes.Order(StringComparer.Ordinal)]),
            TotalsOf(split),
            [.. lens.Segments.Select((segment, s) => SegmentOf(segment, split.Segments[s], verdict.Segments[s]))],
            AlignmentOf(verdict, epics),
            policy.UnitConflict ?? Headline.Write(lens, split, verdict),
            [.. (findings ?? []).Concat(AlignmentFindings.Of(backlog, policy, lens, epics, split, verdict)).Select(PartOf)],
            Hash: "");
        return new(lens, strategy, epics, split, verdict, document with { Hash = CanonicalJson.Hash(document) });
    }

    private static TotalsPart TotalsOf(Split split) => new(
        split.Epics,
        split.Tagged,
        split.Unassigned,
        split.Unestimated,
        split.TotalEffort.Units,
        split.TaggedEffort.Units,
        split.UnassignedEffort.Units,
        split.ImputedEffort.Units,
        split.Coverage);

    private static SegmentPart SegmentOf(Segment segment, SegmentTotal total, SegmentVerdict verdict) => new(
        segment.Key,
        segment.Name,
        segment.Color,
        total.Epics,
        total.Unestimated,
        total.Effort.Units,
        verdict.Share,
        verdict.ShareMin,
        verdict.ShareMax,
        verdict.Target?.Share,
        verdict.Target?.Tolerance,
        verdict.Delta,
        verdict.State is { } state ? Names.Of(state) : null,
        verdict.IsCertain);

    private static AlignmentPart AlignmentOf(Verdict verdict, IReadOnlyList<TaggedEpic> epics)
    {
        var dependsOn = Tagging.UnassignedKeys(epics);
        return new(
            verdict.Index,
            verdict.IndexMin,
            verdict.IndexMax,
            Names.Of(verdict.State),
            verdict.IsCertain,
            [.. dependsOn.Take(Finding.MaxItems)],
            dependsOn.Count);
    }

    private static FindingPart PartOf(Finding finding) =>
        new(finding.Code, Names.Of(finding.Severity), finding.Text, finding.Items, finding.ItemCount, finding.Action, finding.Figures);
}
