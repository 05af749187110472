namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Over which time a report says what moved.</summary>
internal enum ReportPeriod
{
    /// <summary>Since the report before.</summary>
    SinceLast,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,
}

/// <summary>What people and programs call these, and which day they begin.</summary>
internal static class ReportPeriods
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfQuarter = 3;

    public static IReadOnlyList<(string Name, ReportPeriod Value)> All { get; } =
        [("sinceLast", ReportPeriod.SinceLast), ("week", ReportPeriod.Week), ("month", ReportPeriod.Month), ("quarter", ReportPeriod.Quarter)];

    public static string Of(ReportPeriod period) => All.First(known => known.Value == period).Name;

    /// <summary>The day (UTC) whose figures are compared with; null where there is no report before.</summary>
    /// <param name="period">The period.</param>
    /// <param name="today">The day of the figures.</param>
    /// <param name="last">When the figures of the report before were worked out.</param>
    public static DateOnly? FirstDay(ReportPeriod period, DateOnly today, DateTimeOffset? last) => period switch
    {
        ReportPeriod.Week => today.AddDays(-DaysOfWeek),
        ReportPeriod.Month => today.AddMonths(-1),
        ReportPeriod.Quarter => today.AddMonths(-MonthsOfQuarter),
        _ => last is { } before ? DateOnly.FromDateTime(before.UtcDateTime) : null,
    };
}
