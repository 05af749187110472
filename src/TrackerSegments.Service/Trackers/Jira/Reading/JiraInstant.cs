using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>The way Jira's interface writes instants: <c>2026-11-21T12:00:00.000+0100</c>.</summary>
internal static class JiraInstant
{
    private const int Length = 28;

    public static DateTimeOffset? Of(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String } value || JiraText.String(value) is not { Length: > 0 } text)
        {
            return null;
        }

        return TryRead(text, out var instant) || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            ? instant
            : null;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length != Length || text[10] != 'T' || text[19] != '.' || text[23] is not ('+' or '-')
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)
            || !Number(text[20..23], out var thousandths) || !Number(text[24..26], out var hours) || !Number(text[26..28], out var minutes)
            || year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59 || hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        instant = new(year, month, day, hour, minute, second, thousandths, text[23] == '-' ? -offset : offset);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
