using System.Text;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Collects the lens values of one item after the other; items with the same values share them.</summary>
internal sealed class FieldValues(IReadOnlyList<string> wanted)
{
    /// <summary>More fields than that are the tracker's own workings, and none to tell customers apart by.</summary>
    private const int MostOthers = 60;

    /// <summary>Longer texts are no values of a list.</summary>
    private const int LongestOther = 100;

    // Cleaned values hold no control characters.
    private const char ValueEnd = '\u001F';
    private const char FieldEnd = '\u001E';

    private readonly List<string> names = [.. wanted];
    private readonly List<List<string>> current = [.. wanted.Select(_ => new List<string>())];
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> singles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> many = new(StringComparer.Ordinal);
    private readonly StringBuilder key = new();

    /// <summary>The number of a field that nobody asked for by name; -1 where there are too many.</summary>
    public int Other(string name)
    {
        var index = names.FindIndex(n => FieldNames.Same(n, name));
        if (index < 0 && names.Count < wanted.Count + MostOthers)
        {
            names.Add(name);
            current.Add([]);
            return names.Count - 1;
        }

        return index;
    }

    /// <summary>Adds a value of a field that nobody asked for, unless it is a text.</summary>
    public void AddOther(int field, string text, bool isList)
    {
        if (text.Length > LongestOther && !isList)
        {
            return;
        }

        foreach (var part in isList ? text.Split(';') : [text])
        {
            if (part.Length <= LongestOther)
            {
                Add(field, part);
            }
        }
    }

    public void Add(int field, string text)
    {
        var value = ItemText.Clean(text);
        if (value.Length == 0)
        {
            return;
        }

        var values = current[field];
        foreach (var other in values)
        {
            if (FieldNames.Same(other, value))
            {
                return;
            }
        }

        values.Add(value);
    }

    /// <summary>Adds every value of a list written in one text.</summary>
    public void AddList(int field, string text)
    {
        if (!text.Contains(';', StringComparison.Ordinal))
        {
            Add(field, text);
            return;
        }

        foreach (var part in text.Split(';'))
        {
            Add(field, part);
        }
    }

    /// <summary>The values added since the last call.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Take()
    {
        if (current.Count == 1)
        {
            switch (current[0].Count)
            {
                case 0:
                    return WorkItem.NoFields;
                case 1:
                    return Shared(singles, current[0][0]);
            }
        }

        key.Clear();
        for (var i = 0; i < current.Count; i++)
        {
            if (current[i].Count == 0)
            {
                continue;
            }

            key.Append(i);
            foreach (var value in current[i])
            {
                key.Append(ValueEnd).Append(value);
            }

            key.Append(FieldEnd);
        }

        return key.Length == 0 ? WorkItem.NoFields : Shared(many, key.ToString());
    }

    private IReadOnlyDictionary<string, IReadOnlyList<string>> Shared(
        Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> known, string sharedKey)
    {
        if (!known.TryGetValue(sharedKey, out var fields))
        {
            var made = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < names.Count; i++)
            {
                if (current[i].Count > 0)
                {
                    made[names[i]] = current[i].ToArray();
                }
            }

            known.Add(sharedKey, fields = made);
        }

        foreach (var values in current)
        {
            values.Clear();
        }

        return fields;
    }
}
