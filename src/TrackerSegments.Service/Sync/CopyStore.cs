using System.Runtime.CompilerServices;
using System.Text.Json;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// Where the copy of a tracker's items is kept: one document for each item, and where other processes may write as well, one that says
/// which write was the last.
/// </summary>
internal sealed class CopyStore(IDocumentStore store, string workspace)
{
    /// <summary>No item's key: those have four or sixty-four hexadecimal digits after the sign.</summary>
    private const string VersionKey = "%version";

    private readonly string partition = $"copy-{workspace}";
    private CopyVersion? version;
    private string? etag;

    /// <summary>The number of the last write that is known here; 0 where nobody else writes.</summary>
    public long Number => version?.Number ?? 0;

    /// <summary>All items. What others write from here on is noticed at the next write, or when it is asked for.</summary>
    public async IAsyncEnumerable<CopiedItem> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (store.IsShared)
        {
            (version, etag) = await FindVersionAsync(cancellationToken);
        }

        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            if (!string.Equals(document.Key, VersionKey, StringComparison.Ordinal))
            {
                yield return CopiedItem.Parse(document.Body);
            }
        }
    }

    /// <summary>What others changed since it was last looked.</summary>
    public async Task<CopyNews> FindNewsAsync(CancellationToken cancellationToken)
    {
        if (!store.IsShared)
        {
            return CopyNews.None;
        }

        var (now, tag) = await FindVersionAsync(cancellationToken);
        if (now.Since(version) is not { } ids)
        {
            return CopyNews.TooMany;
        }

        Dictionary<string, CopiedItem?> items = new(ids.Count, StringComparer.Ordinal);
        foreach (var id in ids)
        {
            items[id] = await store.FindAsync(partition, DocumentKey.Of(id), cancellationToken) is { } document ? CopiedItem.Parse(document.Body) : null;
        }

        (version, etag) = (now, tag);
        return new(items);
    }

    /// <summary>Keeps and drops items. What was broken off is carried out again by whoever was interrupted.</summary>
    /// <exception cref="ConcurrencyException">Another process wrote since it was last looked; the last batch was not written.</exception>
    public async Task WriteAsync(IEnumerable<CopiedItem> kept, IEnumerable<string> dropped, CancellationToken cancellationToken)
    {
        var writes = kept.Select(item => (item.Id, Body: (string?)item.ToJson())).Concat(dropped.Select(id => (Id: id, Body: (string?)null)));
        if (!store.IsShared)
        {
            await store.WriteAllAsync(partition, writes.Select(w => Write(w.Id, w.Body)), cancellationToken);
            return;
        }

        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (var batch in DocumentBatches.Of(writes.Select(w => Note(ids, w.Id, w.Body)), places: 1))
        {
            var next = (version ?? CopyVersion.None).After([.. batch.Select(write => ids[write.Key])]);
            var condition = etag is null ? WriteCondition.Absent : WriteCondition.Match(etag);
            var etags = await store.WriteAsync(
                partition,
                [.. batch, new(VersionKey, JsonSerializer.Serialize(next, SyncJson.Default.CopyVersion), condition)],
                cancellationToken);
            (version, etag) = (next, etags[^1]);
        }
    }

    private static DocumentWrite Note(Dictionary<string, string> ids, string id, string? body)
    {
        var write = Write(id, body);
        ids[write.Key] = id;
        return write;
    }

    private static DocumentWrite Write(string id, string? body) => new(DocumentKey.Of(id), body, WriteCondition.Any);

    /// <summary>The last write there was, by whomever.</summary>
    public async Task<(CopyVersion Version, string? ETag)> FindVersionAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(partition, VersionKey, cancellationToken) is { } document
            ? (JsonSerializer.Deserialize(document.Body, SyncJson.Default.CopyVersion)!, document.ETag)
            : (CopyVersion.None, null);
}

/// <summary>What others changed.</summary>
/// <param name="Items">By id: the items as they are now, null for those that are gone; null where it is too much to be told one by one.</param>
internal sealed record CopyNews(IReadOnlyDictionary<string, CopiedItem?>? Items)
{
    public static CopyNews None { get; } = new(new Dictionary<string, CopiedItem?>(StringComparer.Ordinal));

    public static CopyNews TooMany { get; } = new(Items: null);
}
