using System.Text;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>When a field of a file is the one a person named.</summary>
internal static class FieldNames
{
    private const string CustomPrefix = "Custom field (";
    private const int MostListed = 30;

    /// <summary>The name of a Jira CSV column without the wrapping: <c>Custom field (Team)</c> is Team.</summary>
    public static string Bare(string header) =>
        header.StartsWith(CustomPrefix, StringComparison.OrdinalIgnoreCase) && header.EndsWith(')')
            ? header[CustomPrefix.Length..^1].Trim()
            : header;

    /// <summary>
    /// How well a field's name fits the wanted one: 0 for the same name ignoring case, 1 for the same letters and digits
    /// (<c>System.AreaPath</c> and <c>Area Path</c>), null for another field.
    /// </summary>
    public static int? Fit(string name, string wanted)
    {
        if (Same(name, wanted) || Same(Bare(name), wanted))
        {
            return 0;
        }

        var letters = Letters(wanted);
        return letters.Length > 0 && string.Equals(letters, Letters(Bare(name)), StringComparison.Ordinal) ? 1 : null;
    }

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>The letters and digits of a name in lower case, without the namespace of a reference name.</summary>
    public static string Letters(string name)
    {
        var dot = name.Contains(' ', StringComparison.Ordinal) ? -1 : name.LastIndexOf('.');
        var builder = new StringBuilder(name.Length);
        foreach (var c in name.AsSpan(dot + 1))
        {
            if (char.IsLetterOrDigit(c))
            {
                builder.Append(char.ToLowerInvariant(c));
            }
        }

        return builder.ToString();
    }

    /// <summary>The fields a file has, in words, those most like the wanted one first.</summary>
    public static string List(IReadOnlyCollection<string> names, string wanted)
    {
        var sorted = names.Select(Bare).Select(ItemText.Clean).Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => Distance(Letters(name), Letters(wanted))).ThenBy(name => name, StringComparer.Ordinal)
            .ToList();
        var more = sorted.Count - MostListed;
        return string.Join(", ", sorted.Take(MostListed)) + (more > 0 ? FormattableString.Invariant($" and {more} more") : "");
    }

    /// <summary>How many letters must be added, dropped or changed; half as many where one name holds the other.</summary>
    private static double Distance(string name, string wanted)
    {
        var row = new int[wanted.Length + 1];
        for (var j = 0; j <= wanted.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= name.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= wanted.Length; j++)
            {
                var changed = diagonal + (name[i - 1] == wanted[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        var holds = name.Length > 0 && wanted.Length > 0
            && (name.Contains(wanted, StringComparison.Ordinal) || wanted.Contains(name, StringComparison.Ordinal));
        return holds ? row[wanted.Length] / 2.0 : row[wanted.Length];
    }
}
