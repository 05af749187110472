using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>Reads the dates of a query; wall-clock dates are in the account's time zone.</summary>
internal static class JqlDates
{
    private static readonly string[] Formats = ["yyyy-M-d HH:mm", "yyyy/M/d HH:mm", "yyyy-M-d", "yyyy/M/d"];

    public static DateTimeOffset? Parse(JqlOperand operand, TimeZoneInfo zone, DateTimeOffset now) =>
        operand.IsFunction ? Function(operand, zone, now) : Relative(operand.Text, now) ?? Absolute(operand.Text, zone);

    private static DateTimeOffset? Function(JqlOperand operand, TimeZoneInfo zone, DateTimeOffset now) => operand.Text.ToUpperInvariant() switch
    {
        "NOW" => now,
        "STARTOFDAY" => StartOfDay(zone, now) + Shift(operand.Arguments),
        _ => throw new JqlException($"Unable to find JQL function '{operand.Text}({string.Join(", ", operand.Arguments!)})'."),
    };

    private static TimeSpan Shift(IReadOnlyList<string>? arguments) =>
        arguments is [var by] && Duration(by) is { } shift ? shift : TimeSpan.Zero;

    private static DateTimeOffset StartOfDay(TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return new(local.Date, zone.GetUtcOffset(local.Date));
    }

    private static DateTimeOffset? Relative(string text, DateTimeOffset now) => Duration(text) is { } shift ? now + shift : null;

    private static TimeSpan? Duration(string text)
    {
        var total = TimeSpan.Zero;
        var parts = text.TrimStart('-', '+').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            if (!int.TryParse(part.AsSpan(0, part.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || Unit(part[^1]) is not { } unit)
            {
                return null;
            }

            total += count * unit;
        }

        return parts.Length == 0 ? null : text.StartsWith('-') ? -total : total;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };

    private static DateTimeOffset? Absolute(string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new(local, zone.GetUtcOffset(local));
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }
}
