using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class MoveSetTests
{
    private const int Most = 14;

    [Fact]
    public void The_moves_are_the_fewest_and_of_those_the_least_effort_as_trying_every_set_shows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var found = MoveSets.Find(c.Planned, c.Pool, c.Strategy);
            return TryEverything(c) is { } best
                ? found is { Outcome: MoveOutcome.Found or MoveOutcome.AlreadyAligned, IsFewest: true, IsLeastEffort: true }
                    && (found.Moves.Count, found.Effort.Thousandths) == best
                    && found.After.State == AlignmentState.Aligned
                : found.Outcome == MoveOutcome.Impossible;
        }));

    [Fact]
    public void With_a_budget_too_small_the_answer_is_still_enough_and_its_bound_still_true() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var found = MoveSets.Find(c.Planned, c.Pool, c.Strategy, budget: 1);
            var best = TryEverything(c);
            return found.Outcome switch
            {
                MoveOutcome.Found or MoveOutcome.AlreadyAligned =>
                    found.After.State == AlignmentState.Aligned && found.AtLeast <= best!.Value.Moves && found.Moves.Count >= best.Value.Moves
                    && (!found.IsLeastEffort || found.Effort.Thousandths == best.Value.Effort),
                MoveOutcome.NotFound => best is null || found.AtLeast <= best.Value.Moves,
                _ => best is null,
            };
        }));

    [Fact]
    public void The_order_of_epics_does_not_matter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(Cases().ToArbitrary(), c =>
            MoveSets.Find(c.Planned, c.Pool, c.Strategy).Moves.SequenceEqual(
                MoveSets.Find([.. c.Planned.Reverse()], [.. c.Pool.Reverse()], c.Strategy).Moves)));

    [Fact]
    public void What_to_do_is_said_in_a_sentence()
    {
        PlanEpic[] planned = [Plan("SMB-1", 30, 0), Plan("ENT-12", 13, 1), Plan("ENT-2", 28, 1)];

        MoveSets.Find(planned, [], Strategy(50, 50)).Sentence("points").ShouldBe("Defer ENT-12 (13 points), and every segment is within its tolerance.");
        MoveSets.Find([planned[0], planned[2]], [], Strategy(50, 50)).Sentence("points").ShouldBe("Every segment is within its tolerance; nothing has to be moved.");
        MoveSets.Find(planned[1..], [], Strategy(50, 50)).Sentence("points")
            .ShouldBe("No deferring or pulling in of these epics brings every segment within its tolerance.");
        MoveSets.Find(planned[1..], [planned[0], Plan("SMB-9", 1, 0)], Strategy(50, 50)).Sentence("points")
            .ShouldBe("Defer ENT-12 (13 points) and pull in SMB-1 (30 points), and every segment is within its tolerance.");
    }

    [Fact]
    public void Work_that_has_begun_is_not_deferred()
    {
        PlanEpic[] planned = [Plan("SMB-1", 30, 0), Plan("ENT-12", 13, 1) with { IsFixed = true }, Plan("ENT-2", 28, 1)];

        MoveSets.Find(planned, [], Strategy(70, 30)).Moves.ShouldHaveSingleItem().Key.ShouldBe("ENT-2");
        MoveSets.Find([planned[0], planned[1], planned[2] with { IsFixed = true }], [], Strategy(70, 30)).Outcome.ShouldBe(MoveOutcome.Impossible);
    }

    [Fact]
    public void Nothing_planned_is_not_aligned_and_a_plan_is_never_emptied()
    {
        MoveSets.Find([], [], Strategy(50, 50)).Outcome.ShouldBe(MoveOutcome.Impossible);
        MoveSets.Find([Plan("ENT-1", 5, 1)], [], Strategy(100, 0)).Outcome.ShouldBe(MoveOutcome.Impossible);
    }

    [Fact]
    public void A_set_too_large_to_prove_says_between_which_numbers_it_is()
    {
        PlanEpic[] planned = [.. Enumerable.Range(0, 400).Select(i => Plan($"A-{i:000}", 1 + (i * 7 % 13), i % 5 == 0 ? 0 : i % 5 < 3 ? 1 : 2))];

        var found = MoveSets.Find(planned, [], Strategy(60, 20, 20), budget: 1_000);

        found.Outcome.ShouldBe(MoveOutcome.Found);
        found.After.State.ShouldBe(AlignmentState.Aligned);
        found.AtLeast.ShouldBeInRange(1, found.Moves.Count);
        found.IsLeastEffort.ShouldBeFalse();
        found.Sentence("points").Contains("There may be a set with fewer moves", StringComparison.Ordinal).ShouldBe(!found.IsFewest);
    }

    private sealed record Case(PlanEpic[] Planned, PlanEpic[] Pool, Strategy Strategy);

    private static PlanEpic Plan(string key, decimal points, params int[] segments) => new(key, Points(points), SegmentSet.Equal(segments));

    private static Gen<Case> Cases() =>
        from segments in Gen.Choose(2, 4)
        from count in Gen.Choose(0, Most)
        from epics in EpicOf(segments).ArrayOf(count)
        from pool in Gen.Choose(0, count)
        from owners in Gen.Choose(0, segments - 1).ArrayOf(10)
        from tolerance in Gen.Elements(0m, 2m, 5m, 10m)
        from hasGap in Gen.Elements(false, false, true)
        let numbered = epics.Select((e, i) => e with { Key = $"A-{i}" }).ToArray()
        let shares = Enumerable.Range(0, segments).Select(s => owners.Count(o => o == s)).ToArray()
        select new Case(
            numbered[pool..],
            numbered[..pool],
            new([.. shares.Select(s => hasGap && s == 0 ? (SegmentTarget?)null : new SegmentTarget(s * 10m, tolerance))]));

    private static Gen<PlanEpic> EpicOf(int segments) =>
        from points in Gen.Choose(0, 20)
        from thirds in Gen.Choose(0, 2)
        from tags in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Constant(1)), (2, Gen.Constant(2)))
        from order in Gen.Shuffle(Enumerable.Range(0, segments).ToArray())
        from isFixed in Gen.Elements(false, false, false, true)
        select new PlanEpic("?", new((points * 1_000L) + (thirds * 333)), SegmentSet.Equal(order.Take(tags)), isFixed);

    /// <summary>The fewest moves and the least effort of any set after which the plan is aligned.</summary>
    private static (int Moves, long Effort)? TryEverything(Case c)
    {
        var movable = c.Planned.Concat(c.Pool).Where(e => !e.IsFixed).ToArray();
        (int Moves, long Effort)? best = null;
        for (var set = 0; set < 1 << movable.Length; set++)
        {
            var moved = Enumerable.Range(0, movable.Length).Where(i => (set >> i & 1) == 1).Select(i => movable[i]).ToArray();
            var tried = (moved.Length, moved.Sum(e => e.Effort.Thousandths));
            if ((best is null || tried.CompareTo(best.Value) < 0) && IsAligned(c, moved))
            {
                best = tried;
            }
        }

        return best;
    }

    private static bool IsAligned(Case c, PlanEpic[] moved)
    {
        var plan = c.Planned.Except(moved).Concat(c.Pool.Intersect(moved));
        var split = Splitter.Split([.. plan.Select(e => new LensEpic(e.Effort, e.Segments))], c.Strategy.Targets.Count);
        return AlignmentCalculator.Assess(split, c.Strategy).State == AlignmentState.Aligned;
    }
}
