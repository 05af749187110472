using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.History;

/// <summary>One lens of a workspace at one moment, with all that figures over time and advice are made of.</summary>
/// <param name="Backlog">The items as the lens sees them.</param>
/// <param name="TakenAt">When the items were as they are here.</param>
/// <param name="IsComplete">Whether they are all here.</param>
/// <param name="Units">What one unit of each tracker counts; empty where there is one tracker.</param>
/// <param name="Strategies">The strategies over time; null where each snapshot is judged by the strategy that it was taken with.</param>
internal sealed record LensState(OpenBacklog Backlog, DateTimeOffset TakenAt, bool IsComplete, string Units, StrategyTimeline? Strategies)
{
    public AlignmentReport Report => Backlog.Report;

    public Lens Lens => Report.Lens;

    public LensView View => new(Lens, Report.Epics);

    /// <summary>In a lens of stakeholders, what epics do to them.</summary>
    public IReadOnlyList<Stance> Stances { get; init; } = [];

    /// <summary>How conflicts of stakeholders were settled.</summary>
    public IReadOnlyList<Reconciliation> Notes { get; init; } = [];

    /// <summary>In a lens of stakeholders, the epics that help one and harm another, the largest effort first; none in any other.</summary>
    public IReadOnlyList<StakeholderConflict> Conflicts => Lens.Kind == LensKind.Stakeholder ? StakeholderConflicts.Find(View, Stances, Notes) : [];

    public string Unit => Report.Document.Unit;

    /// <summary>The day (UTC) the figures count for.</summary>
    public DateOnly Day => DateOnly.FromDateTime(TakenAt.UtcDateTime);

    /// <summary>Whether a snapshot of it could be compared with any other: all is read, and efforts can be added.</summary>
    public bool CanBeKept => IsComplete && Backlog.Policy.UnitConflict is null;

    private int? StrategyVersion => Strategies?.InForceOn(Day)?.Version;

    /// <summary>The figures without the epics.</summary>
    public SnapshotSummary ToSummary() =>
        new(TakenAt, Lens, SnapshotPolicy.Of(Backlog.Policy, Units), Report.Split, Report.Strategy, StrategyVersion);

    public Snapshot ToSnapshot()
    {
        var snapshot = Snapshot.Take(Report, Backlog.Items, Backlog.Policy, StrategyVersion, Units);
        return snapshot with { Summary = snapshot.Summary with { TakenAt = TakenAt } };
    }
}
