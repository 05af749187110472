using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>A segment that stands elsewhere than what was last told says.</summary>
/// <param name="Place">Its place in the document.</param>
/// <param name="From">Its state as it was told: under, on, over, noTarget or cannotTell.</param>
/// <param name="To">Its state now.</param>
internal sealed record DriftChange(int Place, string From, string To);

/// <summary>What changed against what readers of a report were told last, by the report or by an alert after it.</summary>
internal static class DriftChanges
{
    private const string CannotTell = "cannotTell";

    /// <summary>
    /// The segments whose state is another one than was told. One that an alert told of today is left out until tomorrow, so that a state
    /// that goes back and forth is told once a day. Nothing is compared with figures that were counted otherwise.
    /// </summary>
    /// <param name="history">What was told.</param>
    /// <param name="now">How it stands.</param>
    /// <param name="today">The day in the report's zone.</param>
    /// <param name="zone">The report's zone.</param>
    public static IReadOnlyList<DriftChange> Find(ReportHistory history, AlignmentDocument now, DateOnly today, TimeZoneInfo zone)
    {
        if (history.LastPosted is not { } posted || posted.Lens.Key != now.Lens.Key || posted.Measure != now.Measure)
        {
            return [];
        }

        var told = posted.Segments.ToDictionary(s => s.Key, StateOf, StringComparer.Ordinal);
        HashSet<string> toldToday = new(StringComparer.Ordinal);
        var alerts = history.Slots.Where(s => s is { Told: not null, IsSkipped: false, NextTry: null });
        foreach (var alert in alerts.Where(s => string.Equals(s.Told!.Lens, now.Lens.Key, StringComparison.Ordinal)))
        {
            foreach (var key in alert.Told!.States.Keys.Where(_ => DayOf(alert.Claimed, zone) == today))
            {
                toldToday.Add(key);
            }
        }

        foreach (var (key, state) in alerts.Where(s => IsAfterReport(s, history)).SelectMany(s => s.Told!.States))
        {
            told[key] = state;
        }

        return
        [
            .. now.Segments.Index()
                .Where(s => !toldToday.Contains(s.Item.Key))
                .Select(s => (s.Index, From: told.GetValueOrDefault(s.Item.Key), To: StateOf(s.Item)))
                .Where(s => s is { From: not null, To: not null } && !string.Equals(s.From, s.To, StringComparison.Ordinal))
                .Select(s => new DriftChange(s.Index, s.From!, s.To!)),
        ];
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static string? StateOf(SegmentPart segment) => segment is { State: not null, Certain: false } ? CannotTell : segment.State;

    /// <summary>Slots stand in the order of time, so that a report makes what alerts told before it old.</summary>
    private static bool IsAfterReport(SlotRecord alert, ReportHistory history) =>
        history.Slots.SkipWhile(s => !ReferenceEquals(s, alert)).All(s => s.Posted is null);
}
