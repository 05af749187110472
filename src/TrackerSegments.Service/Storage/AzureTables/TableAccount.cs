using Azure.Core;
using Azure.Identity;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>Where the Table service is, and how the service proves who it is there.</summary>
/// <param name="Endpoint">The address of the account's tables, without a slash at the end.</param>
/// <param name="Name">The account's name.</param>
internal sealed record TableAccount(Uri Endpoint, string Name)
{
    /// <summary>The environment variable that names the store.</summary>
    public const string Variable = "TRACKERSEGMENTS_STORAGE";

    /// <summary>The environment variable that names the table, where several services share an account.</summary>
    public const string TableVariable = "TRACKERSEGMENTS_TABLE";

    private const int MaxTableName = 63;

    /// <summary>The account that every emulator has; its key is published, and opens nothing else.</summary>
    private const string Emulator =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>The table that holds the documents.</summary>
    public string Table { get; init; } = "TrackerSegments";

    /// <summary>The account's key; null where another proof is given.</summary>
    public AccountKey? Key { get; init; }

    /// <summary>What a shared access signature adds to every address; null where another proof is given.</summary>
    public string? Signature { get; init; }

    /// <summary>Where tokens of Entra come from; null where another proof is given.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>The account that the environment names; null where it names none.</summary>
    /// <exception cref="UsageException">It cannot be understood; the message is for a person and holds no key.</exception>
    public static TableAccount? Of(Func<string, string?> environment) =>
        environment(Variable) is { } setting && !string.IsNullOrWhiteSpace(setting) ? Parse(setting).Named(environment(TableVariable)) : null;

    /// <param name="setting">A connection string, UseDevelopmentStorage=true, or the address of an account's tables.</param>
    /// <exception cref="UsageException">It is none of these; the message is for a person and holds no key.</exception>
    public static TableAccount Parse(string setting)
    {
        var text = setting.Trim();
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            var address = AddressOf(text);
            return new(address, NameOf(address)) { Credential = new DefaultAzureCredential() };
        }

        var parts = Parts(string.Equals(text.TrimEnd(';'), "UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase) ? Emulator : text);
        if (parts.ContainsKey("UseDevelopmentStorage"))
        {
            throw new UsageException(
                $"{Variable} says UseDevelopmentStorage and more. Write UseDevelopmentStorage=true alone, or the emulator's whole connection string.");
        }

        var endpoint = EndpointOf(parts);
        return (parts.GetValueOrDefault("AccountName"), parts.GetValueOrDefault("AccountKey"), parts.GetValueOrDefault("SharedAccessSignature")) switch
        {
            ({ } name, { } key, null) => new(endpoint, name) { Key = AccountKey.Parse(key, Variable) },
            (var name, null, { } signature) when signature.Contains("sig=", StringComparison.Ordinal) =>
                new(endpoint, name ?? NameOf(endpoint)) { Signature = signature.TrimStart('?') },
            _ => throw new UsageException(
                $"{Variable} says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole."),
        };
    }

    private TableAccount Named(string? table) => string.IsNullOrWhiteSpace(table) ? this
        : table.Length is >= 3 and <= MaxTableName && char.IsAsciiLetter(table[0]) && table.All(char.IsAsciiLetterOrDigit) ? this with { Table = table }
        : throw new UsageException($"{TableVariable} is {table}, which no table can be called: it has 3 to {MaxTableName} letters and digits, a letter first.");

    /// <summary>Never with the key or the signature.</summary>
    public override string ToString() => $"the table {Table} of {Name} at {Endpoint.Host}";

    private static Uri EndpointOf(Dictionary<string, string> parts)
    {
        if (parts.GetValueOrDefault("TableEndpoint") is { } endpoint)
        {
            return AddressOf(endpoint);
        }

        return parts.GetValueOrDefault("AccountName") is { Length: > 0 } name && name.All(char.IsAsciiLetterOrDigit)
            ? AddressOf($"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}")
            : throw new UsageException($"{Variable} names no account: it says neither TableEndpoint nor AccountName. Copy the connection string of the storage account whole.");
    }

    private static Uri AddressOf(string text)
    {
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)
            || uri is not { Scheme: "https" or "http", Query: "", Fragment: "", UserInfo: "" }
            || uri.Host.Split('.') is [_, "blob" or "queue" or "file" or "dfs", ..])
        {
            throw new UsageException($"{Variable} names no address of an account's tables: it is like https://ACCOUNT.table.core.windows.net, and nothing more.");
        }

        return uri.Scheme == "https" || uri.IsLoopback
            ? uri
            : throw new UsageException($"{Variable} leads to {uri.Host} unencrypted. Use https.");
    }

    private static string NameOf(Uri endpoint) => endpoint.Host.Split('.')[0];

    private static Dictionary<string, string> Parts(string text)
    {
        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                parts[part[..at].Trim()] = part[(at + 1)..].Trim();
            }
            else
            {
                throw new UsageException(
                    $"{Variable} is not understood: write a connection string of a storage account, UseDevelopmentStorage=true, or https://ACCOUNT.table.core.windows.net.");
            }
        }

        return parts;
    }
}
