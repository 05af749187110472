using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>One start of the program on a store: takes up where the last one was, and can be dropped at any moment.</summary>
internal sealed class SyncRun : IDisposable
{
    private SyncRun(LiveTracker live) => Live = live;

    public LiveTracker Live { get; }

    public static ConnectionSettings Settings { get; } = new()
    {
        Tracker = "jira",
        Address = "https://made.example",
        SegmentField = Backlogs.Field,
        Projects = ["A", "B"],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SyncRun> OpenAsync(IDocumentStore store, IConnectedTracker tracker, TimeProvider? clock = null, SyncPace? pace = null) =>
        new(await LiveTracker.OpenAsync(
            store,
            "w",
            Settings,
            new() { Make = (_, _, _, _) => tracker, Pace = pace ?? new() },
            clock ?? new FixedClock(),
            NullLogger.Instance,
            Cancel));

    /// <summary>A whole start: open, read every scope once, stop.</summary>
    public static async Task OnceAsync(IDocumentStore store, IConnectedTracker tracker, SyncPace? pace = null)
    {
        using var run = await OpenAsync(store, tracker, pace: pace);
        await run.Live.Sync.RunOnceAsync(Cancel);
    }

    /// <summary>What the store holds, as a new start sees it.</summary>
    public static async Task<IReadOnlyList<string>> KeptAsync(IDocumentStore store)
    {
        using var copy = await TrackerCopy.OpenAsync(new(store, "w"), item => item.Type == "Epic", Cancel);
        return Texts(copy.Items);
    }

    /// <summary>What the tracker holds in some scopes.</summary>
    public static IReadOnlyList<string> There(MadeTracker tracker, params string[] scopes) =>
        Texts(scopes.SelectMany(tracker.In).DistinctBy(i => i.Id, StringComparer.Ordinal));

    public void Dispose() => Live.Dispose();

    private static IReadOnlyList<string> Texts(IEnumerable<WorkItem> items) =>
        [.. items.Select(i => $"{i.Id} {i.Key} below {i.ParentKey ?? "-"} {i.Estimate} [{string.Join(", ", i.ValuesOf(Backlogs.Field))}] {i.Revision}")
            .Order(StringComparer.Ordinal)];
}
