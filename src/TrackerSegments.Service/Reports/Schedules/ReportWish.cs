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

        return ReportTimesText.Parse(days.Split(','), time, zone, $"--report {text}");
    }
}
