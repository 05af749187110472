using System.Text;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>
/// Puts the items of a file into the store. They go into a partition of their own, and one last write makes that partition the one
/// that counts: a run that is broken off leaves everything as it was.
/// </summary>
internal sealed class WorkingCopyImport(IDocumentStore store, string workspace)
{
    private const int MaxBatchBytes = DocumentLimits.MaxBatchBytes - DocumentLimits.MaxBodyBytes;

    /// <summary>Lists of findings are cut to this many characters, so that a hostile file cannot outgrow a document.</summary>
    private const int MaxFindingText = 100_000;

    private const string Record = "import";

    private readonly string records = $"imports-{workspace}";

    public static string PartitionOf(string workspace, int generation) => FormattableString.Invariant($"items-{workspace}-{generation}");

    public async Task<ImportRecord?> FindAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(records, Record, cancellationToken) is { } document ? Parse(document) : null;

    public async Task<ImportRecord> RunAsync(string fileName, FileItems incoming, CancellationToken cancellationToken)
    {
        var previous = await store.FindAsync(records, Record, cancellationToken);
        var generation = previous is null ? 0 : Parse(previous).Generation;
        await ClearAsync(generation - 1, cancellationToken);
        await ClearAsync(generation + 1, cancellationToken);

        var kept = await ReadAsync(generation, cancellationToken);
        var items = Backlog.Build(incoming.Items).Items;
        await StoreAsync(generation + 1, Merged(items, kept), cancellationToken);

        var record = new ImportRecord(fileName, generation + 1, items.Count, [.. incoming.Findings.Select(Shortened)]);
        var condition = previous is null ? WriteCondition.Absent : WriteCondition.Match(previous.ETag);
        var body = JsonSerializer.Serialize(record, WorkingCopyJson.Default.ImportRecord);
        await store.WriteAsync(records, [new(Record, body, condition)], cancellationToken);
        await ClearAsync(generation, cancellationToken);
        return record;
    }

    private static ImportRecord Parse(Document document) =>
        JsonSerializer.Deserialize(document.Body, WorkingCopyJson.Default.ImportRecord)!;

    private static IEnumerable<StoredItem> Merged(IReadOnlyList<WorkItem> items, Dictionary<string, StoredItem> kept)
    {
        foreach (var item in items)
        {
            kept.Remove(item.Key, out var old);
            yield return ItemMerge.Merge(old, item);
        }

        foreach (var gone in kept.Values.Where(item => item.Imported is not null))
        {
            yield return gone with { IsGone = true };
        }
    }

    private static Finding Shortened(Finding finding)
    {
        var length = 0;
        return finding with { Items = [.. finding.Items.TakeWhile(item => (length += item.Length) <= MaxFindingText)] };
    }

    private async Task<Dictionary<string, StoredItem>> ReadAsync(int generation, CancellationToken cancellationToken)
    {
        Dictionary<string, StoredItem> items = new(StringComparer.Ordinal);
        var documents = store.ListAsync(PartitionOf(workspace, generation), null, null, cancellationToken);
        await foreach (var document in documents)
        {
            var item = StoredItem.Parse(document.Body);
            items.Add(item.Key, item);
        }

        return items;
    }

    private async Task StoreAsync(int generation, IEnumerable<StoredItem> items, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(workspace, generation);
        List<DocumentWrite> batch = new(DocumentLimits.MaxWrites);
        long bytes = 0;
        foreach (var item in items)
        {
            var body = item.ToJson();
            batch.Add(new(DocumentKey.Of(item.Key), body, WriteCondition.Any));
            bytes += Encoding.UTF8.GetByteCount(body);
            if (batch.Count == DocumentLimits.MaxWrites || bytes > MaxBatchBytes)
            {
                await store.WriteAsync(partition, batch, cancellationToken);
                batch.Clear();
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            await store.WriteAsync(partition, batch, cancellationToken);
        }
    }

    private async Task ClearAsync(int generation, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(workspace, generation);
        List<DocumentWrite> deletions = [];
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            deletions.Add(new(document.Key, null, WriteCondition.Any));
        }

        foreach (var batch in deletions.Chunk(DocumentLimits.MaxWrites))
        {
            await store.WriteAsync(partition, batch, cancellationToken);
        }
    }
}

/// <summary>What is to be imported.</summary>
internal sealed record FileItems(IReadOnlyList<WorkItem> Items, IReadOnlyList<Finding> Findings);
