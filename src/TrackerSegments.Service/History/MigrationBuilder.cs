using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>Makes the places and flows of a migration, as a Sankey diagram wants them.</summary>
internal static class MigrationBuilder
{
    // No segment's key has a colon.
    private const string Unassigned = ":unassigned";
    private const string Outside = ":outside";

    public static MigrationPart Build(Migration migration, EpicNames names)
    {
        var before = Sums(migration, cell => cell.From);
        var after = Sums(migration, cell => cell.To);
        MigrationNode[] places =
        [
            .. migration.Segments.Select(s => Node(MigrationPlace.Of(s.Key), "segment", s.Name, s.Color)),
            Node(MigrationPlace.Unassigned, "unassigned", "Unassigned", null),
            Node(MigrationPlace.Outside, "outside", "Not in the plan", null),
        ];
        return new(places, [.. migration.Cells.Select(c => LinkOf(c, names))]);

        MigrationNode Node(MigrationPlace place, string kind, string name, string? color) =>
            new(IdOf(place), kind, name, color, before.GetValueOrDefault(place).Units, after.GetValueOrDefault(place).Units);
    }

    private static Dictionary<MigrationPlace, Effort> Sums(Migration migration, Func<MigrationCell, MigrationPlace> side) =>
        migration.Cells.GroupBy(side).ToDictionary(g => g.Key, g => g.Aggregate(Effort.Zero, (sum, cell) => sum + cell.Effort));

    private static MigrationLink LinkOf(MigrationCell cell, EpicNames names) => new(
        IdOf(cell.From),
        IdOf(cell.To),
        cell.Effort.Units,
        cell.BySchemeChange.Units,
        [.. cell.Flows.Take(Finding.MaxItems).Select(f => new MigrationEpic(
            f.Key, names.TitleOf(f.Key), names.UrlOf(f.Key), f.Cause is { } cause ? DriftBuilder.NameOf(cause) : null, f.Effort.Units))],
        cell.Flows.Count);

    private static string IdOf(MigrationPlace place) => place.Side switch
    {
        MigrationSide.Segment => place.Segment,
        MigrationSide.Unassigned => Unassigned,
        _ => Outside,
    };
}
