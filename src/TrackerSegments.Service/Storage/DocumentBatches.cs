using System.Text;

namespace TrackerSegments.Service.Storage;

/// <summary>Puts any number of writes into batches that every store accepts.</summary>
internal static class DocumentBatches
{
    private const int MaxBytes = DocumentLimits.MaxBatchBytes - DocumentLimits.MaxBodyBytes;

    public static IEnumerable<IReadOnlyList<DocumentWrite>> Of(IEnumerable<DocumentWrite> writes)
    {
        List<DocumentWrite> batch = new(DocumentLimits.MaxWrites);
        long bytes = 0;
        foreach (var write in writes)
        {
            batch.Add(write);
            bytes += write.Body is null ? 0 : Encoding.UTF8.GetByteCount(write.Body);
            if (batch.Count == DocumentLimits.MaxWrites || bytes > MaxBytes)
            {
                yield return batch;
                batch = new(DocumentLimits.MaxWrites);
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
