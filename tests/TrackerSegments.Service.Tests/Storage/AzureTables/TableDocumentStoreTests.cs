using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

public sealed class TableDocumentStoreTests(AzuriteServer azurite) : DocumentStoreContract
{
    private TableAccount? account;

    private protected override async Task<IDocumentStore> OpenAsync() =>
        await AzuriteServer.OpenAsync(account ??= await azurite.TableAsync());
}
