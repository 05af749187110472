using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Writes times as Jira does: in the account's time zone, with milliseconds and an offset without a colon.</summary>
internal static class JiraDates
{
    public static string Text(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? time.ToUniversalTime() : TimeZoneInfo.ConvertTime(time, zone);
        var minutes = (int)local.Offset.TotalMinutes;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local.DateTime:yyyy-MM-ddTHH:mm:ss.fff}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");
    }
}
