using System.Globalization;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Times as people write them.</summary>
internal static class ReportTimesText
{
    public const string TimeForm = "HH:mm";

    private const int MaxShown = 40;

    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static string NameOf(DayOfWeek day) => Names[(int)day];

    /// <param name="days">The days, as mon or thu.</param>
    /// <param name="time">The time, as 09:00.</param>
    /// <param name="zone">The zone's IANA name.</param>
    /// <param name="subject">What names them, for sentences.</param>
    /// <exception cref="UsageException">They are no times; the message says what they should be like.</exception>
    public static ReportTimes Parse(IReadOnlyCollection<string> days, string time, string zone, string subject)
    {
        var found = days.Select(day => Array.FindIndex(Names, known => string.Equals(known, day.Trim(), StringComparison.OrdinalIgnoreCase))).Distinct().ToArray();
        if (found.Length == 0 || Array.Exists(found, day => day < 0))
        {
            throw new UsageException($"{subject} names days that are none. Days are {string.Join(", ", Names)}.");
        }

        return !TimeOnly.TryParseExact(time, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? throw new UsageException($"{subject} names no time: {Short(time)} is none. Write it like 09:00.")
            : !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var place)
                ? throw new UsageException($"{subject} names a time zone that is not known here: {Short(zone)}. Zones are called like Europe/Berlin or Etc/UTC.")
                : new([.. found.Order().Select(day => (DayOfWeek)day)], at, place);
    }

    private static string Short(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}…";
}
