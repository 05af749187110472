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
            NamedOf(wish.When, ReportWhenNames.All, "when the report is posted"),
            Since: default,
            Host: "",
            AddressKey: "",
            executor)
        {
            Lens = wish.Lens,
            Audience = SchemeText.Line(wish.Audience, "Whom the report is for"),
            Panel = PanelOf(wish.Panel),
            Period = NamedOf(wish.Period, ReportPeriods.All, "over which time the report says what moved"),
            HasAlerts = wish.Alerts,
            IsPaused = wish.Paused,
        };
    }

    private static T NamedOf<T>(string? name, IReadOnlyList<(string Name, T Value)> all, string says) where T : struct =>
        name is null ? default : all.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal)) is { Name: not null } found
            ? found.Value
            : throw new UsageException($"\"{SchemeText.Short(name)}\" does not say {says}: it is {string.Join(", ", all.Select(known => known.Name))}.");

    /// <summary>Where readers open the panel; null where nothing is said.</summary>
    /// <exception cref="UsageException">It is no address that they could open.</exception>
    public static Uri? PanelOf(string? text)
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
