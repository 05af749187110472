using System.Globalization;
using System.Text;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Schemes;

/// <summary>Takes the texts of people: trimmed, short enough, and nothing in them that cannot be shown or kept.</summary>
internal static class SchemeText
{
    public const int MaxLine = 200;
    public const int MaxWords = 2_000;
    public const int MaxValues = 200;
    public const int MaxNotes = 50;

    private const int MaxShown = 60;

    /// <summary>A text of one line; null where it is empty.</summary>
    /// <exception cref="SchemeException">It is too long or cannot be shown.</exception>
    public static string? Line(string? text, string what) => Take(text, what, MaxLine, mayBreak: false);

    /// <summary>A text of several lines; null where it is empty.</summary>
    /// <exception cref="SchemeException">It is too long or cannot be shown.</exception>
    public static string? Words(string? text, string what) => Take(text, what, MaxWords, mayBreak: true);

    /// <summary>The field values of a segment.</summary>
    /// <exception cref="SchemeException">There are too many, or one cannot be used.</exception>
    public static IReadOnlyList<string> Values(IReadOnlyList<string> values) => values.Count > MaxValues
        ? throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"A segment has at most {MaxValues} field values."))
        : [.. values.Select(v => Take(v, "A field value", ValueChanges.MaxValue, mayBreak: false) ?? "")];

    /// <exception cref="SchemeException">It is no colour.</exception>
    public static string Color(string color) => color is { Length: 7 } && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)
        ? color
        : throw new SchemeException($"\"{Short(color)}\" is no colour. Write it as #rrggbb, such as #0072B2.");

    /// <summary>As much of a text as a sentence has room for.</summary>
    public static string Short(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}…";

    private static string? Take(string? text, string what, int most, bool mayBreak)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var taken = text.ReplaceLineEndings("\n").Trim();
        if (taken.Length > most)
        {
            throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"{what} is too long: it has at most {most:N0} characters."));
        }

        return IsWhole(taken) && !taken.Any(c => char.IsControl(c) && !(mayBreak && c is '\n' or '\t'))
            ? taken
            : throw new SchemeException($"{what} holds a character that cannot be shown{(mayBreak ? "" : ", or a line break")}. Write it again.");
    }

    /// <summary>Whether no half of a character stands alone.</summary>
    private static bool IsWhole(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
