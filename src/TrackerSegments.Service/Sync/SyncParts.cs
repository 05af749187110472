using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>What keeping in step needs.</summary>
internal sealed record SyncParts(
    IConnectedTracker Tracker,
    ConnectionSettings Settings,
    TrackerCopy Copy,
    SyncStates States,
    Inbox Inbox,
    TimeProvider Clock);

/// <summary>How often the tracker is asked.</summary>
internal sealed record SyncPace
{
    /// <summary>How long after one reading of what changed the next one begins. Default: one minute.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is compared which items there are. Default: once a day.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After how many pages of one scope a piece of work ends. Default: at the end of the scope: others are read at the same time, and to begin again may cost a search of all ids.</summary>
    public int PagesAtOnce { get; init; } = int.MaxValue;

    /// <summary>How long a process that keeps nothing has a scope for itself. Default: five minutes, more than any single page takes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>A hash over everything that decides what is read of an item.</summary>
internal static class ConnectionStamp
{
    /// <summary>Counts up when reading gives other items for the same answers of a tracker.</summary>
    private const int ReaderVersion = 1;

    public static string Of(ConnectionSettings settings, ConnectionReport report) => DocumentKey.Hash(string.Join(
        '\n',
        [
            ReaderVersion.ToString(CultureInfo.InvariantCulture),
            settings.SegmentField,
            settings.EffortField ?? "",
            Names.Of(settings.Measure),
            settings.Query ?? "",
            .. settings.EpicTypes.Order(StringComparer.OrdinalIgnoreCase),
            "fields",
            .. report.Fields.Select(f => $"{f.Role} {f.Id}"),
        ]));
}
