using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Turns snapshots into documents and back, without a difference to any figure.</summary>
public static class SnapshotDocuments
{
    /// <summary>Writes a snapshot down.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public static SnapshotDocument Of(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var summary = snapshot.Summary;
        var lens = summary.Lens;
        return new(
            SnapshotDocument.CurrentSchema,
            summary.TakenAt,
            new(lens.Key, lens.Name, lens.Field, lens.SchemeVersion, lens.Kind, [.. lens.Segments.Select((s, i) => Of(s, summary.Strategy?.Targets[i]))]),
            summary.StrategyVersion,
            summary.Policy,
            [.. snapshot.Epics.Select(e => Of(lens, e))],
            snapshot.Outside);
    }

    /// <summary>Reads a snapshot back.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="SchemeException">
    /// The document is of a newer shape, or names a segment that it does not have, or its weights or targets do not add up.
    /// </exception>
    public static Snapshot Read(SnapshotDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Schema != SnapshotDocument.CurrentSchema)
        {
            throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture,
                $"The snapshot has the shape {document.Schema}, and this version reads shape {SnapshotDocument.CurrentSchema}. Use the version that wrote it."));
        }

        var part = document.Lens;
        Lens lens = new(part.Name, part.Field, [.. part.Segments.Select(s => new Segment(s.Key, s.Name, s.Color, s.Values))], part.SchemeVersion, part.Key)
        {
            Kind = part.Kind,
        };
        SnapshotEpic[] epics = [.. document.Epics.Select(e => Read(lens, e))];
        var split = Splitter.Split([.. epics.Select(e => new LensEpic(e.Effort, e.Segments, e.IsImputed))], lens.Segments.Count);
        return new(
            new(document.TakenAt, lens, document.Policy, split, StrategyOf(part), document.StrategyVersion),
            epics,
            document.Outside);
    }

    private static SnapshotSegmentPart Of(Segment segment, SegmentTarget? target) =>
        new(segment.Key, segment.Name, segment.Color, segment.Values, target?.Share, target?.Tolerance);

    private static SnapshotEpicPart Of(Lens lens, SnapshotEpic epic)
    {
        SegmentWeight[] parts = [.. Enumerable.Range(0, epic.Segments.Count).Select(i => epic.Segments[i])];
        var isWeighted = parts.Sum(p => (long)p.Parts) == SegmentSet.WholeWeight;
        return new(
            epic.Key,
            epic.Id,
            epic.Status,
            epic.Effort?.Units,
            epic.IsImputed,
            [.. parts.Select(p => lens.Segments[p.Segment].Key)],
            isWeighted ? [.. parts.Select(p => p.Parts)] : null,
            epic.Values);
    }

    private static SnapshotEpic Read(Lens lens, SnapshotEpicPart epic)
    {
        int[] segments = [.. epic.Segments.Select(lens.IndexOfKey)];
        if (Array.Exists(segments, s => s < 0))
        {
            throw new SchemeException($"The snapshot names a segment of {epic.Key} that it does not have. It was changed or cut short; take it from a backup.");
        }

        return new(
            epic.Key,
            epic.Id,
            epic.Status,
            epic.Effort is { } units ? new Effort((long)(units * Effort.Scale)) : null,
            epic.IsImputed,
            epic.Weights is { } weights ? Weighted(epic, segments, weights) : SegmentSet.Equal(segments),
            epic.Values);
    }

    private static SegmentSet Weighted(SnapshotEpicPart epic, int[] segments, IReadOnlyList<int> weights)
    {
        try
        {
            return SegmentSet.Weighted(segments.Zip(weights, (s, w) => new SegmentWeight(s, w)));
        }
        catch (ArgumentException)
        {
            throw new SchemeException($"The weights of {epic.Key} in the snapshot do not add up. It was changed or cut short; take it from a backup.");
        }
    }

    private static Strategy? StrategyOf(SnapshotLensPart lens) => lens.Segments.All(s => s.Target is null)
        ? null
        : new([.. lens.Segments.Select(s => s.Target is { } target
            ? new SegmentTarget(target, s.Tolerance ?? SegmentTarget.DefaultTolerance)
            : (SegmentTarget?)null)]);
}
