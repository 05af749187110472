using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The items of a workspace at one moment, seen through one lens, with everything worked out about them. Immutable.</summary>
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

    /// <summary>All items, also those that are no epics or not in scope.</summary>
    public Backlog Items => tree;

    /// <summary>What effort means.</summary>
    public EffortPolicy Policy => policy;

    /// <param name="backlog">The items.</param>
    /// <param name="efforts">What <see cref="RollUp.Compute"/> gives for them.</param>
    /// <param name="policy">What effort means.</param>
    /// <param name="lens">The lens.</param>
    /// <param name="strategy">The strategy; null where there is none.</param>
    /// <param name="findings">What the reading found.</param>
    /// <param name="asOf">When they were read.</param>
    public static OpenBacklog Of(
        Backlog backlog,
        IReadOnlyList<EpicEffort> efforts,
        EffortPolicy policy,
        Lens lens,
        Strategy? strategy,
        IReadOnlyList<Finding> findings,
        DateTimeOffset asOf)
    {
        var indexOf = new Dictionary<string, int>(efforts.Count, StringComparer.Ordinal);
        for (var i = 0; i < efforts.Count; i++)
        {
            indexOf.Add(efforts[i].Item.Key, i);
        }

        var report = AlignmentReport.Build(backlog, efforts, policy, lens, strategy, asOf, findings);
        return new(backlog, efforts, indexOf, policy, findings, report);
    }

    /// <summary>The same seen through another lens, or by another strategy. What effort the epics have is worked out once for all lenses.</summary>
    public OpenBacklog Through(Lens lens, Strategy? strategy) => new(
        tree, epics, places, policy, findings, AlignmentReport.Build(tree, epics, policy, lens, strategy, Report.Document.AsOf, findings));

    /// <summary>The report over the epics of some status categories alone; those of all categories add up to the whole.</summary>
    public AlignmentReport Of(IReadOnlyCollection<StatusCategory> statuses) => AlignmentReport.Build(
        tree,
        [.. epics.Where(e => statuses.Contains(e.Item.StatusCategory))],
        policy with { Statuses = statuses },
        Report.Lens,
        Report.Strategy,
        Report.Document.AsOf,
        findings);

    /// <summary>The epics in scope with their effort.</summary>
    public IReadOnlyList<EpicEffort> Epics => epics;

    /// <summary>The epic with a key, as the lens sees it; null where no epic in scope has it.</summary>
    public TaggedEpic? Find(string key) => places.TryGetValue(key, out var index) ? Report.Epics[index] : null;

    /// <summary>The same with some epics changed; those that are not on the board are left out.</summary>
    public OpenBacklog With(IReadOnlyList<WorkItem> changed, DateTimeOffset asOf)
    {
        if (!changed.All(IsTagged))
        {
            var newer = changed.ToDictionary(item => item.Key, StringComparer.Ordinal);
            var backlog = Backlog.Build(tree.Items.Select(item =>
                newer.GetValueOrDefault(item.Key) ?? (places.TryGetValue(item.Key, out var epic) ? epics[epic].Item : item)));
            return Of(backlog, RollUp.Compute(backlog, policy), policy, Report.Lens, Report.Strategy, findings, asOf);
        }

        // Tags change no effort: the roll-up, by far the longest part, is still right.
        var next = epics.ToArray();
        foreach (var item in changed)
        {
            next[places[item.Key]] = next[places[item.Key]] with { Item = item };
        }

        return new(tree, next, places, policy, findings, ReportOf(next, asOf, findings));
    }

    /// <summary>The same items, read at another time and with other findings.</summary>
    public OpenBacklog At(DateTimeOffset asOf, IReadOnlyList<Finding> now) =>
        new(tree, epics, places, policy, now, ReportOf(epics, asOf, now));

    private AlignmentReport ReportOf(IReadOnlyList<EpicEffort> efforts, DateTimeOffset asOf, IReadOnlyList<Finding> now) =>
        AlignmentReport.Build(tree, efforts, policy, Report.Lens, Report.Strategy, asOf, now);

    /// <summary>Whether an item is an epic of the board that differs in its field values alone.</summary>
    private bool IsTagged(WorkItem item) =>
        places.TryGetValue(item.Key, out var index)
        && epics[index].Item with { Fields = item.Fields, Revision = item.Revision, Updated = item.Updated } == item;
}
