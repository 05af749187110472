using System.Text.Json;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>
/// The table behind a <see cref="TableDocumentStore"/>: made where it is missing, and refused where it is not ours to write. An entity that
/// no document can be, as its partition has no name, marks it as ours and says how documents are put into entities.
/// </summary>
internal static class TableLayout
{
    public const int Version = 1;

    public const string Partition = "";

    public const string Key = "TrackerSegments";

    /// <exception cref="DataFileException">The table cannot be used; it was not changed.</exception>
    public static async Task PrepareAsync(TableService service, CancellationToken cancellationToken)
    {
        if (await service.FindFirstAsync(Partition, Key, cancellationToken) is { } mark)
        {
            Check(service.Account, mark);
            return;
        }

        // Of all entities the mark is the first: another program may have made it just now.
        await foreach (var first in service.QueryAsync("$top=1", cancellationToken))
        {
            Check(service.Account, first);
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new(Partition, Key, Version), TableJson.Default.TableMark);
        var answer = await service.WriteAsync([new("PUT", service.EntityUri(Partition, Key), null, body)], cancellationToken);
        if (answer.Failed is { } failed)
        {
            throw TableFailures.Of(service.Account, failed.Status, failed.Body);
        }
    }

    private static void Check(TableAccount account, JsonElement mark)
    {
        if (!mark.GetProperty("PartitionKey").ValueEquals(Partition)
            || !mark.GetProperty("RowKey").ValueEquals(Key)
            || !mark.TryGetProperty("Layout", out var layout)
            || layout.ValueKind != JsonValueKind.Number
            || !layout.TryGetInt32(out var version))
        {
            throw new DataFileException(
                $"The table {account.Table} of {account.Name} holds something else than documents of TrackerSegments. Rename or remove it, or name another account in {TableAccount.Variable}.");
        }

        if (version > Version)
        {
            throw new DataFileException(FormattableString.Invariant(
                $"The table {account.Table} of {account.Name} was written by a newer TrackerSegments (layout {version}; this one knows {Version}). Use the newer program, or name another account in {TableAccount.Variable}."));
        }
    }
}
