using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>
/// Changes of a scheme. Each gives a new lens with the next scheme version; the one before stays as it is. Keys never change and are
/// never given again, and no field value is forgotten, so that every tag in the tracker keeps its meaning.
/// </summary>
public static class SchemeChanges
{
    /// <summary>The longest name of a segment, in UTF-16 code units: 100.</summary>
    public const int MaxName = 100;

    /// <summary>Adds a segment at the end.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="name">Its name; surrounding space is taken off.</param>
    /// <param name="values">The field values that mean it; null for the name alone.</param>
    /// <param name="color">Its colour as <c>#rrggbb</c>; null takes the next one of <see cref="SegmentPalette"/>.</param>
    /// <exception cref="SchemeException">
    /// The name is taken, empty or too long, a value means another segment, the name alone is a value of an archived one, or there are too many segments.
    /// </exception>
    public static Lens Add(this Lens lens, string name, IReadOnlyList<string>? values = null, string? color = null)
    {
        ArgumentNullException.ThrowIfNull(lens);
        var free = FreeName(lens, name, except: null);
        if (values is null && lens.Archived.FirstOrDefault(a => Claims(a.Segment, free)) is { } owner)
        {
            // What is archived is out of use because somebody decided so; a name alone does not take its epics into use again.
            throw new SchemeException(SchemeSentences.ValueOfArchived(free, owner.Segment));
        }

        var added = new Segment(FreeKey(lens, free), free, ColorOf(color ?? SegmentPalette.ColorOf(lens.Segments.Count)), values ?? [free]);
        return lens.With([.. lens.Segments, added]);
    }

    /// <summary>Gives a segment another name. The field values that mean it stay, and with them every assignment.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment.</param>
    /// <param name="name">Its new name; surrounding space is taken off.</param>
    /// <exception cref="SchemeException">There is no such segment, or the name is taken, empty or too long.</exception>
    public static Lens Rename(this Lens lens, string key, string name)
    {
        var segment = lens.Find(key);
        return lens.Change(segment with { Name = FreeName(lens, name, segment) });
    }

    /// <summary>Gives a segment another colour.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment.</param>
    /// <param name="color">The colour as <c>#rrggbb</c>.</param>
    /// <exception cref="SchemeException">There is no such segment, or the colour is none.</exception>
    public static Lens Recolor(this Lens lens, string key, string color) => lens.Change(lens.Find(key) with { Color = ColorOf(color) });

    /// <summary>Says who answers for a segment, how its customers are reached and who belongs to it.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment.</param>
    /// <param name="owner">Who answers for it; null for nobody.</param>
    /// <param name="reachedBy">How its customers are reached; null where nobody has said.</param>
    /// <param name="definition">Who belongs to it; null where nobody has said.</param>
    /// <exception cref="SchemeException">There is no such segment.</exception>
    public static Lens Describe(this Lens lens, string key, string? owner, string? reachedBy, string? definition) =>
        lens.Change(lens.Find(key) with { Owner = owner, ReachedBy = reachedBy, Definition = definition });

    /// <summary>Lets more field values mean a segment.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="SchemeException">There is no such segment, or a value means another one.</exception>
    public static Lens Claim(this Lens lens, string key, IEnumerable<string> values)
    {
        var segment = lens.Find(key);
        return lens.Change(segment with { Values = Joined(segment.Values, values) });
    }

    /// <summary>Puts the segments in another order.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="keys">The keys of all segments in their new order.</param>
    /// <exception cref="SchemeException">A segment is missing, or named twice, or is none.</exception>
    public static Lens Reorder(this Lens lens, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Segment[] ordered = [.. keys.Select(lens.Find)];
        if (lens.Segments.Except(ordered).FirstOrDefault() is { } missing)
        {
            throw new SchemeException($"The new order leaves out {missing.Name}. Name every segment once.");
        }

        return ordered.Length == lens.Segments.Count
            ? lens.With(ordered)
            : throw new SchemeException("The new order names a segment twice. Name every segment once.");
    }

    /// <summary>
    /// Makes one segment of two: the values of the first mean the second from now on, so that its epics count there. It is archived and
    /// can be restored.
    /// </summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment that goes.</param>
    /// <param name="into">The segment that stays.</param>
    /// <param name="inForce">The strategy in force; null where there is none.</param>
    /// <exception cref="SchemeException">There are no such segments, they are the same, or the first has a target above 0.</exception>
    public static Lens Merge(this Lens lens, string key, string into, StrategyVersion? inForce = null)
    {
        var (goes, stays) = (lens.Find(key), lens.Find(into));
        if (goes == stays)
        {
            throw new SchemeException($"{goes.Name} cannot be merged into itself. Choose another segment.");
        }

        RefuseTarget(goes, inForce);
        var joined = stays with { Values = Joined(stays.Values, goes.Values) };
        return lens.With([.. lens.Segments.Where(s => s != goes).Select(s => s == stays ? joined : s)], [.. lens.Archived, new(goes, stays.Key)]);
    }

