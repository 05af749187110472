using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Where an organization or a collection is, and the project that its address may name.</summary>
/// <param name="Base">The address of the organization or collection, without a slash at the end.</param>
/// <param name="Project">The project that stands in the address; null where none does.</param>
internal sealed record AzureAddress(string Base, string? Project)
{
    private const string Services = "dev.azure.com";
    private const string OldServices = ".visualstudio.com";

    /// <exception cref="UsageException">It is no address of an organization; the message is for a person.</exception>
    public static AzureAddress Parse(string text)
    {
        var uri = new Uri(TrackerAddress.Parse(text));
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).TakeWhile(part => !part.StartsWith('_')).ToArray();
        var isOld = uri.Host.EndsWith(OldServices, StringComparison.OrdinalIgnoreCase);
        if (isOld && parts is [var first, ..] && string.Equals(first, "DefaultCollection", StringComparison.OrdinalIgnoreCase))
        {
            parts = parts[1..];
        }

        // A server's virtual folder goes before the collection; the usual one is tfs.
        var depth = isOld ? 0 : parts is ["tfs", ..] && !IsServices(uri.Host) ? 2 : 1;
        if (parts.Length < depth)
        {
            throw new UsageException(IsServices(uri.Host)
                ? $"{text} names no organization. Write it as https://dev.azure.com/ORGANIZATION."
                : $"{text} names no collection. Write it as https://{uri.Host}/tfs/COLLECTION or https://{uri.Host}/COLLECTION.");
        }

        if (parts.Length > depth + 2)
        {
            throw new UsageException($"{text} has more to it than an organization or collection and a project. Leave the rest out.");
        }

        return new(
            string.Join('/', [uri.GetLeftPart(UriPartial.Authority), .. parts[..depth]]),
            parts.Length > depth ? Uri.UnescapeDataString(parts[depth]) : null);
    }

    /// <summary>Where the people of an organization are asked for: Services has a host of its own for them.</summary>
    public static string PeopleOf(string address)
    {
        var uri = new UriBuilder(address);
        uri.Host = string.Equals(uri.Host, Services, StringComparison.OrdinalIgnoreCase) ? $"vssps.{Services}"
            : uri.Host.EndsWith(OldServices, StringComparison.OrdinalIgnoreCase) ? $"{uri.Host[..^OldServices.Length]}.vssps{OldServices}"
            : uri.Host;
        return uri.Uri.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>Whether a host is Microsoft's own service.</summary>
    public static bool IsServices(string host) =>
        string.Equals(host, Services, StringComparison.OrdinalIgnoreCase) || host.EndsWith(OldServices, StringComparison.OrdinalIgnoreCase);
}
