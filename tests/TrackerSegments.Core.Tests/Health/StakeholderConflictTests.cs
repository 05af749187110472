using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class StakeholderConflictTests
{
    private static readonly Lens People =
        new("Stakeholder", Field, LensBuilder.Segments([("Buyer", ["Buyer"]), ("Admin", ["Admin"]), ("End user", ["End user"])])) { Kind = LensKind.Stakeholder };

    [Theory]
    [InlineData(1, -1, true)]
    [InlineData(2, -2, true)]
    [InlineData(-1, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(1, 2, false)]
    [InlineData(-1, -2, false)]
    public void An_epic_conflicts_where_it_helps_one_and_harms_another(int buyer, int admin, bool isConflict) =>
        Find([new("A-1", "buyer", buyer), new("A-1", "admin", admin)]).Count.ShouldBe(isConflict ? 1 : 0);

    [Fact]
    public void Conflicts_are_listed_with_effort_the_largest_first_and_unestimated_last()
    {
        var conflicts = Find([.. Conflict("A-1"), .. Conflict("A-2"), .. Conflict("A-3"), .. Conflict("A-4")]);

        conflicts.Select(c => (c.Key, c.Effort?.Units)).ShouldBe([("A-2", 8m), ("A-1", 5m), ("A-4", 5m), ("A-3", null)]);
        conflicts[0].ShouldSatisfyAllConditions(c => c.Helps.ShouldBe([0]), c => c.Harms.ShouldBe([1, 2]));
    }

    [Fact]
    public void A_conflict_is_open_until_a_note_settles_it_and_the_latest_note_stands()
    {
        var conflicts = Find(
            [.. Conflict("A-1"), .. Conflict("A-2")],
            [new("A-1", "Ada", new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero), "Ship behind a switch"), new("A-1", "Bo", new(2026, 5, 1, 9, 30, 0, TimeSpan.Zero), "On for all")]);

        conflicts.Select(c => (c.Key, c.IsOpen, c.Reconciliation?.Text)).ShouldBe([("A-2", true, null), ("A-1", false, "On for all")]);
    }

    [Fact]
    public void Effects_on_epics_that_are_not_in_scope_are_passed_over() => Find(Conflict("Z-9")).ShouldBeEmpty();

    [Fact]
    public void Effects_that_cannot_be_are_refused()
    {
        Refusal([new("A-1", "buyer", 3)]).ShouldBe("An effect of 3 on A-1 is out of range: it is from -2 to 2.");
        Refusal([new("A-1", "buyer", int.MinValue)]).ShouldContain("out of range");
        Refusal([new("A-1", "board", 1)]).ShouldBe("\"board\" is no stakeholder of Stakeholder. Name one of its segments.");
        Refusal([new("A-1", "buyer", 1), new("A-1", "buyer", -1)]).ShouldBe("A-1 has two effects on Buyer. Keep one.");
        Should.Throw<SchemeException>(() => StakeholderConflicts.Find(new(Lens("SMB"), []), [], [])).Message
            .ShouldBe("Customer segment is no lens of stakeholders. Choose the one whose segments are stakeholders.");
    }

    private static string Refusal(Stance[] stances) => Should.Throw<SchemeException>(() => Find(stances)).Message;

    private static Stance[] Conflict(string key) => [new(key, "buyer", 2), new(key, "end-user", -1), new(key, "admin", -2)];

    private static IReadOnlyList<StakeholderConflict> Find(Stance[] stances, Reconciliation[]? notes = null)
    {
        var efforts = RollUp.Compute(Backlog.Build([Epic("A-1", 5), Epic("A-2", 8), Epic("A-3"), Epic("A-4", 5)]), new());
        return StakeholderConflicts.Find(new(People, Tagging.Tag(People, efforts)), stances, notes ?? []);
    }
}
