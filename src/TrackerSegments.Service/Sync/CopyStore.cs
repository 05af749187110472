using System.Runtime.CompilerServices;
using System.Text;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>Where the copy of a tracker's items is kept: one document for each item.</summary>
internal sealed class CopyStore(IDocumentStore store, string workspace)
{
    private const int MaxBatchBytes = DocumentLimits.MaxBatchBytes - DocumentLimits.MaxBodyBytes;

    private readonly string partition = $"copy-{workspace}";

    public async IAsyncEnumerable<CopiedItem> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            yield return CopiedItem.Parse(document.Body);
        }
    }

    /// <summary>Keeps and drops items, in batches. One that was broken off is carried out again by whoever was interrupted.</summary>
    public async Task WriteAsync(IEnumerable<CopiedItem> kept, IEnumerable<string> dropped, CancellationToken cancellationToken)
    {
        var batch = new List<DocumentWrite>(DocumentLimits.MaxWrites);
        long bytes = 0;
        foreach (var write in Writes(kept, dropped))
        {
            var size = write.Body is null ? 0 : Encoding.UTF8.GetByteCount(write.Body);
            if (batch.Count == DocumentLimits.MaxWrites || bytes + size > MaxBatchBytes)
            {
                await store.WriteAsync(partition, batch, cancellationToken);
                batch.Clear();
                bytes = 0;
            }

            batch.Add(write);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            await store.WriteAsync(partition, batch, cancellationToken);
        }
    }

    private static IEnumerable<DocumentWrite> Writes(IEnumerable<CopiedItem> kept, IEnumerable<string> dropped) =>
        kept.Select(item => new DocumentWrite(DocumentKey.Of(item.Id), item.ToJson(), WriteCondition.Any))
            .Concat(dropped.Select(id => new DocumentWrite(DocumentKey.Of(id), null, WriteCondition.Any)));
}
