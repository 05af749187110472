using System.Globalization;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>When a report is due: on days of the week, at a time of a zone.</summary>
/// <param name="Days">The days; at least one.</param>
/// <param name="At">The time of the day.</param>
/// <param name="Zone">Whose time it is.</param>
internal sealed record ReportTimes(IReadOnlyCollection<DayOfWeek> Days, TimeOnly At, TimeZoneInfo Zone)
{
    private const int DaysInWeek = 7;

    /// <summary>The first slot after a moment.</summary>
    public ReportSlot Next(DateTimeOffset after) => Slots(after, 1).First(slot => slot.At > after);

    /// <summary>The last slot at a moment or before it.</summary>
    public ReportSlot Last(DateTimeOffset at) => Slots(at, -1).First(slot => slot.At <= at);

    /// <summary>The slots around a moment, day by day in one direction; one day earlier and two weeks on, whatever the zone does with its clocks.</summary>
    private IEnumerable<ReportSlot> Slots(DateTimeOffset around, int direction)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(around, Zone).DateTime);
        return Enumerable.Range(-1, (2 * DaysInWeek) + 1)
            .Select(days => today.AddDays(direction * days))
            .Where(day => Days.Contains(day.DayOfWeek))
            .Select(day => new ReportSlot(day.ToDateTime(At), Moment(day.ToDateTime(At))));
    }

    /// <summary>A time that a clock skips is the first one after the gap; one that it shows twice is the first of the two.</summary>
    private DateTimeOffset Moment(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

/// <summary>One time at which a report is due.</summary>
/// <param name="Local">What a clock in the zone is meant to show, whether it does or not.</param>
/// <param name="At">The moment.</param>
internal readonly record struct ReportSlot(DateTime Local, DateTimeOffset At)
{
    /// <summary>The same for the same slot, in the order of time.</summary>
    public string Key => Local.ToString("yyyy-MM-dd'T'HHmm", CultureInfo.InvariantCulture);
}
