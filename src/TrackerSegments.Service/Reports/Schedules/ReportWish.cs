using System.Globalization;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The report that whoever starts the service wants to be posted.</summary>
/// <param name="Text">Its times as they were given.</param>
/// <param name="Times">Its times.</param>
/// <param name="When">Whether each time.</param>
/// <param name="Address">Where it is posted.</param>
/// <param name="Guard">Which hosts may be called.</param>
internal sealed record ReportWish(string Text, ReportTimes Times, ReportWhen When, WorkflowAddress Address, OutboundGuard Guard)
{
    private const string Form = "days, a time and a time zone, like \"mon,thu 09:00 Europe/Berlin\"";

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Whom it is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Where its readers open the panel; null for no link.</summary>
    public Uri? Panel { get; init; }

    /// <exception cref="UsageException">The text names no times; the message says what it should be like.</exception>
    public static ReportTimes ParseTimes(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var time, var zone])
        {
            throw new UsageException($"--report {text} is not understood: write {Form}.");
        }

        var found = days.Split(',').Select(day => Array.FindIndex(Days, known => string.Equals(known, day.Trim(), StringComparison.OrdinalIgnoreCase))).ToArray();
        if (Array.Exists(found, day => day < 0))
        {
            throw new UsageException($"--report {text} names days that are none. Days are {string.Join(", ", Days)}; write {Form}.");
        }

        return !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? throw new UsageException($"--report {text} names no time: {time} is none. Write {Form}.")
            : !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var place)
                ? throw new UsageException($"--report {text} names a time zone that is not known here: {zone}. Zones are called like Europe/Berlin or Etc/UTC.")
                : new([.. found.Distinct().Select(day => (DayOfWeek)day)], at, place);
    }
}
