using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Finds epics that are good for one stakeholder and bad for another.</summary>
public static class StakeholderConflicts
{
    /// <summary>The largest effect there is, for or against: 2.</summary>
    public const int LargestEffect = 2;

    /// <summary>The epics in scope that help one stakeholder and harm another, the largest effort first, then by key; unestimated last.</summary>
    /// <param name="view">The stakeholder lens with the epics in scope.</param>
    /// <param name="stances">What epics do to stakeholders; those of epics that are not in scope are passed over.</param>
    /// <param name="notes">How conflicts were settled; of several on one epic the latest stands.</param>
    /// <exception cref="SchemeException">
    /// The lens is no stakeholder lens, or a stance is out of range, for an unknown stakeholder, or given twice.
    /// </exception>
    public static IReadOnlyList<StakeholderConflict> Find(
        LensView view, IReadOnlyList<Stance> stances, IReadOnlyList<Reconciliation> notes)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(stances);
        ArgumentNullException.ThrowIfNull(notes);
        Refuse(view.Lens, stances);
        var byEpic = stances.ToLookup(s => s.Epic, StringComparer.Ordinal);
        var settled = notes.GroupBy(n => n.Epic, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(n => n.At), StringComparer.Ordinal);
        return [.. view.Epics
            .Select(e => new StakeholderConflict(
                e.Epic.Item.Key,
                e.Epic.Effort,
                Touched(view.Lens, byEpic[e.Epic.Item.Key], effect => effect > 0),
                Touched(view.Lens, byEpic[e.Epic.Item.Key], effect => effect < 0),
                settled.GetValueOrDefault(e.Epic.Item.Key)))
            .Where(c => c.Helps.Count > 0 && c.Harms.Count > 0)
            .OrderByDescending(c => c.Effort)
            .ThenBy(c => c.Key, StringComparer.Ordinal)];
    }

    private static int[] Touched(Lens lens, IEnumerable<Stance> stances, Func<int, bool> isMeant) =>
        [.. stances.Where(s => isMeant(s.Effect)).Select(s => lens.IndexOfKey(s.Stakeholder)).Order()];

    private static void Refuse(Lens lens, IReadOnlyList<Stance> stances)
    {
        if (lens.Kind != LensKind.Stakeholder)
        {
            throw new SchemeException($"{lens.Name} is no lens of stakeholders. Choose the one whose segments are stakeholders.");
        }

        foreach (var stance in stances)
        {
            if (Math.Abs((long)stance.Effect) > LargestEffect)
            {
                throw new SchemeException(string.Create(
                    CultureInfo.InvariantCulture, $"An effect of {stance.Effect} on {stance.Epic} is out of range: it is from -2 to 2."));
            }

            if (lens.IndexOfKey(stance.Stakeholder) < 0)
            {
                throw new SchemeException($"\"{stance.Stakeholder}\" is no stakeholder of {lens.Name}. Name one of its segments.");
            }
        }

        if (stances.GroupBy(s => (s.Epic, s.Stakeholder)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SchemeException($"{twice.Key.Epic} has two effects on {lens.Segments[lens.IndexOfKey(twice.Key.Stakeholder)].Name}. Keep one.");
        }
    }
}
