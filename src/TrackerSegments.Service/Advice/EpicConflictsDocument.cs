using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The conflicts of stakeholders over one epic, in every lens of stakeholders.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Epic">The epic's key.</param>
/// <param name="Conflicts">One for each lens in which there is one; those that are settled, too.</param>
internal sealed record EpicConflictsDocument(int Schema, string Epic, IReadOnlyList<EpicConflictPart> Conflicts)
{
    public static async Task<EpicConflictsDocument> OfAsync(string epic, LensStates lenses, KeptStances kept, CancellationToken cancellationToken)
    {
        List<EpicConflictPart> conflicts = [];
        foreach (var state in lenses.All.Where(s => s.Lens.Kind == LensKind.Stakeholder))
        {
            var stored = await kept.FindAsync(state.Lens.Key, epic, cancellationToken);
            conflicts.AddRange(KeptStances.Fill(state, [stored]).Conflicts.Select(c => new EpicConflictPart(state.Lens.Key, state.Lens.Name, Names(state, c.Helps), Names(state, c.Harms), c.IsOpen, c.Reconciliation)));
        }

        return new(Schema: 1, epic, conflicts);
    }

    private static string[] Names(LensState state, IEnumerable<int> segments) => [.. segments.Select(s => state.Lens.Segments[s].Name)];
}

/// <summary>A conflict over an epic in one lens.</summary>
/// <param name="Lens">The key of the lens.</param>
/// <param name="LensName">Its name.</param>
/// <param name="Helps">The names of the stakeholders whom the epic helps.</param>
/// <param name="Harms">Those it harms.</param>
/// <param name="Open">Whether nobody has settled it yet.</param>
/// <param name="Note">The note that settles it; null where it is open.</param>
internal sealed record EpicConflictPart(
    string Lens, string LensName, IReadOnlyList<string> Helps, IReadOnlyList<string> Harms, bool Open, Reconciliation? Note);
