using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Schemes;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Makes a schedule of a wish, or says in a sentence why that cannot be.</summary>
internal static class ScheduleCheck
{
    private const int MaxIdLength = 40;
    private const int MaxAddressLength = 500;

    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The schedule without where it is posted.</summary>
    /// <exception cref="UsageException">Times, the panel's address or when it is posted cannot be used.</exception>
    /// <exception cref="SchemeException">A text cannot be used.</exception>
    public static KeptSchedule Of(string id, ScheduleWish wish, ReportExecutor executor)
    {
        var times = ReportTimesText.Parse(wish.Days, wish.Time, wish.Zone, "The report");
        return new(
            id,
            SchemeText.Line(wish.Name, "The report's name") ?? throw new UsageException("The report has no name. Give it one."),
            [.. times.Days.Select(ReportTimesText.NameOf)],
            wish.Time,
            wish.Zone,
            WhenOf(wish.When),
            Since: default,
            Host: "",
            AddressKey: "",
            executor)
        {
            Lens = wish.Lens,
            Audience = SchemeText.Line(wish.Audience, "Whom the report is for"),
            Panel = PanelOf(wish.Panel),
            IsPaused = wish.Paused,
        };
    }

    private static ReportWhen WhenOf(string? when)
    {
        if (when is null)
        {
            return ReportWhen.Always;
        }

        foreach (var (name, value) in ReportWhenNames.All)
        {
            if (string.Equals(name, when, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new UsageException($"\"{SchemeText.Short(when)}\" does not say when the report is posted: it is {string.Join(", ", ReportWhenNames.All.Select(w => w.Name))}.");
    }

    private static Uri? PanelOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // A workflow's address that was entered in the wrong place would stand in the channel for all to use.
        return text.Length <= MaxAddressLength && Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", UserInfo: "" }
            && !address.Query.Contains("sig=", StringComparison.OrdinalIgnoreCase)
            ? address
            : throw new UsageException("The panel's address is none that readers could open. Write it like https://segments.example.com.");
    }
}
