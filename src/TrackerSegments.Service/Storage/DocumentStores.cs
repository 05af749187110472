using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Storage.Sqlite;

namespace TrackerSegments.Service.Storage;

/// <summary>Opens the store that was chosen: a table of a storage account, or else a file of the data folder.</summary>
/// <param name="tables">The account; null for the data folder.</param>
/// <param name="dataFolder">The data folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class DocumentStores(TableAccount? tables, string dataFolder, TimeProvider clock)
{
    /// <summary>Where the documents are; a few words.</summary>
    public string Place => tables?.ToString() ?? dataFolder;

    /// <exception cref="DataFileException">The store cannot be used; the message is for a person.</exception>
    public async Task<IDocumentStore> OpenAsync(CancellationToken cancellationToken)
    {
        IDocumentStore store = tables is null
            ? SqliteDocumentStore.Open(Path.Combine(dataFolder, TrackerSegmentsOptions.DataFileName))
            : await TableDocumentStore.OpenAsync(tables, TablePipeline.Make(tables, clock), cancellationToken);
        try
        {
            await DocumentSchema.Current.PrepareAsync(store, Place, cancellationToken);
            return store;
        }
        catch
        {
            (store as IDisposable)?.Dispose();
            throw;
        }
    }
}
