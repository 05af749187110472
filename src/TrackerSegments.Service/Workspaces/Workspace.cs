using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A backlog that is open: what its tracker holds, seen through its lens.</summary>
internal sealed class Workspace
{
    private readonly TimeProvider clock;
    private volatile LensDocuments current;

    private Workspace(WorkspaceSettings settings, ITracker tracker, OpenBacklog backlog, TimeProvider clock)
    {
        Settings = settings;
        Tracker = tracker;
        this.clock = clock;
        current = new(backlog);
    }

    public WorkspaceSettings Settings { get; }

    public ITracker Tracker { get; }

    /// <summary>The backlog as it is now. What was taken stays as it is.</summary>
    public LensDocuments Current => current;

    /// <summary>Reads everything the tracker holds.</summary>
    public static async Task<Workspace> LoadAsync(
        WorkspaceSettings settings,
        ITracker tracker,
        IReadOnlyList<Finding> findings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        List<WorkItem> items = [];
        await foreach (var page in tracker.ReadAsync(new(tracker.Scopes[0]), cancellationToken))
        {
            items.AddRange(page.Items);
        }

        return new(settings, tracker, OpenBacklog.Of(items, settings, findings, clock.GetUtcNow()), clock);
    }

    /// <summary>What the backlog would be with one epic changed; nothing is kept.</summary>
    public LensDocuments Predict(LensDocuments from, WorkItem changed) => new(from.Backlog.With(changed, clock.GetUtcNow()));

    /// <summary>Takes over an epic as the tracker has it now. One caller at a time.</summary>
    public LensDocuments Accept(WorkItem changed)
    {
        var next = new LensDocuments(current.Backlog.With(changed, clock.GetUtcNow()));
        current = next;
        return next;
    }
}
