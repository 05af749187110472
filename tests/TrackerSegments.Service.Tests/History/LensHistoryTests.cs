using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.History;

public sealed class SqliteLensHistoryTests : LensHistoryContract
{
    private readonly TemporaryFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    private protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(SqliteDocumentStore.Open(folder.File("data.db")));
}

public sealed class TableLensHistoryTests(AzuriteServer azurite) : LensHistoryContract
{
    private protected override async Task<IDocumentStore> OpenAsync() => await AzuriteServer.OpenAsync(await azurite.TableAsync());
}
