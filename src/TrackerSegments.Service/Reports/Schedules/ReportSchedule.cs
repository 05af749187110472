using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Whether a report is worth a post.</summary>
internal enum ReportWhen
{
    /// <summary>At every slot.</summary>
    Always,

    /// <summary>Where the figures are other than in the post before.</summary>
    Changed,

    /// <summary>Where a segment changed its state since the post before, or the index fell by 10 or more.</summary>
    Drifted,
}

/// <summary>What people and programs call these.</summary>
internal static class ReportWhenNames
{
    public static IReadOnlyList<(string Name, ReportWhen Value)> All { get; } =
        [("always", ReportWhen.Always), ("changed", ReportWhen.Changed), ("drifted", ReportWhen.Drifted)];

    public static string Of(ReportWhen when) => All.First(known => known.Value == when).Name;
}

/// <summary>A report that is posted again and again.</summary>
/// <param name="Id">What it is kept under.</param>
/// <param name="Times">When.</param>
/// <param name="When">Whether each time.</param>
/// <param name="Since">Since when it is so: slots before are nobody's, and failures before are forgiven.</param>
internal sealed record ReportSchedule(string Id, ReportTimes Times, ReportWhen When, DateTimeOffset Since)
{
    public bool IsPaused { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Over which time it says what moved.</summary>
    public ReportPeriod Period { get; init; }

    /// <summary>Whether its readers are told between its slots that a segment changed its state.</summary>
    public bool HasAlerts { get; init; }

    /// <summary>What its card says beside figures, and where it leads to.</summary>
    public CardContext Links { get; init; } = new();
}
