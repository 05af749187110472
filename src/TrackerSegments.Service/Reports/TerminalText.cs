using System.Globalization;

namespace TrackerSegments.Service.Reports;

/// <summary>Outside text for a terminal: nothing in it can move the cursor, change colours or turn the reading direction.</summary>
internal static class TerminalText
{
    public static string Safe(string text) => string.Concat(text.Select(c => IsHarmful(c) ? '\uFFFD' : c));

    private static bool IsHarmful(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
