using System.Globalization;
using System.Text;

namespace TrackerSegments.Core;

/// <summary>One way to segment customers: a field of the tracker and the segments its values mean. Immutable.</summary>
public sealed class Lens
{
    /// <summary>The most segments a lens may have: 500. A field with more values is not a segmentation.</summary>
    public const int MaxSegments = 500;

    private readonly Dictionary<string, int> byValue = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> retired;

    /// <summary>Makes a lens.</summary>
    /// <param name="name">The name people see.</param>
    /// <param name="field">The tracker field that carries the segment.</param>
    /// <param name="segments">The segments in scheme order.</param>
    /// <param name="schemeVersion">Counts up with every change of the scheme; 1 at first.</param>
    /// <param name="key">A stable id; null makes one from the name.</param>
    /// <param name="archived">Segments no longer in use; null for none.</param>
    /// <exception cref="SchemeException">A name, key or value stands twice, a segment has no value, or there are too many segments.</exception>
    public Lens(
        string name,
        string field,
        IReadOnlyList<Segment> segments,
        int schemeVersion = 1,
        string? key = null,
        IReadOnlyList<ArchivedSegment>? archived = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Name = name;
        Field = field;
        Segments = segments;
        SchemeVersion = schemeVersion;
        Key = key ?? KeyOf(name);
        Archived = archived ?? [];
        if (segments.Count > MaxSegments)
        {
            throw new SchemeException(string.Create(
                CultureInfo.InvariantCulture, $"{segments.Count:N0} segments are too many: a lens has at most {MaxSegments}."));
        }

        Refuse(segments.Concat(Archived.Select(a => a.Segment)).GroupBy(s => s.Key, StringComparer.Ordinal), "key");
        Refuse(segments.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase), "name");
        for (var i = 0; i < segments.Count; i++)
        {
            AddValues(segments[i], i);
        }

        retired = new(Archived.SelectMany(a => a.Segment.Values).Select(v => v.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A stable id: <c>customer-segment</c>.</summary>
    public string Key { get; }

    /// <summary>The name people see.</summary>
    public string Name { get; }

    /// <summary>The tracker field that carries the segment.</summary>
    public string Field { get; }

    /// <summary>The segments in scheme order.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Counts up with every change of the scheme.</summary>
    public int SchemeVersion { get; }

    /// <summary>Segments no longer in use, in the order in which they were archived.</summary>
    public IReadOnlyList<ArchivedSegment> Archived { get; }

    /// <summary>What the lens tells customers apart by. Default: <see cref="LensKind.Firmographic"/>.</summary>
    public LensKind Kind { get; init; }

    /// <summary>The day (UTC) on which the scheme was last changed or looked through; null where nobody has noted one.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>Which segment a field value means.</summary>
    /// <param name="value">The value; case and surrounding space do not matter.</param>
    /// <returns>The segment's index, or -1 where no segment claims the value.</returns>
    public int IndexOfValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return byValue.TryGetValue(value.Trim(), out var index) ? index : -1;
    }

    /// <summary>Whether a field value is that of an archived segment and means no other one: it is known, and counts as unassigned.</summary>
    /// <param name="value">The value; case and surrounding space do not matter.</param>
    public bool IsRetired(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return retired.Contains(value.Trim()) && IndexOfValue(value) < 0;
    }

    /// <summary>Finds a segment by its key.</summary>
    /// <param name="key">The key, to the letter.</param>
    /// <returns>Its index, or -1.</returns>
    public int IndexOfKey(string key) => IndexOf(s => string.Equals(s.Key, key, StringComparison.Ordinal));

    /// <summary>Finds a segment by what a person calls it.</summary>
    /// <param name="name">The name, ignoring case; else the key.</param>
    /// <returns>Its index, or -1.</returns>
    public int IndexOfName(string name)
    {
        var index = IndexOf(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : IndexOfKey(name);
    }

    /// <summary>Makes an id from a name: lower-case letters and digits, anything else a hyphen.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The id; <c>segment</c> where the name has neither letter nor digit.</returns>
    public static string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var trimmed = key.ToString().TrimEnd('-');
        return trimmed.Length == 0 ? "segment" : trimmed;
    }

    private int IndexOf(Func<Segment, bool> isMeant)
    {
        for (var i = 0; i < Segments.Count; i++)
        {
            if (isMeant(Segments[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Refuse(IEnumerable<IGrouping<string, Segment>> groups, string what)
    {
        if (groups.FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SchemeException($"Two segments have the {what} \"{twice.Key}\". Give each its own.");
        }
    }

    private void AddValues(Segment segment, int index)
    {
        if (segment.Values.Count == 0)
        {
            throw new SchemeException($"The segment \"{segment.Name}\" has no field value that means it. Give it at least one.");
        }

        foreach (var value in segment.Values)
        {
            if (!byValue.TryAdd(value.Trim(), index) && byValue[value.Trim()] != index)
            {
                throw new SchemeException(
                    $"The value \"{value}\" means both \"{Segments[byValue[value.Trim()]].Name}\" and \"{segment.Name}\". Keep one.");
            }
        }
    }
}
