using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.History;

/// <summary>
/// The snapshots of one lens, one for each day. The parts of a snapshot come first and its head last, so that one that was broken off in
/// between is never taken for a snapshot.
/// </summary>
/// <param name="store">Where they are.</param>
/// <param name="id">Workspace and lens, as they are called in partitions.</param>
internal sealed class SnapshotStore(IDocumentStore store, string id)
{
    private readonly string heads = $"snapshots-{id}";
    private readonly string parts = $"snapshot-parts-{id}";

    /// <summary>What there is, the earliest first.</summary>
    public async Task<IReadOnlyList<SnapshotHead>> ListAsync(CancellationToken cancellationToken)
    {
        List<SnapshotHead> all = [];
        await foreach (var document in store.ListAsync(heads, null, null, cancellationToken))
        {
            all.Add(SnapshotHead.Parse(document.Key, document.Body));
        }

        return all;
    }

    public async Task<SnapshotHead?> FindAsync(DateOnly day, CancellationToken cancellationToken) =>
        await FindDocumentAsync(day, cancellationToken) is { } document ? SnapshotHead.Parse(document.Key, document.Body) : null;

    /// <exception cref="NewerSnapshotException">A newer program wrote it.</exception>
    /// <exception cref="DataFileException">It is damaged.</exception>
    public async Task<Snapshot> ReadAsync(SnapshotHead head, CancellationToken cancellationToken)
    {
        if (head.IsNewer)
        {
            throw head.Newer();
        }

        var texts = await FindPartsAsync(head, cancellationToken);
        if (texts.Count != head.Parts && await FindAsync(head.Day, cancellationToken) is { IsNewer: false } now && now != head)
        {
            // Another one took its place while it was read.
            (head, texts) = (now, await FindPartsAsync(now, cancellationToken));
        }

        return SnapshotPacking.Unpack(head, texts);
    }

    /// <summary>Keeps the parts of a snapshot; without a head they are nothing yet.</summary>
    /// <returns>Their head.</returns>
    public async Task<SnapshotHead> WritePartsAsync(Snapshot snapshot, SnapshotPacking packing, CancellationToken cancellationToken)
    {
        var summary = snapshot.Summary;
        var texts = packing.Parts();
        var set = $"{SnapshotHead.KeyOf(summary.Day)}-{packing.Hash[..16]}";
        await store.WriteAllAsync(parts, texts.Select((text, i) => new DocumentWrite(PartKey(set, i), text, WriteCondition.Any)), cancellationToken);
        return new(SnapshotDocument.CurrentSchema, summary.Day, summary.TakenAt, summary.Lens.SchemeVersion, packing.Hash, set, texts.Count);
    }

    /// <summary>Makes a snapshot the one of its day, unless the day has a later one.</summary>
    /// <returns>The head that it took the place of; null where the day had none, or keeps its own.</returns>
    public async Task<SnapshotHead?> WriteHeadAsync(SnapshotHead head, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await FindDocumentAsync(head.Day, cancellationToken);
            var before = document is null ? null : SnapshotHead.Parse(document.Key, document.Body);
            if (before is { IsNewer: true } || before?.TakenAt > head.TakenAt)
            {
                return null;
            }

            try
            {
                var condition = document is null ? WriteCondition.Absent : WriteCondition.Match(document.ETag);
                await store.WriteAsync(heads, [new(SnapshotHead.KeyOf(head.Day), head.ToJson(), condition)], cancellationToken);
                return before;
            }
            catch (ConcurrencyException)
            {
                // Another process keeps the same day; the next turn sees which of the two is the later one.
            }
        }
    }

    public Task DropHeadsAsync(IEnumerable<SnapshotHead> dropped, CancellationToken cancellationToken) => store.WriteAllAsync(
        heads, dropped.Select(h => new DocumentWrite(SnapshotHead.KeyOf(h.Day), null, WriteCondition.Any)), cancellationToken);

    /// <summary>Drops parts that belong to no snapshot, from before a day: later ones may be those of a snapshot that is being written.</summary>
    public async Task DropLooseAsync(IReadOnlyList<SnapshotHead> kept, DateOnly before, CancellationToken cancellationToken)
    {
        if (kept.Any(h => h.IsNewer))
        {
            return;
        }

        var sets = kept.Select(h => h.Set).ToHashSet(StringComparer.Ordinal);
        List<DocumentWrite> loose = [];
        await foreach (var document in store.ListAsync(parts, null, SnapshotHead.KeyOf(before), cancellationToken))
        {
            if (!sets.Contains(document.Key[..document.Key.LastIndexOf('-')]))
            {
                loose.Add(new(document.Key, null, WriteCondition.Any));
            }
        }

        await store.WriteAllAsync(parts, loose, cancellationToken);
    }

    /// <summary>Drops the parts of a snapshot that another one of the same day took the place of. Those of an earlier day are shared.</summary>
    public Task DropPartsAsync(SnapshotHead replaced, CancellationToken cancellationToken) =>
        replaced.Set.StartsWith(SnapshotHead.KeyOf(replaced.Day), StringComparison.Ordinal)
            ? store.WriteAllAsync(
                parts, Enumerable.Range(0, replaced.Parts).Select(i => new DocumentWrite(PartKey(replaced.Set, i), null, WriteCondition.Any)), cancellationToken)
            : Task.CompletedTask;

    private static string PartKey(string set, int part) => string.Create(CultureInfo.InvariantCulture, $"{set}-{part:D4}");

    private Task<Document?> FindDocumentAsync(DateOnly day, CancellationToken cancellationToken) =>
        store.FindAsync(heads, SnapshotHead.KeyOf(day), cancellationToken);

    private async Task<List<string>> FindPartsAsync(SnapshotHead head, CancellationToken cancellationToken)
    {
        List<string> texts = new(head.Parts);
        await foreach (var document in store.ListAsync(parts, PartKey(head.Set, 0), DocumentLimits.EndOf($"{head.Set}-"), cancellationToken))
        {
            texts.Add(document.Body);
        }

        return texts;
    }
}
