namespace TrackerSegments.Service.Storage;

/// <summary>Documents in partitions, ordered by key (ordinal), each with an ETag that changes with every write.</summary>
internal interface IDocumentStore
{
    /// <summary>Whether other processes may write to it at the same time.</summary>
    bool IsShared => false;

    Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken);

    /// <summary>The documents of a partition in key order, from a key (inclusive) up to another (exclusive); null means no bound.</summary>
    IAsyncEnumerable<Document> ListAsync(string partition, string? from, string? to, CancellationToken cancellationToken);

    /// <summary>The partitions that hold documents and whose names begin so, in ordinal order.</summary>
    IAsyncEnumerable<string> ListPartitionsAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Carries out all writes of one partition, or none where a condition does not hold.</summary>
    /// <returns>The new ETags, in the order of the writes (null for a deletion).</returns>
    /// <exception cref="ConcurrencyException">A condition does not hold; nothing was written.</exception>
    Task<IReadOnlyList<string?>> WriteAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out any number of writes of one partition, whatever is there, in as large batches as the store takes. Where it is broken off,
    /// some may be carried out.
    /// </summary>
    async Task WriteAllAsync(string partition, IEnumerable<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var batch in DocumentBatches.Of(writes))
        {
            await WriteAsync(partition, batch, cancellationToken);
        }
    }
}

internal sealed record Document(string Key, string ETag, string Body);

/// <summary>One write: what to store (null deletes) and on which condition.</summary>
internal sealed record DocumentWrite(string Key, string? Body, WriteCondition Condition);

/// <summary>Any: whatever is there. Absent: only where nothing is there. Or only where the ETag is still the given one.</summary>
internal readonly record struct WriteCondition(bool MustBeAbsent, string? ETag)
{
    public static WriteCondition Any => default;

    public static WriteCondition Absent => new(MustBeAbsent: true, ETag: null);

    public static WriteCondition Match(string etag) => new(MustBeAbsent: false, etag);
}
