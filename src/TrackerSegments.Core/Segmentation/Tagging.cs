namespace TrackerSegments.Core;

/// <summary>Reads the segments of epics off their field values.</summary>
public static class Tagging
{
    /// <summary>Sees one epic through a lens: equal weights over the segments its values mean.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="epic">The epic.</param>
    /// <returns>The epic with its segments and the values that no segment claims.</returns>
    public static TaggedEpic Tag(Lens lens, EpicEffort epic)
    {
        ArgumentNullException.ThrowIfNull(lens);
        var (segments, unmapped) = Read(lens, epic.Item.ValuesOf(lens.Field));
        return new(epic, segments, unmapped);
    }

    /// <summary>Which segments values mean, with equal weights, and which values no segment claims.</summary>
    internal static (SegmentSet Segments, IReadOnlyList<string> Unmapped) Read(Lens lens, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return (SegmentSet.None, []);
        }

        List<string>? unmapped = null;
        List<int> segments = new(values.Count);
        foreach (var value in values)
        {
            var segment = lens.IndexOfValue(value);
            if (segment >= 0)
            {
                segments.Add(segment);
            }
            else if (!lens.IsRetired(value))
            {
                (unmapped ??= []).Add(value);
            }
        }

        return (segments.Count == 1 ? SegmentSet.Of(segments[0]) : SegmentSet.Equal(segments), unmapped ?? []);
    }

    /// <summary>Sees epics through a lens.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="epics">The epics.</param>
    /// <returns>One for each epic, in their order.</returns>
    public static IReadOnlyList<TaggedEpic> Tag(Lens lens, IReadOnlyList<EpicEffort> epics)
    {
        ArgumentNullException.ThrowIfNull(epics);
        return [.. epics.Select(e => Tag(lens, e))];
    }

    /// <summary>The unassigned epics with effort, on which the verdict depends: the largest first, then by key.</summary>
    /// <param name="epics">The epics.</param>
    /// <returns>Their keys.</returns>
    internal static IReadOnlyList<string> UnassignedKeys(IReadOnlyList<TaggedEpic> epics) =>
        [.. epics.Where(e => e.Segments.IsEmpty && e.Epic.Effort > Effort.Zero)
            .OrderByDescending(e => e.Epic.Effort)
            .ThenBy(e => e.Epic.Item.Key, StringComparer.Ordinal)
            .Select(e => e.Epic.Item.Key)];
}
