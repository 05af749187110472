using System.Globalization;
using System.Text;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Texts of a file made safe to keep and to show: one line, no characters that steer a terminal or a page, at most 255 long.</summary>
internal static class ItemText
{
    public const int MaxLength = 255;

    /// <summary>The text trimmed, without control characters and lone surrogates, cut where it is too long.</summary>
    public static string Clean(string text)
    {
        if (!IsPlain(text))
        {
            return Mend(text.AsSpan().TrimStart());
        }

        return text.Length <= MaxLength && (text.Length == 0 || (text[0] != ' ' && text[^1] != ' ')) ? text : Cut(text.AsSpan().Trim());
    }

    /// <summary>The text, or null where nothing is left of it.</summary>
    public static string? CleanOrNull(string? text) => text is null || Clean(text) is not { Length: > 0 } clean ? null : clean;

    /// <summary>The name of a person given as <c>Name &lt;address&gt;</c>.</summary>
    public static string? Person(string text)
    {
        var at = text.IndexOf('<', StringComparison.Ordinal);
        return CleanOrNull(at > 0 ? text[..at] : text);
    }

    /// <summary>The project an item's key names: FW for FW-12.</summary>
    public static ReadOnlySpan<char> ProjectOf(string key)
    {
        var dash = key.LastIndexOf('-');
        return dash > 0 ? key.AsSpan(0, dash) : "";
    }

    private static string Cut(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxLength)
        {
            return text.ToString();
        }

        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end].TrimEnd().ToString();
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyExceptInRange(' ', '~');
        if (at >= 0)
        {
            foreach (var c in text[at..])
            {
                if (c is < ' ' or > '~' && !char.IsLetterOrDigit(c))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Puts blanks for line breaks and leaves out what must not stay.</summary>
    private static string Mend(ReadOnlySpan<char> text)
    {
        // A few times as much as is kept, so that what is trimmed does not matter.
        Span<char> buffer = stackalloc char[4 * MaxLength];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + 2 > buffer.Length)
            {
                break;
            }

            if (rune.Value is >= ' ' and <= '~')
            {
                buffer[length++] = (char)rune.Value;
            }
            else if (IsBreak(rune))
            {
                if (Rune.IsWhiteSpace(rune) && length > 0 && buffer[length - 1] != ' ')
                {
                    buffer[length++] = ' ';
                }
            }
            else if (!SteersDirection(rune.Value))
            {
                length += rune.EncodeToUtf16(buffer[length..]);
            }
        }

        return Cut(((ReadOnlySpan<char>)buffer[..length]).Trim());
    }

    private static bool IsBreak(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Characters that turn the direction of what follows them, or a byte order mark.</summary>
    private static bool SteersDirection(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}
