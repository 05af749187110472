using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Storage;

/// <summary>A store that is opened when it is first used, and tried again by the next use where that failed: the program listens before.</summary>
internal sealed class LateStore(DocumentStores stores) : IDocumentStore, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile IDocumentStore? opened;

    public bool IsShared => true;

    public async Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).FindAsync(partition, key, cancellationToken);

    public async IAsyncEnumerable<Document> ListAsync(
        string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in (await OpenAsync(cancellationToken)).ListAsync(partition, from, to, cancellationToken))
        {
            yield return document;
        }
    }

    public async IAsyncEnumerable<string> ListPartitionsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var partition in (await OpenAsync(cancellationToken)).ListPartitionsAsync(prefix, cancellationToken))
        {
            yield return partition;
        }
    }

    public async Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).WriteAsync(partition, writes, cancellationToken);

    public async Task WriteAllAsync(string partition, IEnumerable<DocumentWrite> writes, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken)).WriteAllAsync(partition, writes, cancellationToken);

    public void Dispose()
    {
        (opened as IDisposable)?.Dispose();
        turn.Dispose();
    }

    private async ValueTask<IDocumentStore> OpenAsync(CancellationToken cancellationToken)
    {
        if (opened is { } there)
        {
            return there;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            return opened ??= await stores.OpenAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }
}
