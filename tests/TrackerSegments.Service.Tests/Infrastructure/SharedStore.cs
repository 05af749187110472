using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>A store that other processes write to as well: each of them has one of these around the same store.</summary>
internal sealed class SharedStore(IDocumentStore inner) : IDocumentStore
{
    public bool IsShared => true;

    /// <summary>Asked before every call, with the partition and whether it writes.</summary>
    public Func<string, bool, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        await Before(partition, false);
        return await inner.FindAsync(partition, key, cancellationToken);
    }

    public IAsyncEnumerable<Document> ListAsync(string partition, string? from, string? to, CancellationToken cancellationToken) =>
        inner.ListAsync(partition, from, to, cancellationToken);

    public IAsyncEnumerable<string> ListPartitionsAsync(string prefix, CancellationToken cancellationToken) =>
        inner.ListPartitionsAsync(prefix, cancellationToken);

    public async Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        await Before(partition, true);
        return await inner.WriteAsync(partition, writes, cancellationToken);
    }
}
