using System.Net;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Trackers;

/// <summary>The base address of a tracker.</summary>
internal static class TrackerAddress
{
    /// <summary>The address without a slash at the end: <c>https://example.atlassian.net</c>.</summary>
    /// <exception cref="UsageException">It is no address a token may be sent to; the message is for a person.</exception>
    public static string Parse(string text)
    {
        var address = text.Trim();
        if (!address.Contains("://", StringComparison.Ordinal))
        {
            address = $"https://{address}";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("https" or "http"))
        {
            throw new UsageException($"{text} is not understood as an address: write https:// and a host, like https://example.atlassian.net.");
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new UsageException($"The address of {uri.Host} has more to it than scheme, host and path. Leave user, query and fragment out.");
        }

        return uri.Scheme == "https" || IsThisComputer(uri)
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new UsageException($"{text} would send the token unencrypted. Use https://{uri.Host}.");
    }

    /// <summary>What people call a tracker by its address: host and path.</summary>
    public static string NameOf(string address) => new Uri(address) is { AbsolutePath.Length: > 1 } uri ? $"{uri.Host}{uri.AbsolutePath}" : new Uri(address).Host;

    private static bool IsThisComputer(Uri uri) =>
        uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
}
