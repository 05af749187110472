using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Access;

/// <summary>Where to listen: on this computer alone, unless it is said who may call.</summary>
/// <param name="Host">The host as it was given.</param>
/// <param name="Ip">Its address; null for both of localhost.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record ListenAddress(string Host, IPAddress? Ip, int Port)
{
    public const string Default = "http://127.0.0.1:7071";

    /// <param name="urls">The addresses, separated by semicolons.</param>
    /// <param name="mayOthersCall">Whether other computers may be let in, as callers have to say who they are.</param>
    /// <exception cref="UsageException">An address cannot be listened on, or lets others in; the message is for a person.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string urls, bool mayOthersCall = false)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0
            ? [.. parts.Select(part => Parse(part, mayOthersCall))]
            : throw new UsageException($"--urls is empty. Give an address like {Default}.");
    }

    public void Listen(KestrelServerOptions options)
    {
        if (Ip is null)
        {
            options.ListenLocalhost(Port);
        }
        else
        {
            options.Listen(Ip, Port);
        }
    }

    private static ListenAddress Parse(string url, bool mayOthersCall)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not "http"
            || address.PathAndQuery is not "/" || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw new UsageException($"--urls {url} is not understood: write http, a host and a port, like {Default}.");
        }

        if (address.HostNameType == UriHostNameType.Dns && string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return address.Port > 0
                ? new("localhost", null, address.Port)
                : throw new UsageException("--urls http://localhost:0 cannot choose a free port. Write http://127.0.0.1:0.");
        }

        if (IPAddress.TryParse(address.DnsSafeHost, out var ip) && (mayOthersCall || IPAddress.IsLoopback(ip)))
        {
            return new(address.Host, ip, address.Port);
        }

        throw mayOthersCall
            ? new UsageException(
                $"--urls {url} is not understood: write the number of an address of this computer, or 0.0.0.0 for all, like {Default}.")
            : new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"--urls {url} would let other computers in, and nobody has said who may call. "
                + $"Say so with --access FILE, or use an address of this computer, like {Default}."));
    }
}
