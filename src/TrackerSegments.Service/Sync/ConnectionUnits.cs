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
            ? $"Points of {string.Join(" and ", connections.Select(NameOf))} are not the same unit, and nobody has said what one of {string.Join(" and one of ", open.Select(NameOf))} counts, so there is no single figure."
            : null;

    /// <summary>What one point of each tracker counts, for a person who wants to check the figures.</summary>
    public static IReadOnlyList<Finding> Findings(IReadOnlyList<ConnectionSettings> connections) =>
        connections.Count > 1 && connections[0].Measure == Measure.StoryPoints && connections.All(c => c.Conversion is not null)
            ?
            [
                Finding.Of(
                    "unitsConverted",
                    Severity.Info,
                    $"A point {string.Join(", and one ", connections.Select(c => string.Create(CultureInfo.InvariantCulture, $"of {NameOf(c)} counts {c.Conversion:0.#########}")))}.",
                    [],
                    "Say with --conversion what it should count, where that is not right.",
                    connections.Index().Aggregate(
                        FindingFigures.None.With("trackers", connections.Select(NameOf)),
                        (all, c) => all.With(string.Create(CultureInfo.InvariantCulture, $"counts{c.Index + 1}"), (double)(c.Item.Conversion ?? 1)))),
            ]
            : [];

    private static string NameOf(ConnectionSettings connection) => TrackerAddress.NameOf(connection.Address);
}
