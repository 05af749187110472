using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>A store whose disk fails at chosen writes; whatever else it is asked for works.</summary>
internal sealed class FailingStore(IDocumentStore inner, Func<string, int, bool> fails) : IDocumentStore
{
    /// <summary>How many writes were asked for.</summary>
    public int Writes { get; private set; }

    public Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        inner.FindAsync(partition, key, cancellationToken);

    public IAsyncEnumerable<Document> ListAsync(string partition, string? from, string? to, CancellationToken cancellationToken) =>
        inner.ListAsync(partition, from, to, cancellationToken);

    public IAsyncEnumerable<string> ListPartitionsAsync(string prefix, CancellationToken cancellationToken) =>
        inner.ListPartitionsAsync(prefix, cancellationToken);

    public Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) => fails(partition, ++Writes)
        ? throw new DataFileException("The disk is full.")
        : inner.WriteAsync(partition, writes, cancellationToken);
}
