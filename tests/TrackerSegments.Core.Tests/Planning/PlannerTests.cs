using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class PlannerTests
{
    private const int Most = 11;

    [Fact]
    public void The_plan_is_the_closest_and_of_those_the_best_ranked_as_trying_every_plan_shows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var plan = Choose(c);
            var (closest, ranks) = TryEverything(c);
            return plan is { IsClosest: true, IsBestRanked: true }
                && plan.Distance == closest
                && plan.Commit.Select(e => e.Key).SequenceEqual(ranks, StringComparer.Ordinal);
        }));

    [Fact]
    public void With_a_budget_too_small_the_plan_fits_and_its_bound_is_still_true() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var plan = Choose(c, budget: 1);
            return plan.AtLeast <= TryEverything(c).Closest && TryEverything(c).Closest <= plan.Distance
                && plan.Commit.Where(e => !e.IsFixed).All(_ => plan.Effort <= plan.Capacity)
                && plan.Distance == DistanceOf(c, plan.Commit);
        }));

    [Fact]
    public void What_comes_in_and_what_goes_out_is_the_difference_to_the_plan_before() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var committed = c.Ranked.Where((_, i) => i % 3 == 0).Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
            var plan = Planner.Choose(c.Ranked, c.Capacity, c.Strategy, committed, c.Aim);
            return committed.Except(plan.Out, StringComparer.Ordinal).Concat(plan.In).Order(StringComparer.Ordinal)
                .SequenceEqual(plan.Commit.Select(e => e.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }));

    [Fact]
    public void The_targets_come_before_the_rank_and_the_rank_before_the_rest()
    {
        PlanEpic[] ranked = [Epic("A-1", 5, 0), Epic("A-2", 5, 0), Epic("A-3", 5, 1), Epic("A-4", 5, 1)];

        var plan = Planner.Choose(ranked, Points(10), Strategy(50, 50));

        plan.Commit.Select(e => e.Key).ShouldBe(["A-1", "A-3"]);
        plan.In.ShouldBe(["A-3"]);
        plan.Out.ShouldBe(["A-2"]);
        plan.Sentence("points").ShouldBe("Commit to 2 epics, 10 of 10 points: the index goes from 50 to 100.");
    }

    [Fact]
    public void Within_the_bands_rank_decides()
    {
        PlanEpic[] ranked = [Epic("A-1", 54, 0), Epic("A-2", 50, 0), Epic("A-3", 46, 1), Epic("A-4", 50, 1)];

        Planner.Choose(ranked, Points(100), Strategy(50, 50)).Commit.Select(e => e.Key).ShouldBe(["A-2", "A-4"]);
        Planner.Choose(ranked, Points(100), Strategy(50, 50), aim: PlanAim.Bands).Commit.Select(e => e.Key).ShouldBe(["A-1", "A-3"]);
    }

    [Fact]
    public void Work_that_has_begun_stays_also_where_it_is_more_than_the_capacity()
    {
        PlanEpic[] ranked = [Epic("A-1", 5, 1), Epic("A-2", 30, 0) with { IsFixed = true }];

        var plan = Planner.Choose(ranked, Points(20), Strategy(50, 50));

        plan.Commit.ShouldHaveSingleItem().Key.ShouldBe("A-2");
        plan.Effort.ShouldBe(Points(30));
        plan.Distance.ShouldBe(30, "20 too much and 10 too little");
    }

    [Fact]
    public void Capacity_that_no_segment_needs_goes_to_the_highest_unassigned_epics()
    {
        PlanEpic[] ranked = [Epic("A-1", 4), Epic("A-2", 5, 0), Epic("A-3", 5, 1), Epic("A-4", 4)];

        Planner.Choose(ranked, Points(14), Strategy(50, 50)).Commit.Select(e => e.Key).ShouldBe(["A-1", "A-2", "A-3"]);
    }

    [Fact]
    public void Without_capacity_or_epics_nothing_is_committed()
    {
        Planner.Choose([Epic("A-1", 4, 0)], Effort.Zero, Strategy(50, 50)).ShouldSatisfyAllConditions(
            p => p.Commit.ShouldBeEmpty(), p => p.Distance.ShouldBe(0), p => p.After.State.ShouldBe(AlignmentState.NoEffort));
        Planner.Choose([], Points(10), Strategy(50, 50)).Distance.ShouldBe(10);
        Should.Throw<ArgumentOutOfRangeException>(() => Planner.Choose([], new(-1), Strategy(50, 50)));
    }

    private sealed record Case(PlanEpic[] Ranked, Effort Capacity, Strategy Strategy, PlanAim Aim);

    private static PlanEpic Epic(string key, decimal points, params int[] segments) => new(key, Points(points), SegmentSet.Equal(segments));

    private static Plan Choose(Case c, long budget = Planner.DefaultBudget) =>
        Planner.Choose(c.Ranked, c.Capacity, c.Strategy, aim: c.Aim, budget: budget);

    private static Gen<Case> Cases() =>
        from segments in Gen.Choose(2, 4)
        from count in Gen.Choose(0, Most)
        from epics in EpicOf(segments).ArrayOf(count)
        from capacity in Gen.Choose(0, 60)
        from owners in Gen.Choose(0, segments - 1).ArrayOf(10)
        from hasGap in Gen.Elements(false, false, true)
        from aim in Gen.Elements(PlanAim.Targets, PlanAim.Bands)
        let shares = Enumerable.Range(0, segments).Select(s => owners.Count(o => o == s)).ToArray()
        select new Case(
            [.. epics.Select((e, i) => e with { Key = $"A-{i:00}" })],
            Points(capacity),
            new([.. shares.Select(s => hasGap && s == 0 ? (SegmentTarget?)null : new SegmentTarget(s * 10m, 5m))]),
            aim);

    private static Gen<PlanEpic> EpicOf(int segments) =>
        from points in Gen.Choose(0, 13)
        from thirds in Gen.Elements(0, 0, 1)
        from tags in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Constant(1)), (2, Gen.Constant(2)))
        from order in Gen.Shuffle(Enumerable.Range(0, segments).ToArray())
        from isFixed in Gen.Elements(false, false, false, true)
        select new PlanEpic("?", new((points * 1_000L) + (thirds * 333)), SegmentSet.Equal(order.Take(tags)), isFixed);

    /// <summary>The smallest distance of any plan that fits, and of such plans the one that has the first epic on which they differ.</summary>
    private static (decimal Closest, string[] Ranks) TryEverything(Case c)
    {
        var free = Enumerable.Range(0, c.Ranked.Length).Where(i => !c.Ranked[i].IsFixed).ToArray();
        var begun = c.Ranked.Where(e => e.IsFixed).Sum(e => e.Effort.Thousandths);
        (decimal Closest, string[] Ranks)? best = null;
        for (var set = (1 << free.Length) - 1; set >= 0; set--)
        {
            var chosen = free.Where((_, i) => (set >> (free.Length - 1 - i) & 1) == 1).ToHashSet();
            var added = chosen.Sum(i => c.Ranked[i].Effort.Thousandths);
            if (added > 0 && begun + added > c.Capacity.Thousandths || added == 0 && chosen.Count > 0 && begun > c.Capacity.Thousandths)
            {
                continue;
            }

            PlanEpic[] plan = [.. c.Ranked.Where((e, i) => e.IsFixed || chosen.Contains(i))];
            var distance = DistanceOf(c, plan);
            if (best is null || distance < best.Value.Closest)
            {
                best = (distance, [.. plan.Select(e => e.Key)]);
            }
        }

        return best!.Value;
    }

    private static decimal DistanceOf(Case c, IReadOnlyList<PlanEpic> plan)
    {
        var split = Splitter.Split([.. plan.Select(e => new LensEpic(e.Effort, e.Segments))], c.Strategy.Targets.Count);
        return Enumerable.Range(0, split.Segments.Count).Sum(s =>
        {
            var (effort, target) = (split.Segments[s].Effort.Units, c.Strategy.Targets[s]);
            var tolerance = c.Aim == PlanAim.Bands ? target?.Tolerance ?? 1_000_000 : 0;
            var (low, high) = ((target?.Share ?? 0) - tolerance, (target?.Share ?? 0) + tolerance);
            return Math.Max(0, (low * c.Capacity.Units / 100) - effort) + Math.Max(0, effort - (high * c.Capacity.Units / 100));
        });
    }
}
