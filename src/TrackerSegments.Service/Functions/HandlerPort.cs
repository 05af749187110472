using System.Globalization;
using System.Net;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Functions;

/// <summary>Whether the Functions host started this program, and where it wants to be answered.</summary>
internal static class HandlerPort
{
    /// <summary>The environment variable by which the host says so.</summary>
    public const string Variable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <returns>Where to listen; null where a person started the program.</returns>
    /// <exception cref="UsageException">The host names no port.</exception>
    public static ListenAddress? Find(Terminal terminal) => terminal.Environment(Variable) switch
    {
        null or "" => null,
        var text when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 =>
            new("127.0.0.1", IPAddress.Loopback, port),
        var text => throw new UsageException($"{Variable} is {text}, and no port. It is set by the Functions host; leave it unset to start the service by hand."),
    };
}
