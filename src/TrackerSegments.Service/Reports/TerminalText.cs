using System.Globalization;

namespace TrackerSegments.Service.Reports;

/// <summary>Outside text for a terminal or a page: nothing in it can move the cursor, change colours or turn the reading direction.</summary>
internal static class TerminalText
{
    public static string Safe(string text) => string.Concat(text.Select(c => IsHarmful(c) ? '\uFFFD' : c));

    /// <summary>Control characters, line and paragraph separators, direction marks and overrides, and the byte order mark.</summary>
    public static bool IsHarmful(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
