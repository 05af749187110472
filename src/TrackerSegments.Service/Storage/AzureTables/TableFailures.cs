using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>Says in sentences what the Table service says in codes.</summary>
internal static class TableFailures
{
    private const int MaxCodeLength = 60;

    public static DataFileException Of(TableAccount account, Response response) => Of(account, response.Status, response.Content.ToString());

    public static DataFileException Of(TableAccount account, int status, string body)
    {
        var code = CodeOf(body);
        return new(string.Create(CultureInfo.InvariantCulture, $"{Sentence(account, status, code)} (It answered {status}{(code is null ? "" : $" {code}")}.)"));
    }

    public static DataFileException Unreachable(TableAccount account, Exception cause) => new(
        $"The Table service at {account.Endpoint.Host} cannot be reached or gives no answer, also after several tries. See that {TableAccount.Variable} names the right account and that the network lets the service through. What was kept so far is kept.",
        cause);

    public static DataFileException NoToken(TableAccount account, Exception cause) => new(
        $"Entra gives no token for the storage account {account.Name}. Run the service under a managed identity, or sign in with az login, or put the account's connection string into {TableAccount.Variable}.",
        cause);

    public static DataFileException Unreadable(TableAccount account, Exception? cause = null) => new(
        $"What answers at {account.Endpoint.Host} does not answer like the Table service. See that {TableAccount.Variable} names the tables of a storage account and that nothing stands in between.",
        cause);

    public static DataFileException Uncertain(TableAccount account, string partition, string key) => new(
        $"The answer of the Table service at {account.Endpoint.Host} to a write of {partition}/{key} was lost, and the document was written by somebody else since: whether the write was carried out is not known. Look at it and try again.");

    public static string? CodeOf(Response response) => CodeOf(response.Content.ToString());

    /// <summary>Which operation of a batch was refused: the message begins with its number.</summary>
    public static int IndexOf(TableResult failed)
    {
        var message = ErrorOf(failed.Body)?.Message?.Value ?? "";
        return message.IndexOf(':', StringComparison.Ordinal) is var end and > 0
            && int.TryParse(message.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : 0;
    }

    private static string Sentence(TableAccount account, int status, string? code) => (status, code) switch
    {
        (401 or 403, _) =>
            $"The storage account {account.Name} refuses access to its tables. Check the key or signature in {TableAccount.Variable}, or give the identity the role Storage Table Data Contributor.",
        (404, "TableNotFound") => $"The table {account.Table} of {account.Name} is not there any more. Start the service again: it makes the table, empty.",
        (404, _) => $"There are no tables at {account.Endpoint.Host}. See that {TableAccount.Variable} names the tables of a storage account.",
        (409, "TableBeingDeleted") => $"The table {account.Table} of {account.Name} is being deleted. Wait a minute and start again.",
        (408 or 429 or >= 500, _) => $"The Table service of {account.Name} is busy or out of order, also after several tries. What was kept so far is kept; try again later.",
        (413, _) => $"A document is too large for the Table service of {account.Name}. Nothing of it was written.",
        _ => $"The Table service of {account.Name} refuses what it was asked, which is a fault of the program. Nothing was written.",
    };

    /// <summary>Only a code as the service has them: what answers may be anybody, and a person reads this.</summary>
    public static string? CodeOf(string body) =>
        ErrorOf(body)?.Code is { Length: > 0 and < MaxCodeLength } code && code.All(char.IsAsciiLetterOrDigit) ? code : null;

    private static TableError? ErrorOf(string body)
    {
        try
        {
            return body is ['{', ..] ? JsonSerializer.Deserialize(body, TableJson.Default.TableErrorAnswer)?.Error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record TableErrorAnswer([property: JsonPropertyName("odata.error")] TableError? Error);

internal sealed record TableError(string? Code, TableErrorMessage? Message);

internal sealed record TableErrorMessage(string? Value);

internal sealed record TableName([property: JsonPropertyName("TableName")] string Name);

internal sealed record TableMark(
    [property: JsonPropertyName("PartitionKey")] string Partition,
    [property: JsonPropertyName("RowKey")] string Key,
    [property: JsonPropertyName("Layout")] int Layout);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TableErrorAnswer))]
[JsonSerializable(typeof(TableName))]
[JsonSerializable(typeof(TableMark))]
internal sealed partial class TableJson : JsonSerializerContext;
