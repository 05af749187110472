using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class RollUpTests
{
    [Theory]
    [InlineData(RollUpRule.ChildrenElseOwn, null, null, null)]
    [InlineData(RollUpRule.ChildrenElseOwn, 5.0, null, 5.0)]
    [InlineData(RollUpRule.ChildrenElseOwn, 5.0, 0.0, 0.0)]
    [InlineData(RollUpRule.ChildrenElseOwn, 5.0, 3.0, 3.0)]
    [InlineData(RollUpRule.ChildrenElseOwn, null, 3.0, 3.0)]
    [InlineData(RollUpRule.Own, 5.0, 3.0, 5.0)]
    [InlineData(RollUpRule.Own, null, 3.0, null)]
    [InlineData(RollUpRule.Children, 5.0, 3.0, 3.0)]
    [InlineData(RollUpRule.Children, 5.0, null, null)]
    [InlineData(RollUpRule.Larger, 5.0, 3.0, 5.0)]
    [InlineData(RollUpRule.Larger, 5.0, 8.0, 8.0)]
    [InlineData(RollUpRule.Larger, null, 3.0, 3.0)]
    [InlineData(RollUpRule.Larger, 5.0, null, 5.0)]
    public void An_epic_gets_its_effort_by_the_rule(RollUpRule rule, double? own, double? child, double? expected)
    {
        var efforts = Compute([Epic("A-1", (decimal?)own), Story("A-2", "A-1", (decimal?)child)], new() { RollUp = rule });

        efforts.ShouldHaveSingleItem().Effort.ShouldBe(expected is { } e ? Points((decimal)e) : null);
    }

    [Fact]
    public void A_feature_with_points_and_estimated_stories_counts_its_stories_only()
    {
        WorkItem[] items =
        [
            Epic("A-1", 100),
            Story("A-2", "A-1", 20), Story("A-3", "A-2", 3), Story("A-4", "A-2", 2),
            Story("A-5", "A-1", 8), Story("A-6", "A-5"),
        ];

        EffortOf("A-1", items).ShouldBe(Points(3 + 2 + 8));
    }

    [Fact]
    public void Larger_is_applied_at_every_level()
    {
        WorkItem[] items = [Epic("A-1", 10), Story("A-2", "A-1", 9), Story("A-3", "A-2", 4), Story("A-4", "A-1", 2)];

        EffortOf("A-1", items, new() { RollUp = RollUpRule.Larger }).ShouldBe(Points(11));
    }

    [Fact]
    public void Children_ignores_the_epics_own_estimate_but_not_that_of_a_feature_without_estimated_stories()
    {
        WorkItem[] items = [Epic("A-1", 50), Story("A-2", "A-1", 9), Story("A-3", "A-2")];

        EffortOf("A-1", items, new() { RollUp = RollUpRule.Children }).ShouldBe(Points(9));
    }

    [Theory]
    [InlineData("Won't Do")]
    [InlineData("won't fix")]
    [InlineData("Won’t Do")]
    [InlineData("Duplicate")]
    [InlineData("Cannot Reproduce")]
    [InlineData("Invalid")]
    [InlineData("Declined")]
    [InlineData("Incomplete")]
    public void A_child_that_was_not_done_counts_for_nothing_with_all_below_it(string resolution)
    {
        WorkItem[] items =
        [
            Epic("A-1", 21), Story("A-2", "A-1", 5), Story("A-3", "A-1", 8) with { Resolution = resolution }, Story("A-4", "A-3", 13),
        ];

        EffortOf("A-1", items).ShouldBe(Points(5));
    }

    [Fact]
    public void An_epic_whose_only_estimated_child_was_cancelled_has_its_own_estimate()
    {
        WorkItem[] items = [Epic("A-1", 3), Story("A-2", "A-1", 5) with { StatusCategory = StatusCategory.Removed }];

        EffortOf("A-1", items).ShouldBe(Points(3));
    }

    [Fact]
    public void A_removed_epic_is_not_in_scope_and_neither_is_a_status_that_was_not_asked_for()
    {
        WorkItem[] items =
        [
            Epic("A-1", 1) with { Resolution = "Won't Do" },
            Epic("A-2", 1) with { StatusCategory = StatusCategory.Removed },
            Epic("A-3", 1) with { StatusCategory = StatusCategory.Done },
            Epic("A-4", 1),
        ];

        Compute(items, new() { Statuses = [StatusCategory.ToDo] }).Select(e => e.Item.Key).ShouldBe(["A-4"]);
        Compute(items, new()).Select(e => e.Item.Key).ShouldBe(["A-3", "A-4"]);
    }

    [Fact]
    public void Which_resolutions_mean_not_done_is_the_workspaces_choice() =>
        Compute([Epic("A-1", 1) with { Resolution = "Won't Do" }, Epic("A-2", 1) with { Resolution = "Parked" }], new() { RemovedResolutions = ["parked"] })
            .ShouldHaveSingleItem().Item.Key.ShouldBe("A-1");

    [Fact]
    public void An_epic_below_an_epic_counts_for_itself_only()
    {
        WorkItem[] items = [Epic("A-1", 5), Epic("A-2", 7) with { ParentKey = "A-1" }, Story("A-3", "A-2", 2), Story("A-4", "A-1", 1)];

        EffortOf("A-1", items).ShouldBe(Points(1));
        EffortOf("A-2", items).ShouldBe(Points(2));
    }

    [Fact]
    public void Count_gives_each_epic_one_whatever_its_estimates() =>
        Compute([Epic("A-1"), Epic("A-2", 40), Story("A-3", "A-2", 5)], new() { Measure = Measure.Count })
            .ShouldAllBe(e => e.Effort == Points(1) && !e.IsImputed);

    [Theory]
    [InlineData(new[] { 8.0 }, 8.0)]
    [InlineData(new[] { 3.0, 8.0 }, 5.5)]
    [InlineData(new[] { 8.0, 1.0, 3.0 }, 3.0)]
    [InlineData(new[] { 0.001, 0.002 }, 0.002)]
    [InlineData(new[] { 0.002, 0.003 }, 0.002)]
    public void An_unestimated_epic_gets_the_median_of_its_project_rounded_half_to_even(double[] estimated, double median)
    {
        var items = estimated.Select((e, i) => Epic($"A-{i}", (decimal)e)).Append(Epic("A-X")).Append(Epic("B-1", 500)).Append(Epic("C-1"));

        var efforts = Compute(items, new() { Unestimated = UnestimatedRule.Median }).ToDictionary(e => e.Item.Key, StringComparer.Ordinal);

        efforts["A-X"].ShouldBe(efforts["A-X"] with { Effort = Points((decimal)median), IsImputed = true });
        efforts["C-1"].Effort.ShouldBeNull("its project has no estimated epic");
        efforts["A-0"].IsImputed.ShouldBeFalse();
    }

    [Fact]
    public void An_unestimated_epic_gets_the_fixed_effort_and_is_marked() =>
        Compute([Epic("A-1")], new() { Unestimated = UnestimatedRule.Fixed, FixedEffort = Points(8) })
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Effort.ShouldBe(Points(8)), e => e.IsImputed.ShouldBeTrue());

    [Fact]
    public void A_backlog_as_deep_as_it_is_long_adds_up()
    {
        var items = Enumerable.Range(1, 200_000).Select(i => Story($"A-{i}", $"A-{i - 1}", i == 200_000 ? 7 : 1)).Prepend(Epic("A-0", 1));

        EffortOf("A-0", items).ShouldBe(Points(7));
    }

    [Fact]
    public void Cycles_and_missing_parents_are_named_and_do_not_count()
    {
        var backlog = Backlog.Build(
        [
            Epic("A-1", 1), Story("A-2", "A-3", 5), Story("A-3", "A-2", 5), Story("A-4", "A-4", 5), Story("A-5", "A-2", 5), Story("A-6", "GONE-1", 5),
        ]);

        backlog.CyclicKeys.ShouldBe(["A-2", "A-3", "A-4"]);
        backlog.DanglingKeys.ShouldBe(["A-6"]);
        RollUp.Compute(backlog, new()).ShouldHaveSingleItem().Effort.ShouldBe(Points(1));
    }

    [Fact]
    public void Of_two_items_with_one_key_the_one_updated_last_counts_in_any_order()
    {
        var older = Epic("A-1", 3) with { Updated = AsOf };
        var newer = Epic("A-1", 5) with { Updated = AsOf.AddSeconds(1) };

        EffortOf("A-1", [older, newer]).ShouldBe(Points(5));
        EffortOf("A-1", [newer, older]).ShouldBe(Points(5));
        EffortOf("A-1", [Epic("A-1", 9), Epic("A-1", 2)]).ShouldBe(EffortOf("A-1", [Epic("A-1", 2), Epic("A-1", 9)]));
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_refused_rather_than_wrapped()
    {
        var huge = Enumerable.Range(0, 10).Select(i => Story($"A-{i}", "A-X") with { Estimate = new Effort(long.MaxValue / 8) });

        Should.Throw<OverflowException>(() => Compute(huge.Append(Epic("A-X")), new()));
    }

    private static IReadOnlyList<EpicEffort> Compute(IEnumerable<WorkItem> items, EffortPolicy policy) => RollUp.Compute(Backlog.Build(items), policy);

    private static Effort? EffortOf(string key, IEnumerable<WorkItem> items, EffortPolicy? policy = null) =>
        Compute(items, policy ?? new()).Single(e => e.Item.Key == key).Effort;
}
