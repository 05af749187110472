using System.Text;

namespace TrackerSegments.Service.Storage;

/// <summary>Puts any number of writes into batches that every store accepts.</summary>
internal static class DocumentBatches
{
    private const int MaxBytes = DocumentLimits.MaxBatchBytes - DocumentLimits.MaxBodyBytes;

    /// <param name="writes">The writes.</param>
    /// <param name="places">How many places in every batch are kept free for writes of the caller's own.</param>
    public static IEnumerable<IReadOnlyList<DocumentWrite>> Of(IEnumerable<DocumentWrite> writes, int places = 0)
    {
        var most = DocumentLimits.MaxWrites - places;
        List<DocumentWrite> batch = new(most);
        long bytes = 0;
        foreach (var write in writes)
        {
            batch.Add(write);
            bytes += write.Body is null ? 0 : Encoding.UTF8.GetByteCount(write.Body);
            if (batch.Count == most || bytes > MaxBytes)
            {
                yield return batch;
                batch = new(most);
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
