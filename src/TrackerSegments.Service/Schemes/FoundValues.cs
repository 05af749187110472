using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Which fields the epics carry, and what stands in them.</summary>
internal static class FoundValues
{
    private const int MostSamples = 5;

    /// <summary>The fields a lens may read: those that epics carry and those that lenses have, whether or not any epic carries a value.</summary>
    public static IReadOnlyList<string> FieldsOf(IReadOnlyList<EpicEffort> epics, WorkspaceSettings settings) =>
    [
        .. settings.Lenses.Select(l => l.Field).Concat(epics.SelectMany(e => e.Item.Fields.Keys))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Each field with how many epics carry it, and its most used values.</summary>
    public static IReadOnlyList<FieldEntry> Of(IReadOnlyList<EpicEffort> epics, WorkspaceSettings settings) =>
        [.. FieldsOf(epics, settings).Select(field => Of(field, epics, settings))];

    private static FieldEntry Of(string field, IReadOnlyList<EpicEffort> epics, WorkspaceSettings settings)
    {
        Dictionary<string, int> counts = new(StringComparer.OrdinalIgnoreCase);
        var carrying = 0;
        foreach (var epic in epics)
        {
            var values = epic.Item.ValuesOf(field);
            carrying += values.Count > 0 ? 1 : 0;
            foreach (var value in values)
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        var samples = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.OrdinalIgnoreCase).Take(MostSamples);
        return new(
            field,
            carrying,
            counts.Count,
            [.. samples.Select(s => new ValueSample(s.Key, s.Value))],
            [.. settings.Lenses.Where(l => string.Equals(l.Field, field, StringComparison.OrdinalIgnoreCase)).Select(l => l.Key)]);
    }
}
