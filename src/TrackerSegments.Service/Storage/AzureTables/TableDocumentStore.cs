using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>Documents in one table of the Azure Table service: an entity for each, whose ETag is the document's.</summary>
internal sealed partial class TableDocumentStore : IDocumentStore
{
    /// <summary>The ETag of what was written and is written over already: no document has it.</summary>
    private const string PassedETag = "passed";

    private const string Missing = "ResourceNotFound";

    private readonly TableService service;

    private TableDocumentStore(TableService service) => this.service = service;

    public bool IsShared => true;

    /// <summary>Makes the table where it is missing.</summary>
    /// <exception cref="DataFileException">The service cannot be used, or the table is not ours to write.</exception>
    public static async Task<TableDocumentStore> OpenAsync(TableAccount account, HttpPipeline pipeline, CancellationToken cancellationToken)
    {
        var store = new TableDocumentStore(new(account, pipeline));
        await TableLayout.PrepareAsync(store.service, cancellationToken);
        return store;
    }

    public async Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        DocumentLimits.CheckKey(key, nameof(key));
        return await service.FindAsync(partition, key, cancellationToken) is { } entity ? TableEntity.Read(service.Account, partition, entity) : null;
    }

    public async IAsyncEnumerable<Document> ListAsync(
        string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        var filter = $"PartitionKey%20eq%20{TableService.Quoted(partition)}"
            + (from is null ? "" : $"%20and%20RowKey%20ge%20{TableService.Quoted(from)}")
            + (to is null ? "" : $"%20and%20RowKey%20lt%20{TableService.Quoted(to)}");
        await foreach (var entity in service.QueryAsync($"$filter={filter}", cancellationToken))
        {
            yield return TableEntity.Read(service.Account, partition, entity);
        }
    }

    public async IAsyncEnumerable<string> ListPartitionsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(prefix, nameof(prefix));
        var end = TableService.Quoted(DocumentLimits.EndOf(prefix));
        for (var from = $"ge%20{TableService.Quoted(prefix)}"; from is not null;)
        {
            string? found = null;
            await foreach (var entity in service.QueryAsync(
                $"$filter=PartitionKey%20{from}%20and%20PartitionKey%20lt%20{end}&$top=1&$select=PartitionKey", cancellationToken))
            {
                found = entity.GetProperty("PartitionKey").GetString();
                break;
            }

            if (found is not null)
            {
                yield return found;
            }

            from = found is null ? null : $"gt%20{TableService.Quoted(found)}";
        }
    }

    public async Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        var bodies = DocumentLimits.CheckWrites(writes);
        if (writes.FirstOrDefault(write => write.Condition.ETag is { } etag && !OwnETag().IsMatch(etag)) is { } stranger)
        {
            throw new ConcurrencyException(partition, stranger.Key);
        }

        var mark = Guid.NewGuid().ToString("N");
        var open = Enumerable.Range(0, writes.Count).ToList();
        for (var (isRepeated, isUncertain) = (false, false); open.Count > 0;)
        {
            var answer = await service.WriteAsync([.. open.Select(i => Operation(partition, writes[i], bodies[i], mark))], cancellationToken);
            if (answer.Failed is not { } failed)
            {
                return ETags(writes, open, answer);
            }

            isRepeated |= answer.Tries.IsRepeated;
            isUncertain |= answer.Tries.IsUncertain;
            var at = Math.Min(TableFailures.IndexOf(failed), open.Count - 1);
            var write = writes[open[at]];
            var code = TableFailures.CodeOf(failed.Body);
            if (code is Missing && write is { Body: null, Condition.ETag: null })
            {
                // What is to be deleted whatever is there need not be there; nothing was written, so that the others are sent once more.
                open.RemoveAt(at);
            }
            else if (failed.Status != 412 && code is not (Missing or "EntityAlreadyExists"))
            {
                throw TableFailures.Of(service.Account, failed.Status, failed.Body);
            }
            else if (isRepeated && await FindOwnAsync(partition, writes, mark, cancellationToken) is { } own)
            {
                return own;
            }
            else
            {
                throw isUncertain && writes.Any(w => w.Body is not null)
                    ? TableFailures.Uncertain(service.Account, partition, write.Key)
                    : new ConcurrencyException(partition, write.Key);
            }
        }

        return new string?[writes.Count];
    }

    /// <summary>
    /// Where the answer to an earlier try was lost, a refusal may only say that the try before it was carried out. Then one of the documents
    /// bears the mark of this very write; deletions alone leave none, and are carried out where nothing is there any more.
    /// </summary>
    /// <returns>The ETags of the write; null where it was not carried out, as far as can be seen.</returns>
    private async Task<IReadOnlyList<string?>?> FindOwnAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, string mark, CancellationToken cancellationToken)
    {
        var etags = new string?[writes.Count];
        var (isMarked, isEmpty) = (false, true);
        for (var i = 0; i < writes.Count; i++)
        {
            var entity = await service.FindAsync(partition, writes[i].Key, cancellationToken);
            var isOwn = entity is { } found && TableEntity.IsOf(found, mark);
            isMarked |= isOwn;
            isEmpty &= entity is null;
            etags[i] = isOwn ? TableEntity.ETagOf(entity!.Value) : writes[i].Body is null ? null : PassedETag;
        }

        return isMarked || (isEmpty && writes.All(write => write.Body is null)) ? etags : null;
    }

    private TableOperation Operation(string partition, DocumentWrite write, byte[]? body, string mark)
    {
        var address = service.EntityUri(partition, write.Key);
        if (body is null)
        {
            return new("DELETE", address, write.Condition.ETag ?? "*", null);
        }

        var entity = TableEntity.Write(partition, write.Key, body, mark);
        return write.Condition.MustBeAbsent ? new("POST", service.TableUri, null, entity) : new("PUT", address, write.Condition.ETag, entity);
    }

    private static string?[] ETags(IReadOnlyList<DocumentWrite> writes, List<int> sent, TableBatchAnswer answer)
    {
        var etags = new string?[writes.Count];
        for (var i = 0; i < sent.Count; i++)
        {
            etags[sent[i]] = writes[sent[i]].Body is null ? null : answer.Results[i].ETag;
        }

        return etags;
    }

    /// <summary>What every ETag of the service looks like; with any other, it would call the whole request wrong.</summary>
    [GeneratedRegex("""^W/"datetime'[\w%:.-]+'"\z""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OwnETag();
}
