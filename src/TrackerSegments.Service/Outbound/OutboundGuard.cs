using System.Net;
using System.Net.Sockets;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Outbound;

/// <summary>
/// Which hosts may be called, and at which addresses. A service that works for others calls the trackers' own hosts and those it was told
/// of, over https alone, and looks at the address at the moment it connects, whatever the name stood for before.
/// </summary>
internal sealed class OutboundGuard
{
    /// <summary>The environment variable with further hosts: jira.example.com, tfs.example.com:8443.</summary>
    public const string Variable = "TRACKERSEGMENTS_ALLOWED_HOSTS";

    private static readonly Dictionary<OutboundPurpose, string[]> Hosts = new()
    {
        [OutboundPurpose.Jira] = [".atlassian.net", "api.atlassian.com"],
        [OutboundPurpose.AzureDevOps] = ["dev.azure.com", "vssps.dev.azure.com", ".visualstudio.com"],
        [OutboundPurpose.Teams] = [".logic.azure.com", ".environment.api.powerplatform.com"],
    };

    private readonly HashSet<string> allowed;
    private readonly bool isOwn;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    private OutboundGuard(bool isOwn, IEnumerable<string> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.isOwn = isOwn;
        this.allowed = allowed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    /// <summary>For a program on a person's own machine: it calls what that person tells it to.</summary>
    public static OutboundGuard OwnMachine { get; } = new(isOwn: true, []);

    /// <param name="hosts">Further hosts, comma separated, a port after a colon; null for none.</param>
    /// <param name="resolve">Finds the addresses of a host; null asks the network.</param>
    /// <exception cref="UsageException">A host is none.</exception>
    public static OutboundGuard For(string? hosts, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new(
        isOwn: false,
        (hosts ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse),
        resolve);

    /// <summary>Why an address may not be called; null where it may.</summary>
    public string? Refusal(Uri address, OutboundPurpose purpose)
    {
        if (isOwn || (address is { Scheme: "http", UserInfo: "" } && address.IsLoopback && allowed.Contains($"http://{NameOf(address)}")))
        {
            return null;
        }

        if (address.Scheme != "https")
        {
            return $"{address.Host} would be called unencrypted. Use https.";
        }

        if (address.UserInfo.Length > 0)
        {
            return $"The address of {address.Host} holds a user. Leave that out.";
        }

        if (allowed.Contains(NameOf(address)))
        {
            return null;
        }

        return address is { HostNameType: UriHostNameType.Dns, IsDefaultPort: true } && Hosts[purpose].Any(host => Fits(address.IdnHost, host))
            ? null
            : $"This service does not call {NameOf(address)}. It calls {string.Join(" and ", Hosts[purpose].Select(h => h.StartsWith('.') ? $"*{h}" : h))}; whoever runs it can allow further hosts with {Variable}.";
    }

    /// <summary>Connects to an address that the guard allows at this moment; null where it is whatever the name stands for.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect => isOwn ? null : ConnectAsync;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await FindAsync(host, port, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses that a host may be called at.</summary>
    /// <exception cref="OutboundRefusedException">The name stands for an address that is not on the public Internet.</exception>
    public async Task<IPAddress[]> FindAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await resolve(host, cancellationToken);
        return isOwn || allowed.Contains(port == 443 ? host : $"{host}:{port}") || allowed.Contains($"http://{host}:{port}") || (addresses.Length > 0 && addresses.All(PublicAddresses.Contain))
            ? addresses
            : throw new OutboundRefusedException($"{host} stands for an address that is not on the public Internet, so nothing was sent to it.");
    }

    /// <summary>A host of this computer may be called unencrypted.</summary>
    private static string Parse(string host)
    {
        var isPlain = host.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        var name = isPlain ? host["http://".Length..] : host;
        return Uri.TryCreate($"{(isPlain ? "http" : "https")}://{name}", UriKind.Absolute, out var uri)
            && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" } && !name.Contains('/', StringComparison.Ordinal) && (!isPlain || uri.IsLoopback)
            ? $"{(isPlain ? "http://" : "")}{NameOf(uri)}"
            : throw new UsageException($"{Variable} names {host}, which is no host. Write hosts like jira.example.com or tfs.example.com:8443, comma separated.");
    }

    private static bool Fits(string host, string pattern) => pattern.StartsWith('.')
        ? host.Length > pattern.Length && host.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, pattern, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(Uri address) => address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";
}

/// <summary>A call that is not made; the message says why.</summary>
internal sealed class OutboundRefusedException(string message) : Exception(message);
