using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Storage.Sqlite;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly TemporaryFolder folder = new();
    private SqliteDocumentStore store;

    public SqliteDocumentStoreTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private protected override IDocumentStore Store => store;

    private protected override void Reopen()
    {
        store.Dispose();
        store = SqliteDocumentStore.Open(folder.File("data.db"));
    }

    protected override void Dispose(bool disposing)
    {
        store.Dispose();
        folder.Dispose();
    }
}
