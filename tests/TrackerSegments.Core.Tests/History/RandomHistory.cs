using FsCheck;
using FsCheck.Fluent;

namespace TrackerSegments.Core.Tests;

/// <summary>Random pairs of snapshots: the same epics before and after anything that can happen to them.</summary>
internal static class RandomHistory
{
    private static readonly string[] Names = ["A", "B", "C", "D"];

    /// <summary>One epic's fate: its state, effort and tags before and after; null where it is not in the backlog.</summary>
    public sealed record Fate(WorkItem? Before, WorkItem? After);

    /// <summary>A pair of snapshots with what they were made of.</summary>
    public sealed record History(Snapshot Before, Snapshot After);

    public static Arbitrary<History> Pairs() =>
        (from fates in FateOf().ListOf()
         from before in LensOf()
         from after in Gen.Frequency((2, Gen.Constant(before)), (3, LensOf()))
         from policies in Gen.Two(PolicyOf())
         from isSamePolicy in Gen.Elements(true, true, false)
         let numbered = fates.Select((f, i) => Numbered(f, i)).ToArray()
         select new History(
             Take(numbered.Select(f => f.Before), before, policies.Item1),
             Take(numbered.Select(f => f.After), after, isSamePolicy ? policies.Item1 : policies.Item2))).ToArbitrary();

    public static Snapshot Take(IEnumerable<WorkItem?> items, Lens lens, EffortPolicy policy, Strategy? strategy = null, DateTimeOffset? asOf = null)
    {
        var backlog = Backlog.Build(items.OfType<WorkItem>());
        return Snapshot.Take(AlignmentReport.Build(backlog, policy, lens, strategy, asOf ?? Backlogs.AsOf), backlog, policy);
    }

    private static Fate Numbered(Fate fate, int number) => new(Keyed(fate.Before, number), Keyed(fate.After, number));

    /// <summary>Every fifth epic is in another project afterwards: its key changes and its id does not.</summary>
    private static WorkItem? Keyed(WorkItem? item, int number) => item is null ? null
        : item with { Key = $"{(item.Revision == "2" && number % 5 == 0 ? "Z" : "A")}-{number}", Id = $"{10_000 + number}" };

    private static Gen<Fate> FateOf() =>
        from before in ItemOf("1")
        from after in ItemOf("2")
        from fate in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Constant(1)), (2, Gen.Constant(2)), (4, Gen.Constant(3)))
        select fate switch
        {
            0 => new Fate(null, after),
            1 => new Fate(before, null),
            2 => new Fate(before, before with { Revision = "2" }),
            _ => new Fate(before, after),
        };

    private static Gen<WorkItem> ItemOf(string revision) =>
        from effort in Gen.Frequency((1, Gen.Constant((long?)null)), (1, Gen.Constant((long?)0)), (8, Gen.Choose(1, 50_000).Select(t => (long?)t)))
        from tags in Gen.SubListOf(Names.Append("Unknown"))
        from status in Gen.Elements(StatusCategory.ToDo, StatusCategory.InProgress, StatusCategory.Done, StatusCategory.Removed)
        select Backlogs.Epic("?", null, [.. tags]) with
        {
            Estimate = effort is { } e ? new Effort(e) : null,
            StatusCategory = status,
            Revision = revision,
        };

    /// <summary>Which segments there are, in which order, and which of them claims the values of another.</summary>
    private static Gen<Lens> LensOf() =>
        from order in Gen.Shuffle(Names)
        from count in Gen.Choose(1, Names.Length)
        from isMerged in Gen.Elements(true, false)
        select new Lens("Size", Backlogs.Field, LensBuilder.Segments(order.Take(count).Select((name, i) =>
            (name, (IReadOnlyList<string>)(isMerged && i == 0 ? [name, .. order.Skip(count)] : [name])))));

    private static Gen<EffortPolicy> PolicyOf() =>
        from isOpenOnly in Gen.Elements(true, false)
        from measure in Gen.Elements(Measure.StoryPoints, Measure.RemainingEstimate, Measure.Count)
        select new EffortPolicy { Measure = measure, Statuses = isOpenOnly ? [StatusCategory.ToDo, StatusCategory.InProgress] : null };
}
