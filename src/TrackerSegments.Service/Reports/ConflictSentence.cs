using System.Globalization;
using TrackerSegments.Service.Advice;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports;

/// <summary>What a report says of stakeholders whom the same epics help and harm, in whatever lens they are.</summary>
internal static class ConflictSentence
{
    private const int MostNamed = 3;

    /// <returns>The sentence; null where nothing is open.</returns>
    public static async Task<string?> OfAsync(IDocumentStore store, string workspace, LensStates lenses, CancellationToken cancellationToken)
    {
        var kept = new KeptStances(store, workspace);
        List<string> open = [];
        foreach (var state in lenses.All)
        {
            open.AddRange((await kept.FillAsync(state, cancellationToken)).Conflicts.Where(c => c.IsOpen).Select(c => c.Key));
        }

        return Of([.. open.Distinct(StringComparer.Ordinal)]);
    }

    /// <param name="epics">The epics with an open conflict, those to name first.</param>
    public static string? Of(IReadOnlyList<string> epics) => epics.Count switch
    {
        0 => null,
        1 => $"1 epic helps one stakeholder and harms another, and nobody has settled it yet: {epics[0]}.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{epics.Count:N0} epics help one stakeholder and harm another, and nobody has settled it yet: {string.Join(", ", epics.Take(MostNamed))}{(epics.Count > MostNamed ? ", …" : ".")}"),
    };
}
