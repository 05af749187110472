using System.Globalization;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.History;

/// <summary>How long the epics of a snapshot are kept. The figures without epics, which a trend is made of, stay.</summary>
/// <param name="DailyMonths">For so many months every day is kept, then the last day of each week (Monday to Sunday).</param>
internal sealed record SnapshotRetention(int DailyMonths = 13)
{
    public const string Variable = "TRACKERSEGMENTS_DAILY_SNAPSHOTS";

    private const int MaxMonths = 120;

    /// <exception cref="UsageException">The setting is no number of months.</exception>
    public static SnapshotRetention Of(Func<string, string?> environment)
    {
        if (environment(Variable) is not { Length: > 0 } text)
        {
            return new();
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= MaxMonths
            ? new(months)
            : throw new UsageException($"{Variable} says for how many months every day's snapshot is kept: a whole number from 1 to {MaxMonths}.");
    }

    /// <summary>Those that are kept no longer.</summary>
    /// <param name="heads">What there is, the earliest first.</param>
    /// <param name="today">The day (UTC).</param>
    public IReadOnlyList<SnapshotHead> Outdated(IReadOnlyList<SnapshotHead> heads, DateOnly today)
    {
        var daily = today.AddMonths(-DailyMonths);
        return [.. heads.Where(h => h.Day < daily && !h.IsNewer)
            .GroupBy(h => Monday(h.Day))
            .SelectMany(week => week.OrderByDescending(h => h.Day).Skip(heads.Any(h => h.Day >= daily && Monday(h.Day) == week.Key) ? 0 : 1))
            .OrderBy(h => h.Day)];
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
