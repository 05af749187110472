namespace TrackerSegments.Service.Trackers.Files;

/// <summary>
/// The way Jira writes dates unless it is told otherwise: <c>21/Mar/24 3:05 PM</c>. Read by hand because exports hold
/// hundreds of thousands of them and the base library takes ten times as long.
/// </summary>
internal static class JiraDate
{
    private const int Century = 2000;
    private const int FirstYearOfLastCentury = 90;
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (!TakeNumber(ref text, '/', out var day) || text.Length < 4 || text[3] != '/')
        {
            return false;
        }

        var month = MonthOf(text);
        text = text[4..];
        if (month == 0 || !TakeNumber(ref text, ' ', out var year) || !TakeNumber(ref text, ':', out var hour) || !TakeNumber(ref text, ' ', out var minute)
            || text.Length != 2 || (text[1] | ' ') != 'm' || (text[0] | ' ') is not ('a' or 'p'))
        {
            return false;
        }

        year += year < FirstYearOfLastCentury ? Century : Century - 100;
        if (hour is < 1 or > 12 || minute > 59 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        hour = (hour % 12) + ((text[0] | ' ') == 'p' ? 12 : 0);
        value = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero);
        return true;
    }

    private static int MonthOf(ReadOnlySpan<char> text)
    {
        Span<char> name = [(char)(text[0] | ' '), (char)(text[1] | ' '), (char)(text[2] | ' ')];
        var at = Months.AsSpan().IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : 0;
    }

    /// <summary>Takes one or two digits and the character after them.</summary>
    private static bool TakeNumber(ref ReadOnlySpan<char> text, char end, out int number)
    {
        number = 0;
        var length = text.Length > 1 && text[1] == end ? 1 : 2;
        if (text.Length <= length || text[length] != end || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[length - 1]))
        {
            return false;
        }

        number = length == 1 ? text[0] - '0' : ((text[0] - '0') * 10) + text[1] - '0';
        text = text[(length + 1)..];
        return true;
    }
}
