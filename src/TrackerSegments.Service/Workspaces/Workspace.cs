using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A backlog that is open: what its tracker holds, seen through its lens.</summary>
internal sealed class Workspace
{
    private readonly TimeProvider clock;
    private volatile View view;

    private Workspace(WorkspaceSettings settings, ITracker tracker, Snapshot snapshot, TimeProvider clock)
    {
        Settings = settings;
        Tracker = tracker;
        this.clock = clock;
        view = new(snapshot);
    }

    public WorkspaceSettings Settings { get; }

    public ITracker Tracker { get; }

    /// <summary>The latest view. One that was taken stays as it is.</summary>
    public View View => view;

    /// <summary>Reads everything the tracker holds.</summary>
    public static async Task<Workspace> LoadAsync(
        WorkspaceSettings settings,
        ITracker tracker,
        IReadOnlyList<Finding> findings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        List<WorkItem> items = [];
        await foreach (var page in tracker.ReadAsync(null, cancellationToken))
        {
            items.AddRange(page.Items);
        }

        return new(settings, tracker, Snapshot.Of(items, settings, findings, clock.GetUtcNow()), clock);
    }

    /// <summary>What the view would be with one epic changed; nothing is kept.</summary>
    public View Predict(View from, WorkItem changed) => new(from.Snapshot.With(changed, clock.GetUtcNow()));

    /// <summary>Takes over an epic as the tracker has it now. One caller at a time.</summary>
    public View Accept(WorkItem changed)
    {
        var next = new View(view.Snapshot.With(changed, clock.GetUtcNow()));
        view = next;
        return next;
    }
}
