using System.Runtime.CompilerServices;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>Where the copy of a tracker's items is kept: one document for each item.</summary>
internal sealed class CopyStore(IDocumentStore store, string workspace)
{
    private readonly string partition = $"copy-{workspace}";

    public async IAsyncEnumerable<CopiedItem> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            yield return CopiedItem.Parse(document.Body);
        }
    }

    /// <summary>Keeps and drops items. What was broken off is carried out again by whoever was interrupted.</summary>
    public Task WriteAsync(IEnumerable<CopiedItem> kept, IEnumerable<string> dropped, CancellationToken cancellationToken) =>
        store.WriteAllAsync(partition, Writes(kept, dropped), cancellationToken);

    private static IEnumerable<DocumentWrite> Writes(IEnumerable<CopiedItem> kept, IEnumerable<string> dropped) =>
        kept.Select(item => new DocumentWrite(DocumentKey.Of(item.Id), item.ToJson(), WriteCondition.Any))
            .Concat(dropped.Select(id => new DocumentWrite(DocumentKey.Of(id), null, WriteCondition.Any)));
}
