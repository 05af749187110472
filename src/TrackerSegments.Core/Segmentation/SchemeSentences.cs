using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What is said to a person whose change of a scheme or strategy cannot be.</summary>
internal static class SchemeSentences
{
    public static string NoTargetFor(Lens lens, string key, SegmentTarget target) =>
        lens.Archived.FirstOrDefault(a => a.Segment.Key == key) is { } archived
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"\"{archived.Segment.Name}\" is archived and {WhereNow(lens, archived)}: give its target of {target.Share:0.###} % to another segment.")
            : $"There is a target for \"{key}\", which is no segment of {lens.Name}. Name one of its segments.";

    private static string WhereNow(Lens lens, ArchivedSegment archived) => archived.Destination is { } destination
        ? $"its epics count for {lens.Segments.FirstOrDefault(s => s.Key == destination)?.Name ?? destination}"
        : "its epics count as unassigned";
}
