using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>Makes the document of what moved between two snapshots.</summary>
internal static class DriftBuilder
{
    public static DriftDocument Build(LensState now, KeptSnapshot before, KeptSnapshot after)
    {
        var names = EpicNames.Of(now);
        var report = DriftReport.Between(before.Snapshot, after.Snapshot);
        return new(
            Schema: 1,
            now.Report.Document.Lens,
            now.Lens.SchemeVersion,
            now.TakenAt,
            now.Unit,
            PartOf(before),
            PartOf(after),
            Comparable: before.Snapshot.Summary.Policy == after.Snapshot.Summary.Policy,
            DriftSentence.Of(report.Segments, before.Snapshot.Summary.Day, after.Snapshot.Summary.Day),
            [.. report.Segments.Select(s => SegmentOf(s, report, names))],
            MigrationBuilder.Build(Migration.Between(before.Snapshot, after.Snapshot), names),
            Hash: "");
    }

    /// <summary>The name of a cause: newScope.</summary>
    public static string NameOf(DriftCause cause)
    {
        var name = cause.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static SnapshotPart PartOf(KeptSnapshot kept)
    {
        var summary = kept.Snapshot.Summary;
        return new(summary.Day, summary.TakenAt, summary.Lens.SchemeVersion, summary.StrategyVersion, kept.Hash);
    }

    private static DriftSegment SegmentOf(SegmentDrift drift, DriftReport report, EpicNames names) => new(
        drift.Segment.Key,
        drift.Segment.Name,
        drift.Segment.Color,
        new(drift.Before.Units, drift.ShareBefore),
        new(drift.After.Units, drift.ShareAfter),
        drift.Change?.Points,
        drift.Shown,
        [.. drift.Parts.Select(p => CauseOf(p, report.Items(drift.Segment.Key, p.Cause), names))]);

    private static DriftCausePart CauseOf(DriftPart part, IReadOnlyList<DriftItem> items, EpicNames names) => new(
        NameOf(part.Cause),
        part.Effort.Units,
        part.Change?.Points,
        part.Shown,
        [.. items.Take(Finding.MaxItems).Select(i => new DriftEpic(
            i.Key, names.TitleOf(i.Key), names.UrlOf(i.Key), i.Effort.Units, i.Change?.Points))],
        items.Count);
}
