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

    /// <param name="setting">A connection string, UseDevelopmentStorage=true, or the address of an account's tables.</param>
    /// <exception cref="UsageException">It is none of these; the message is for a person and holds no key.</exception>
    public static TableAccount Parse(string setting)
    {
        var text = setting.Trim();
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
                ? new(uri, uri.Host.Split('.')[0]) { Credential = new DefaultAzureCredential() }
                : throw new UsageException($"{Variable} is no address of an account's tables: write https://ACCOUNT.table.core.windows.net and nothing more.");
        }

        var parts = Parts(string.Equals(text, "UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase) ? Emulator : text);
        if (parts.GetValueOrDefault("UseDevelopmentStorage") is not null)
        {
            throw new UsageException($"{Variable} says UseDevelopmentStorage and more. Write UseDevelopmentStorage=true alone, or the emulator's whole connection string.");
        }

        var name = parts.GetValueOrDefault("AccountName");
        var endpoint = EndpointOf(parts, name);
        var account = name ?? endpoint.Host.Split('.')[0];
        return (parts.GetValueOrDefault("AccountKey"), parts.GetValueOrDefault("SharedAccessSignature")) switch
        {
            ({ } key, null) when name is not null => new(endpoint, account) { Key = AccountKey.Parse(key, Variable) },
            (null, { } signature) => new(endpoint, account) { Signature = signature.TrimStart('?') },
            _ => throw new UsageException(
                $"{Variable} says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole."),
        };
    }

    /// <summary>Never with the key or the signature.</summary>
    public override string ToString() => $"the tables of {Name} at {Endpoint.Host}";

    private static Uri EndpointOf(Dictionary<string, string> parts, string? name)
    {
        var text = parts.GetValueOrDefault("TableEndpoint") ?? (name is null
            ? null
            : $"{parts.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{name}.table.{parts.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net"}");
        if (text is null || !Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            throw new UsageException($"{Variable} names no account: it says neither TableEndpoint nor AccountName, or no address can be made of them.");
        }

        return uri.Scheme == "https" || uri.IsLoopback
            ? uri
            : throw new UsageException($"{Variable} leads to {uri.Host} unencrypted. Use https.");
    }

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