    /// <summary>Takes a segment out of use. It can be restored.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The segment.</param>
    /// <param name="liveEpics">How many epics in scope carry it, 0 or more.</param>
    /// <param name="destination">The segment for which its epics count from now on; null for none.</param>
    /// <param name="isUnassigned">Whether its epics are to count as unassigned where there is no destination.</param>
    /// <param name="inForce">The strategy in force; null where there is none.</param>
    /// <exception cref="SchemeException">
    /// There is no such segment, it has epics and nobody has said where they go, it has a target above 0, or it is its own destination.
    /// </exception>
    public static Lens Archive(
        this Lens lens, string key, int liveEpics, string? destination = null, bool isUnassigned = false, StrategyVersion? inForce = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(liveEpics);
        if (destination is not null)
        {
            return lens.Merge(key, destination, inForce);
        }

        var segment = lens.Find(key);
        if (liveEpics > 0 && !isUnassigned)
        {
            throw new SchemeException(SchemeSentences.EpicsNeedAPlace(segment, liveEpics));
        }

        RefuseTarget(segment, inForce);
        return lens.With([.. lens.Segments.Where(s => s != segment)], [.. lens.Archived, new(segment, null)]);
    }

    /// <summary>Takes an archived segment into use again, at the end: its values mean it as they did before.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The archived segment.</param>
    /// <exception cref="SchemeException">There is no such archived segment, its name is taken, or another segment would be left without a value.</exception>
    public static Lens Restore(this Lens lens, string key)
    {
        ArgumentNullException.ThrowIfNull(lens);
        var archived = lens.Archived.FirstOrDefault(a => a.Segment.Key == key)
            ?? throw new SchemeException($"There is no archived segment \"{key}\" in {lens.Name}. Look at the list again.");
        var segment = archived.Segment;
        if (lens.Segments.Any(s => string.Equals(s.Name, segment.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SchemeException($"There is another segment \"{segment.Name}\" by now. Rename that one first.");
        }

        return lens.With(
            [.. lens.Segments.Select(s => Without(s, segment.Values)), segment],
            [.. lens.Archived.Where(a => a != archived).Select(a => a with { Segment = Without(a.Segment, segment.Values) })]);
    }

    /// <summary>Notes that somebody looked through the scheme. It is no change of it and gives no new version.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="day">The day (UTC).</param>
    public static Lens Review(this Lens lens, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(lens);
        return new(lens.Name, lens.Field, lens.Segments, lens.SchemeVersion, lens.Key, lens.Archived) { Kind = lens.Kind, Reviewed = day };
    }

    /// <summary>Finds a segment in use by its key.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="key">The key, to the letter.</param>
    /// <exception cref="SchemeException">There is no such segment, or it is archived.</exception>
    public static Segment Find(this Lens lens, string key)
    {
        ArgumentNullException.ThrowIfNull(lens);
        return lens.IndexOfKey(key) is >= 0 and var index ? lens.Segments[index] : throw new SchemeException(SchemeSentences.NoSegment(lens, key));
    }

    private static Lens Change(this Lens lens, Segment changed) =>
        lens.With([.. lens.Segments.Select(s => s.Key == changed.Key ? changed : s)]);

    /// <summary>The next version. What is archived belongs to whoever claims its values now.</summary>
    internal static Lens With(this Lens lens, IReadOnlyList<Segment> segments, IReadOnlyList<ArchivedSegment>? archived = null) => new(
        lens.Name,
        lens.Field,
        segments,
        lens.SchemeVersion + 1,
        lens.Key,
        [.. (archived ?? lens.Archived).Select(a => a with
        {
            Destination = a.Segment.Values is [var value, ..] ? segments.FirstOrDefault(s => Claims(s, value))?.Key : null,
        })])
    {
        Kind = lens.Kind,
        Reviewed = lens.Reviewed,
    };

    private static bool Claims(Segment segment, string value) => segment.Values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> values, IEnumerable<string> more) =>
        [.. values.Concat(more.Select(v => v.Trim())).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static Segment Without(Segment segment, IReadOnlyList<string> values) => segment.Values.Any(v => values.Contains(v, StringComparer.OrdinalIgnoreCase))
        ? segment with { Values = [.. segment.Values.Except(values, StringComparer.OrdinalIgnoreCase)] }
        : segment;

    private static void RefuseTarget(Segment segment, StrategyVersion? inForce)
    {
        if (inForce is not null && inForce.Targets.TryGetValue(segment.Key, out var target) && target.Share > 0)
        {
            throw new SchemeException(SchemeSentences.HasTarget(segment, target, inForce));
        }
    }

    private static string FreeName(Lens lens, string name, Segment? except)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > MaxName)
        {
            throw new SchemeException(trimmed.Length == 0
                ? "A segment needs a name."
                : string.Create(CultureInfo.InvariantCulture, $"The name is too long: it has at most {MaxName} characters."));
        }

        var isTaken = lens.Segments.Where(s => s != except).Concat(lens.Archived.Select(a => a.Segment))
            .Any(s => string.Equals(s.Name, trimmed, StringComparison.OrdinalIgnoreCase));
        return isTaken ? throw new SchemeException(SchemeSentences.NameTaken(lens, trimmed)) : trimmed;
    }

    private static string FreeKey(Lens lens, string name)
    {
        var taken = lens.Segments.Concat(lens.Archived.Select(a => a.Segment)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var key = Lens.KeyOf(name);
        return taken.Contains(key)
            ? Enumerable.Range(2, taken.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{key}-{n}")).First(k => !taken.Contains(k))
            : key;
    }

    private static string ColorOf(string color) => color is { Length: 7 } && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)
        ? color
        : throw new SchemeException($"\"{color}\" is no colour. Write it as #rrggbb, such as #0072B2.");
}
