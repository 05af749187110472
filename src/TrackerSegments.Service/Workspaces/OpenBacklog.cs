using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The items of a workspace at one moment, with everything worked out about them. Immutable.</summary>
internal sealed class OpenBacklog
{
    private readonly Backlog tree;
    private readonly IReadOnlyList<EpicEffort> epics;
    private readonly Dictionary<string, int> places;
    private readonly IReadOnlyList<Finding> findings;
    private readonly EffortPolicy policy;

    private OpenBacklog(
        Backlog backlog,
        IReadOnlyList<EpicEffort> efforts,
        Dictionary<string, int> indexOf,
        EffortPolicy policy,
        IReadOnlyList<Finding> findings,
        AlignmentReport report)
    {
        tree = backlog;
        epics = efforts;
        places = indexOf;
        this.policy = policy;
        this.findings = findings;
        Report = report;
    }

    public AlignmentReport Report { get; }

    /// <param name="items">The items, in any order.</param>
    /// <param name="settings">How to look at them.</param>
    /// <param name="findings">What the reading found.</param>
    /// <param name="asOf">When they were read.</param>
    public static OpenBacklog Of(
        IEnumerable<WorkItem> items, WorkspaceSettings settings, IReadOnlyList<Finding> findings, DateTimeOffset asOf) =>
        Of(items, settings.Lens.ToLens(), settings.Lens.ToStrategy(), settings.Policy.ToPolicy(), findings, asOf);

    /// <summary>The epic with a key, as the lens sees it; null where no epic in scope has it.</summary>
    public TaggedEpic? Find(string key) => places.TryGetValue(key, out var index) ? Report.Epics[index] : null;

    /// <summary>The same with one epic changed.</summary>
    public OpenBacklog With(WorkItem changed, DateTimeOffset asOf)
    {
        var index = places[changed.Key];
        var before = epics[index].Item;
        if (before with { Fields = changed.Fields, Revision = changed.Revision, Updated = changed.Updated } != changed)
        {
            var items = tree.Items.Select(item => places.TryGetValue(item.Key, out var epic) ? epics[epic].Item : item)
                .Select(item => string.Equals(item.Key, changed.Key, StringComparison.Ordinal) ? changed : item);
            return Of(items, Report.Lens, Report.Strategy, policy, findings, asOf);
        }

        // Tags change no effort: the roll-up, by far the longest part, is still right.
        var next = epics.ToArray();
        next[index] = next[index] with { Item = changed };
        var report = AlignmentReport.Build(tree, next, policy, Report.Lens, Report.Strategy, asOf, findings);
        return new(tree, next, places, policy, findings, report);
    }

    private static OpenBacklog Of(
        IEnumerable<WorkItem> items,
        Lens lens,
        Strategy? strategy,
        EffortPolicy policy,
        IReadOnlyList<Finding> findings,
        DateTimeOffset asOf)
    {
        var backlog = Backlog.Build(items);
        var efforts = RollUp.Compute(backlog, policy);
        var indexOf = new Dictionary<string, int>(efforts.Count, StringComparer.Ordinal);
        for (var i = 0; i < efforts.Count; i++)
        {
            indexOf.Add(efforts[i].Item.Key, i);
        }

        var report = AlignmentReport.Build(backlog, efforts, policy, lens, strategy, asOf, findings);
        return new(backlog, efforts, indexOf, policy, findings, report);
    }
}
