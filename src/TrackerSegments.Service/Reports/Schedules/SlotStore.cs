using System.Text.Json;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Where the slots of a report lie.</summary>
/// <param name="store">The store.</param>
/// <param name="id">The report.</param>
internal sealed class SlotStore(IDocumentStore store, string id)
{
    /// <summary>Older slots are dropped, but for the one that the next post is compared with.</summary>
    private const int MostKept = 30;

    private readonly string partition = $"report-slots-{id}";

    public async Task<StoredSlot?> FindAsync(string key, CancellationToken cancellationToken) =>
        await store.FindAsync(partition, key, cancellationToken) is { } document ? Parse(document) : null;

    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<StoredSlot>> ListAsync(CancellationToken cancellationToken)
    {
        List<StoredSlot> all = [];
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            all.Add(Parse(document));
        }

        return all;
    }

    /// <returns>The mark of this version.</returns>
    /// <exception cref="ConcurrencyException">Somebody else was faster.</exception>
    public async Task<string> WriteAsync(string key, SlotRecord record, string? etag, CancellationToken cancellationToken) =>
        (await store.WriteAsync(
            partition,
            [new(key, JsonSerializer.Serialize(record, SlotJson.Default.SlotRecord), etag is null ? WriteCondition.Absent : WriteCondition.Match(etag))],
            cancellationToken))[0]!;

    /// <summary>Drops what nobody asks for any more.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);

        // What alerts told since the post that the next one is compared with is not told again.
        var compared = all.Select(slot => slot.Record.Posted is not null).ToList().LastIndexOf(true);
        await DropAsync(all.SkipLast(MostKept).Where((slot, i) => i != compared && !(slot.Record.Told is not null && i > compared)), cancellationToken);
    }

    /// <summary>Forgets all of it, also what cannot be read.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        List<string> keys = [];
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            keys.Add(document.Key);
        }

        await DropAsync(keys, cancellationToken);
    }

    private static StoredSlot Parse(Document document) => new(document.Key, document.ETag, JsonSerializer.Deserialize(document.Body, SlotJson.Default.SlotRecord)!);

    private Task DropAsync(IEnumerable<StoredSlot> slots, CancellationToken cancellationToken) => DropAsync([.. slots.Select(slot => slot.Key)], cancellationToken);

    private async Task DropAsync(List<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count > 0)
        {
            await store.WriteAllAsync(partition, keys.Select(key => new DocumentWrite(key, null, WriteCondition.Any)), cancellationToken);
        }
    }
}

/// <summary>A slot as it lies in the store.</summary>
internal sealed record StoredSlot(string Key, string ETag, SlotRecord Record);
