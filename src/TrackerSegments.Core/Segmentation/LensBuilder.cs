using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Makes a lens out of the values that epics carry.</summary>
public static class LensBuilder
{
    /// <summary>
    /// One segment for each distinct value (ignoring case), named by its most used spelling, in order of effort, largest first.
    /// </summary>
    /// <param name="name">The lens's name.</param>
    /// <param name="field">The field that carries the segment.</param>
    /// <param name="epics">The epics in scope.</param>
    /// <returns>The lens; without segments where no epic carries a value.</returns>
    /// <exception cref="SchemeException">There are more distinct values than a lens may have segments.</exception>
    public static Lens FromValues(string name, string field, IReadOnlyList<EpicEffort> epics)
    {
        ArgumentNullException.ThrowIfNull(epics);
        var spellings = epics.SelectMany(e => e.Item.ValuesOf(field))
            .GroupBy(v => v, StringComparer.OrdinalIgnoreCase)
            .Select(MostUsedSpelling)
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        if (spellings.Length > Lens.MaxSegments)
        {
            throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture,
                $"The field \"{field}\" has {spellings.Length:N0} distinct values; a lens has at most {Lens.MaxSegments} segments. "
                + $"Choose the field that carries the customer segment, or name the values that matter with --segments."));
        }

        var alphabetical = Make(name, field, spellings);
        var split = Splitter.Split(Array.ConvertAll([.. Tagging.Tag(alphabetical, epics)], e => e.ToLensEpic()), spellings.Length);
        var byEffort = Enumerable.Range(0, spellings.Length)
            .OrderByDescending(i => split.Segments[i].Effort)
            .ThenByDescending(i => split.Segments[i].Epics);
        return Make(name, field, [.. byEffort.Select(i => spellings[i])]);
    }

    /// <summary>Makes segments in the given order with keys and colours of their own.</summary>
    /// <param name="segments">Name and values of each segment.</param>
    /// <returns>The segments.</returns>
    public static IReadOnlyList<Segment> Segments(IEnumerable<(string Name, IReadOnlyList<string> Values)> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        HashSet<string> keys = new(StringComparer.Ordinal);
        List<Segment> made = [];
        foreach (var (name, values) in segments)
        {
            made.Add(new(FreeKey(Lens.KeyOf(name), keys), name, SegmentPalette.ColorOf(made.Count), values));
        }

        return made;
    }

    private static Lens Make(string name, string field, IEnumerable<string> spellings) =>
        new(name, field, Segments(spellings.Select(s => (s, (IReadOnlyList<string>)[s]))));

    private static string MostUsedSpelling(IGrouping<string, string> values) =>
        values.GroupBy(v => v, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .First()
            .Key;

    private static string FreeKey(string key, HashSet<string> taken)
    {
        var free = key;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{key}-{n}");
        }

        return free;
    }
}
