namespace TrackerSegments.Core;

/// <summary>Changes of which field values mean which segment. Each gives a new lens with the next scheme version.</summary>
public static class ValueChanges
{
    /// <summary>The longest field value, in UTF-16 code units: 255.</summary>
    public const int MaxValue = 255;

    /// <summary>Says which field values mean segments, for all of them at once, so that a value can move from one to another.</summary>
    /// <param name="lens">The lens.</param>
    /// <param name="values">The values by segment key, the one that is written first; surrounding space is taken off. Other segments stay as they are.</param>
    /// <exception cref="SchemeException">There is no such segment, one is left without a value, a value is empty or too long, or it means two segments.</exception>
    public static Lens SetValues(this Lens lens, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        ArgumentNullException.ThrowIfNull(lens);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var key in values.Keys.Order(StringComparer.Ordinal))
        {
            Check(lens.Find(key), values[key]);
        }

        return lens.With([.. lens.Segments.Select(s => values.TryGetValue(s.Key, out var now)
            ? s with { Values = [.. now.Select(v => v.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)] }
            : s)]);
    }

    private static void Check(Segment segment, IReadOnlyList<string> values)
    {
        if (values.Any(string.IsNullOrWhiteSpace))
        {
            throw new SchemeException($"A field value of \"{segment.Name}\" is empty. Leave it out, or write the value.");
        }

        if (values.FirstOrDefault(v => v.Trim().Length > MaxValue) is { } tooLong)
        {
            throw new SchemeException($"The value \"{tooLong[..40]}…\" of \"{segment.Name}\" is too long: it has at most {MaxValue} characters.");
        }
    }
}
