using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>What came of the slots so far.</summary>
/// <param name="LastPosted">The report that was posted last; null where none was.</param>
/// <param name="LastAccepted">When a workflow last accepted one.</param>
/// <param name="Refusals">How many were refused one after the other, up to now; what a person sent by hand is not counted.</param>
/// <param name="LastText">What happened last, for a person.</param>
internal sealed record ReportHistory(AlignmentDocument? LastPosted, DateTimeOffset? LastAccepted, int Refusals, string? LastText)
{
    /// <summary>Whether it rests until a person changes something, because it was refused again and again.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The slots that are kept, and the alerts between them, the oldest first.</summary>
    public IReadOnlyList<SlotRecord> Slots { get; init; } = [];

    /// <summary>What the last of them is kept under; null where there is none.</summary>
    public string? LastKey { get; init; }

    /// <summary>The alert that is to be tried again; null where there is none.</summary>
    public StoredSlot? Waiting { get; init; }

    /// <summary>What a report is compared with: what was posted last, where that was seen through the same lens.</summary>
    public AlignmentDocument? Before(AlignmentReport report) =>
        string.Equals(LastPosted?.Lens.Key, report.Document.Lens.Key, StringComparison.Ordinal) ? LastPosted : null;
}

/// <summary>What alerts are kept under: after what was kept before them, and before the next slot.</summary>
internal static class AlertKey
{
    private const char Sign = '.';

    public static string After(string? last)
    {
        var parts = (last ?? "").Split(Sign);
        var number = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) + 1 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}{Sign}{number:00000}");
    }
}
