using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>What is said to a person whose change of a scheme or strategy cannot be.</summary>
internal static class SchemeSentences
{
    /// <summary>Why a lens cannot have a target for a key; null where it can. A target of 0 for what is archived is kept and has no effect.</summary>
    public static string ValueOfArchived(string value, Segment archived) =>
        $"Epics with the value \"{value}\" belong to \"{archived.Name}\", which is archived. Restore it, or choose another name.";

    public static string? NoTargetFor(Lens lens, string key, SegmentTarget target) => lens.IndexOfKey(key) >= 0 ? null :
        lens.Archived.FirstOrDefault(a => a.Segment.Key == key) is { } archived
            ? target.Share == 0 ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"\"{archived.Segment.Name}\" is archived and {WhereNow(lens, archived)}: give its target of {target.Share:0.###} % to another segment.")
            : $"There is a target for \"{key}\", which is no segment of {lens.Name}. Name one of its segments.";

    public static string NoSegment(Lens lens, string key) => lens.Archived.FirstOrDefault(a => a.Segment.Key == key) is { } archived
        ? $"\"{archived.Segment.Name}\" is archived. Restore it first."
        : $"There is no segment \"{key}\" in {lens.Name}. Look at the list again.";

    public static string NameTaken(Lens lens, string name) =>
        lens.Archived.Any(a => string.Equals(a.Segment.Name, name, StringComparison.OrdinalIgnoreCase))
            ? $"\"{name}\" is archived. Restore it, or choose another name."
            : $"There is a segment \"{name}\" already. Choose another name.";

    public static string EpicsNeedAPlace(Segment segment, int epics) => string.Create(
        CultureInfo.InvariantCulture,
        $"{segment.Name} has {epics:N0} {(epics == 1 ? "epic" : "epics")}. Say which segment {(epics == 1 ? "it counts" : "they count")} for from now on, or that {(epics == 1 ? "it counts" : "they count")} as unassigned.");

    public static string HasTarget(Segment segment, SegmentTarget target, StrategyVersion strategy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{segment.Name} has a target of {target.Share:0.###} % in strategy {strategy.Version}. Publish a strategy without it first.");

    private static string WhereNow(Lens lens, ArchivedSegment archived) => archived.Destination is { } destination
        ? $"its epics count for {lens.Segments.FirstOrDefault(s => s.Key == destination)?.Name ?? destination}"
        : "its epics count as unassigned";
}
