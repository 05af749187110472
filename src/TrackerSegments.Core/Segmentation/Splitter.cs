namespace TrackerSegments.Core;

/// <summary>Splits effort over segments.</summary>
public static class Splitter
{
    private const int OnStack = 64;

    /// <summary>
    /// Splits the effort of epics over the segments of a lens. An epic with several segments gives each its part, conserved by
    /// largest remainder with ties by segment order. Allocates for the segments only, whatever the number of epics.
    /// </summary>
    /// <param name="epics">The epics, in any order.</param>
    /// <param name="segmentCount">How many segments the lens has.</param>
    /// <returns>The split.</returns>
    /// <exception cref="IndexOutOfRangeException">An epic names a segment that the lens does not have.</exception>
    /// <exception cref="OverflowException">A sum does not fit in 64 bits of thousandths.</exception>
    public static Split Split(ReadOnlySpan<LensEpic> epics, int segmentCount)
    {
        var totals = new (long Effort, int Epics, int Unestimated)[segmentCount];
        long tagged = 0, unassigned = 0, imputed = 0;
        int unassignedEpics = 0, unestimatedEpics = 0;
        foreach (ref readonly var epic in epics)
        {
            var effort = epic.Effort?.Thousandths;
            if (effort is null)
            {
                unestimatedEpics++;
            }
            else if (epic.IsImputed)
            {
                imputed += effort.Value;
            }

            var segments = epic.Segments;
            if (segments.IsEmpty)
            {
                unassignedEpics++;
                unassigned += effort ?? 0;
                continue;
            }

            tagged += effort ?? 0;
            if (segments.Several is { } several)
            {
                AddSeveral(effort, several, totals);
            }
            else
            {
                Add(ref totals[segments.Only], effort, effort ?? 0);
            }
        }

        return new(
            Array.ConvertAll(totals, t => new SegmentTotal(new(t.Effort), t.Epics, t.Unestimated)),
            epics.Length - unassignedEpics,
            unassignedEpics,
            unestimatedEpics,
            new(tagged),
            new(unassigned),
            new(imputed));
    }

    /// <summary>What each segment of one epic gets of its effort, in the order of the set.</summary>
    /// <param name="effort">The epic's effort, 0 or more.</param>
    /// <param name="segments">Its segments.</param>
    /// <returns>One portion for each segment; they add up to the effort.</returns>
    public static IReadOnlyList<Effort> Portions(Effort effort, SegmentSet segments)
    {
        if (segments.Several is not { } several)
        {
            return segments.IsEmpty ? [] : [effort];
        }

        var portions = new long[several.Length];
        Portions(effort.Thousandths, several, portions);
        return Array.ConvertAll(portions, p => new Effort(p));
    }

    private static void AddSeveral(long? effort, SegmentWeight[] several, Span<(long Effort, int Epics, int Unestimated)> totals)
    {
        Span<long> portions = several.Length <= OnStack ? stackalloc long[several.Length] : new long[several.Length];
        if (effort is { } known)
        {
            Portions(known, several, portions);
        }

        for (var i = 0; i < several.Length; i++)
        {
            Add(ref totals[several[i].Segment], effort, effort is null ? 0 : portions[i]);
        }
    }

    private static void Add(ref (long Effort, int Epics, int Unestimated) total, long? effort, long portion)
    {
        total.Effort += portion;
        total.Epics++;
        total.Unestimated += effort is null ? 1 : 0;
    }

    private static void Portions(long effort, ReadOnlySpan<SegmentWeight> several, Span<long> portions)
    {
        Span<long> parts = several.Length <= OnStack ? stackalloc long[several.Length] : new long[several.Length];
        for (var i = 0; i < several.Length; i++)
        {
            parts[i] = several[i].Parts;
        }

        LargestRemainder.Share(effort, parts, portions);
    }
}
