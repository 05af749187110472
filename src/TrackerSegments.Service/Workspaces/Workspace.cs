using System.Diagnostics;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A backlog that is open: what its tracker holds, seen through its lenses.</summary>
internal sealed class Workspace
{
    /// <summary>Working out a backlog again that took longer than this is put off while it is still being read.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    /// <summary>While it is being read, at most a fifth of the time goes into working it out.</summary>
    private const int RestFactor = 4;

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Dictionary<string, WorkItem> items = new(StringComparer.Ordinal);
    private volatile WorkspaceSettings settings;
    private volatile LensDocuments current;
    private WorkspaceReading reading;
    private volatile bool isStale;
    private long restUntil;

    private Workspace(WorkspaceSettings settings, IItemWriter tracker, IEnumerable<WorkItem> items, WorkspaceReading reading, TimeProvider clock)
    {
        this.settings = settings;
        this.reading = reading;
        this.clock = clock;
        Tracker = tracker;
        foreach (var item in items)
        {
            this.items[IdOf(item)] = item;
        }

        current = Build();
    }

    /// <summary>What it is, apart from its items. Of a tracker, segments that were found are added as they turn up.</summary>
    public WorkspaceSettings Settings => settings;

    /// <summary>Where changes go.</summary>
    public IItemWriter Tracker { get; }

    /// <summary>The backlog as it is now, seen through the primary lens. What was taken stays as it is.</summary>
    public LensDocuments Current
    {
        get
        {
            if (isStale || current.Day != Today)
            {
                lock (gate)
                {
                    Refresh();
                    if (current.Day != Today)
                    {
                        // Another strategy may be in force from today on.
                        current = Through(current.Backlog);
                    }
                }
            }

            return current;
        }
    }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day (UTC) whose strategies hold.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <param name="settings">How to look at the items.</param>
    /// <param name="tracker">Where edits go.</param>
    /// <param name="items">The items as they are now.</param>
    /// <param name="reading">How the reading of them stands.</param>
    /// <param name="clock">The clock.</param>
    public static Workspace Of(
        WorkspaceSettings settings, IItemWriter tracker, IEnumerable<WorkItem> items, WorkspaceReading reading, TimeProvider clock) =>
        new(settings, tracker, items, reading, clock);

    /// <summary>Settings as they would be with what turned up here; those of the same workspace, wherever they come from.</summary>
    public WorkspaceSettings Extend(WorkspaceSettings other) => LensPlan.Extend(other, Current.Backlog.Epics, Reading.IsComplete);

    /// <summary>Takes over lenses as the store has them now.</summary>
    public void Take(WorkspaceSettings now)
    {
        lock (gate)
        {
            var next = settings with { Lenses = now.Lenses, Deleted = now.Deleted };
            if (next.IsSameAs(settings))
            {
                return;
            }

            settings = next;
            if (!isStale)
            {
                current = Through(current.Backlog);
            }
        }
    }

    /// <summary>How the reading of the items stands.</summary>
    public WorkspaceReading Reading
    {
        get
        {
            lock (gate)
            {
                return reading;
            }
        }
    }

    /// <summary>What the backlog would be with one epic changed; nothing is kept.</summary>
    public LensDocuments Predict(LensDocuments from, WorkItem changed) => Predict(from, [changed]);

    /// <summary>What the backlog would be with some epics changed; nothing is kept.</summary>
    public LensDocuments Predict(LensDocuments from, IReadOnlyList<WorkItem> changed) => new(from.Backlog.With(changed, AsOf()), [], from.Day);

    /// <summary>Takes over an epic as the tracker has it now.</summary>
    public LensDocuments Accept(WorkItem changed) => Accept([changed]);

    /// <summary>Takes over epics as the tracker has them now.</summary>
    public LensDocuments Accept(IReadOnlyList<WorkItem> changed)
    {
        lock (gate)
        {
            WorkItem[] newer = [.. changed.Where(IsNotOlder)];
            foreach (var item in newer)
            {
                items[IdOf(item)] = item;
            }

            if (isStale)
            {
                restUntil = 0;
                Refresh();
            }
            else
            {
                current = new(current.Backlog.With(newer, AsOf()), settings.Lenses, current.Day);
            }

            return current;
        }
    }

    /// <summary>Takes over what a reading of the tracker brought. It shows when the backlog is asked for next.</summary>
    public void Apply(IReadOnlyList<WorkItem> changed, IReadOnlyList<string> gone)
    {
        lock (gate)
        {
            foreach (var item in changed.Where(IsNotOlder))
            {
                isStale |= !items.TryGetValue(IdOf(item), out var known) || !ReferenceEquals(known, item);
                items[IdOf(item)] = item;
            }

            foreach (var id in gone)
            {
                isStale |= items.Remove(id);
            }
        }
    }

    /// <summary>Takes over how the reading of the tracker stands.</summary>
    public void Apply(WorkspaceReading now)
    {
        lock (gate)
        {
            if (now == reading)
            {
                return;
            }

            isStale |= now.IsComplete != reading.IsComplete;
            reading = now;
            if (!isStale)
            {
                current = new(current.Backlog.At(AsOf(), now.Findings), settings.Lenses, current.Day);
            }
        }
    }

    private static string IdOf(WorkItem item) => item.Id ?? item.Key;

    /// <summary>A write and a reading may bring the same item, and the one that comes last need not be the one that looked last.</summary>
    private bool IsNotOlder(WorkItem item) => !items.TryGetValue(IdOf(item), out var known) || !(item.Updated < known.Updated);

    private DateTimeOffset AsOf() => reading.AsOf ?? clock.GetUtcNow();

    private void Refresh()
    {
        if (!isStale || (!reading.IsComplete && Stopwatch.GetTimestamp() < restUntil))
        {
            return;
        }

        var start = Stopwatch.GetTimestamp();
        current = Build();
        isStale = false;
        var took = Stopwatch.GetElapsedTime(start);
        restUntil = took < Quick ? 0 : Stopwatch.GetTimestamp() + (RestFactor * (Stopwatch.GetTimestamp() - start));
    }

    private LensDocuments Build()
    {
        var policy = settings.ToPolicy();
        var backlog = Backlog.Build(items.Values);
        var efforts = RollUp.Compute(backlog, policy);
        settings = LensPlan.Extend(settings, efforts, reading.IsComplete);
        var (today, lens) = (Today, settings.Lens.ToLens());
        return new(
            OpenBacklog.Of(backlog, efforts, policy, lens, settings.Lens.StrategyOn(today, lens), reading.Findings, AsOf()), settings.Lenses, today);
    }

    private LensDocuments Through(OpenBacklog backlog)
    {
        var (today, lens) = (Today, settings.Lens.ToLens());
        return new(backlog.Through(lens, settings.Lens.StrategyOn(today, lens)), settings.Lenses, today);
    }
}

/// <summary>How the reading of a workspace's items stands.</summary>
/// <param name="AsOf">When the items were as they are here; null where that is now.</param>
/// <param name="IsComplete">Whether they are all here.</param>
/// <param name="Findings">What a person should know of the reading.</param>
internal sealed record WorkspaceReading(DateTimeOffset? AsOf, bool IsComplete, IReadOnlyList<Finding> Findings);
