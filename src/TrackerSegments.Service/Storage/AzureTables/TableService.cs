using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>What is asked of one table of the Azure Table service.</summary>
internal sealed class TableService(TableAccount account, HttpPipeline pipeline)
{
    /// <summary>Versions before this one take no tokens of Entra.</summary>
    private const string ServiceVersion = "2020-12-06";

    public TableAccount Account => account;

    /// <summary>Reads one entity; null where there is none.</summary>
    /// <exception cref="DataFileException">The service, or the table, cannot be used.</exception>
    public Task<JsonElement?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
        FindAsync(partition, key, makesTable: false, cancellationToken);

    /// <summary>The same, and makes the table where it is missing.</summary>
    /// <exception cref="DataFileException">The service cannot be used.</exception>
    public Task<JsonElement?> FindFirstAsync(string partition, string key, CancellationToken cancellationToken) =>
        FindAsync(partition, key, makesTable: true, cancellationToken);

    /// <summary>Reads entities in the order of their keys, a page at a time.</summary>
    /// <param name="query">The filter and what else is asked for, as it stands in an address.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="DataFileException">The service, or the table, cannot be used.</exception>
    public async IAsyncEnumerable<JsonElement> QueryAsync(string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? next = ""; next is not null;)
        {
            using var message = Message(RequestMethod.Get, Address($"{account.Table}()", query + next));
            await SendAsync(message, cancellationToken);
            if (message.Response.Status != 200)
            {
                throw TableFailures.Of(account, message.Response);
            }

            // A page may be short, or empty, and still not be the last one: only the header says.
            next = Continuation(message.Response);
            var page = await ParseAsync(message.Response, cancellationToken);
            if (!page.TryGetProperty("value", out var entities) || entities.ValueKind != JsonValueKind.Array)
            {
                throw TableFailures.Unreadable(account);
            }

            foreach (var entity in entities.EnumerateArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entity;
            }
        }
    }

    /// <summary>Carries out all operations on one partition, or none.</summary>
    /// <exception cref="DataFileException">The service cannot be used.</exception>
    public async Task<TableBatchAnswer> WriteAsync(IReadOnlyList<TableOperation> operations, CancellationToken cancellationToken)
    {
        var boundary = Guid.NewGuid().ToString();
        using var message = Message(RequestMethod.Post, Address("$batch"));
        message.Request.Headers.Add("Content-Type", $"multipart/mixed; boundary=batch_{boundary}");
        message.Request.Content = RequestContent.Create(TableBatch.Body(boundary, operations));
        await SendAsync(message, cancellationToken);
        if (message.Response.Status != 202)
        {
            throw TableFailures.Of(account, message.Response);
        }

        var results = TableBatch.Read(message.Response.Content.ToString());
        return results is [{ Status: >= 400 }] || (results.Count == operations.Count && results.All(r => r.Status is >= 200 and < 300))
            ? new(results, TableTries.Of(message))
            : throw TableFailures.Unreadable(account);
    }

    /// <summary>The address of one entity; within a batch, it carries no proof of who asks.</summary>
    public Uri EntityUri(string partition, string key) => new($"{account.Endpoint.AbsoluteUri.TrimEnd('/')}/{EntityPath(partition, key)}");

    /// <summary>The address where new entities go.</summary>
    public Uri TableUri => new($"{account.Endpoint.AbsoluteUri.TrimEnd('/')}/{account.Table}");

    /// <summary>A text as a filter or an address quotes it.</summary>
    public static string Quoted(string text) => Uri.EscapeDataString($"'{text.Replace("'", "''", StringComparison.Ordinal)}'");

    /// <summary>Makes the table; one that is there is left alone.</summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, Address("Tables"));
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new(account.Table), TableJson.Default.TableName));
        await SendAsync(message, cancellationToken);
        if (message.Response.Status is not (201 or 204) && TableFailures.CodeOf(message.Response) is not "TableAlreadyExists")
        {
            throw TableFailures.Of(account, message.Response);
        }
    }

    private async Task<JsonElement?> FindAsync(string partition, string key, bool makesTable, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, EntityAddress(partition, key));
        await SendAsync(message, cancellationToken);
        switch (message.Response.Status, TableFailures.CodeOf(message.Response))
        {
            case (200, _):
                return await ParseAsync(message.Response, cancellationToken);
            case (404, "ResourceNotFound"):
                return null;
            case (404, "TableNotFound") when makesTable:
                await CreateAsync(cancellationToken);
                return null;
            default:
                throw TableFailures.Of(account, message.Response);
        }
    }

    private string EntityPath(string partition, string key) => $"{account.Table}(PartitionKey={Quoted(partition)},RowKey={Quoted(key)})";

    private Uri EntityAddress(string partition, string key) => Address(EntityPath(partition, key));

    private Uri Address(string path, string query = "") => new(
        $"{account.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}?{string.Join('&', new[] { query, account.Signature }.Where(part => !string.IsNullOrEmpty(part)))}".TrimEnd('?'));

    private HttpMessage Message(RequestMethod method, Uri address)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("x-ms-version", ServiceVersion);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    private async Task SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (AuthenticationFailedException failure)
        {
            throw TableFailures.NoToken(account, failure);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw TableFailures.Unreachable(account, failure);
        }
    }

    private async Task<JsonElement> ParseAsync(Response response, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(response.ContentStream!, default, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw TableFailures.Unreadable(account, failure);
        }
    }

    private static string? Continuation(Response response)
    {
        string Part(string name) => response.Headers.TryGetValue($"x-ms-continuation-{name}", out var value) ? $"&{name}={Uri.EscapeDataString(value)}" : "";
        return $"{Part("NextPartitionKey")}{Part("NextRowKey")}" is { Length: > 0 } next ? next : null;
    }
}
