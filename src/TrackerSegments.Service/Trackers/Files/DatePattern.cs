using System.Globalization;
using System.Text;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>One way to write a date and a time of day.</summary>
/// <param name="Format">The pattern as the base library writes it.</param>
/// <param name="Names">Names of months, markers of the half of the day, and the calendar.</param>
/// <param name="Reading">Two patterns of the same reading never read one text as two dates; lower ones are preferred.</param>
internal sealed record DatePattern(string Format, DateTimeFormatInfo Names, string Reading)
{
    private const int EarliestYear = 1990;
    private const int LatestYear = 2100;

    private static readonly Lazy<IReadOnlyList<DatePattern>> Cultures = new(MakeCultures);

    /// <summary>Numbers in every order, and Jira's own way in English.</summary>
    public static IReadOnlyList<DatePattern> Common { get; } = MakeCommon();

    /// <summary>The default ways of every culture, and Jira's own way with the names of months in every language.</summary>
    public static IReadOnlyList<DatePattern> OfCultures => Cultures.Value;

    public bool TryRead(string normal, out DateTimeOffset value)
    {
        var known = DateTime.TryParseExact(
            normal, Format, Names, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date);
        value = known ? new(date) : default;
        return known && date.Year is >= EarliestYear and <= LatestYear;
    }

    /// <summary>The text with plain digits, spaces and separators: <c>16.03.21, 2:04 p.m.</c> becomes <c>16/03/21 2:04 pm</c>.</summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        var inDate = true;
        var previous = ' ';
        foreach (var c in text.Trim())
        {
            var next = char.IsWhiteSpace(c) ? ' ' : char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c;
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format || next == ',' || (next == ' ' && previous == ' ')
                || (next == '.' && char.IsLetter(previous)))
            {
                continue;
            }

            inDate &= next != ':';
            if (inDate && next is '.' or '-' && char.IsDigit(previous) || next is '-' && inDate)
            {
                next = '/';
            }

            builder.Append(next);
            previous = next;
        }

        return builder.ToString();
    }

    private static List<DatePattern> MakeCommon()
    {
        var patterns = new List<DatePattern>();
        foreach (var (date, reading) in new[]
        {
            ("d/MMM/yy", "1 named month"), ("d/MMM/yyyy", "1 named month"), ("d/M/yyyy", "1 day first"), ("d/M/yy", "1 day first"),
            ("M/d/yyyy", "2 month first"), ("M/d/yy", "2 month first"), ("yyyy/M/d", "3 year first"),
        })
        {
            foreach (var time in new[] { " h:mm tt", " H:mm", " H:mm:ss", " h:mm:ss tt", "" })
            {
                patterns.Add(new(date + time, DateTimeFormatInfo.InvariantInfo, reading));
            }
        }

        return patterns;
    }

    private static IReadOnlyList<DatePattern> MakeCultures()
    {
        var patterns = new Dictionary<string, DatePattern>(StringComparer.Ordinal);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures).OrderBy(culture => culture.Name, StringComparer.Ordinal))
        {
            var names = Plain(new CultureInfo(culture.Name, useUserOverride: false).DateTimeFormat);
            var signature = string.Join('|', [.. names.AbbreviatedMonthNames, .. names.MonthNames, names.AMDesignator, names.PMDesignator, names.Calendar.GetType().Name]);
            foreach (var format in names.GetAllDateTimePatterns('g').Concat(names.GetAllDateTimePatterns('G')).Concat(names.GetAllDateTimePatterns('d'))
                .Concat(["d/MMM/yy h:mm tt", "d/MMM/yy H:mm", "d/MMM/yyyy h:mm tt", "d/MMM/yyyy H:mm"]))
            {
                var normal = Normalize(format);
                patterns.TryAdd(normal + signature, new(normal, names, Order(normal) + names.Calendar.GetType().Name));
            }
        }

        return [.. patterns.Values];
    }

    private static string Order(string format)
    {
        var (day, month, year) = (format.IndexOf('d', StringComparison.Ordinal), format.IndexOf('M', StringComparison.Ordinal), format.IndexOf('y', StringComparison.Ordinal));
        return year < day && year < month ? "3" : day < month ? "1" : "2";
    }

    /// <summary>The names of a culture as <see cref="Normalize"/> leaves them in a text.</summary>
    private static DateTimeFormatInfo Plain(DateTimeFormatInfo culture)
    {
        var names = (DateTimeFormatInfo)culture.Clone();
        names.AbbreviatedMonthNames = [.. culture.AbbreviatedMonthNames.Select(name => Normalize(name))];
        names.AbbreviatedMonthGenitiveNames = [.. culture.AbbreviatedMonthGenitiveNames.Select(name => Normalize(name))];
        names.AMDesignator = Normalize(culture.AMDesignator);
        names.PMDesignator = Normalize(culture.PMDesignator);
        names.DateSeparator = "/";
        names.TimeSeparator = ":";
        return names;
    }
}
