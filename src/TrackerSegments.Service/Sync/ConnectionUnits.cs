using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>Whether the efforts of several trackers can be added.</summary>
internal static class ConnectionUnits
{
    /// <summary>Why not, in a sentence; null where they can. Hours are hours everywhere, and so are epics; points are each team's own.</summary>
    public static string? Conflict(IReadOnlyList<ConnectionSettings> connections, Measure measure) =>
        connections.Count > 1 && measure == Measure.StoryPoints && connections.Where(c => c.Conversion is null).ToArray() is { Length: > 0 } open
            ? $"Points of {string.Join(" and ", connections.Select(HostOf))} are not the same unit, and nobody has said what one of {string.Join(" and ", open.Select(HostOf))} counts, so there is no single figure."
            : null;

    /// <summary>What one point of each tracker counts, for a person who wants to check the figures.</summary>
    public static IReadOnlyList<Finding> Findings(IReadOnlyList<ConnectionSettings> connections) =>
        connections.Count > 1 && connections[0].Measure == Measure.StoryPoints && connections.All(c => c.Conversion is not null)
            ?
            [
                Finding.Of(
                    "unitsConverted",
                    Severity.Info,
                    $"{string.Join("; ", connections.Select(c => string.Create(CultureInfo.InvariantCulture, $"One point of {HostOf(c)} counts {c.Conversion:0.###}")))}.",
                    [],
                    "Say with --conversion what it should count, where that is not right."),
            ]
            : [];

    private static string HostOf(ConnectionSettings connection) => new Uri(connection.Address).Host;
}
