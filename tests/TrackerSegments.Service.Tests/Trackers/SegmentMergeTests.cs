using FsCheck;
using FsCheck.Fluent;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Tests.Trackers;

/// <summary>Two people change one set of values at the same time.</summary>
public sealed class SegmentMergeTests
{
    private static readonly string[] Names = ["SMB", "Enterprise", "Mid-market", "Legacy", "Public sector"];

    private enum Wish
    {
        None,
        Add,
        Remove,
    }

    /// <summary>Every case for one value: was there, is there, is wished for, and what comes of it.</summary>
    [Theory]
    [InlineData(false, false, "none", "nothing")]
    [InlineData(false, false, "add", "add")]
    [InlineData(false, false, "remove", "nothing")]
    [InlineData(false, true, "none", "nothing")]
    [InlineData(false, true, "add", "nothing")]
    [InlineData(false, true, "remove", "conflict")]
    [InlineData(true, false, "none", "nothing")]
    [InlineData(true, false, "add", "conflict")]
    [InlineData(true, false, "remove", "nothing")]
    [InlineData(true, true, "none", "nothing")]
    [InlineData(true, true, "add", "nothing")]
    [InlineData(true, true, "remove", "remove")]
    public void One_value_has_twelve_cases(bool was, bool isThere, string wish, string outcome)
    {
        string[] value = ["SMB"];
        var merged = SegmentMerge.Merge(was ? value : [], isThere ? value : [], wish == "add" ? value : [], wish == "remove" ? value : []);

        (merged.Add.Count, merged.Remove.Count, merged.Conflicts.Count).ShouldBe(
            outcome switch { "add" => (1, 0, 0), "remove" => (0, 1, 0), "conflict" => (0, 0, 1), _ => (0, 0, 0) });
        merged.IsNothing.ShouldBe(outcome == "nothing");
        merged.IsConflict.ShouldBe(outcome == "conflict");
    }

    [Fact]
    public void Every_value_of_a_set_is_judged_as_if_it_were_alone() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Cases(), cases =>
        {
            var whole = MergeOf(cases);
            return cases.All(one =>
            {
                var alone = MergeOf([one]);
                return Has(whole.Add, one) == Has(alone.Add, one)
                    && Has(whole.Remove, one) == Has(alone.Remove, one)
                    && Has(whole.Conflicts, one) == Has(alone.Conflicts, one);
            });
        }));

    [Fact]
    public void Without_a_conflict_nothing_of_either_side_is_lost() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Cases(), cases =>
        {
            var merged = MergeOf(cases);
            var after = ValueSet.Apply(Values(cases, c => c.Now), merged.Add, merged.Remove);
            return merged.IsConflict || cases.All(c => Has(after, c) == c.Wish switch
            {
                Wish.Add => true,
                Wish.Remove => false,
                _ => c.Now,
            });
        }));

    [Fact]
    public void Doing_it_twice_changes_nothing_more() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Cases(), cases =>
        {
            var merged = MergeOf(cases);
            var after = ValueSet.Apply(Values(cases, c => c.Now), merged.Add, merged.Remove);
            var again = SegmentMerge.Merge(
                Values(cases, c => c.Now), after, Values(cases, c => c.Wish == Wish.Add), Values(cases, c => c.Wish == Wish.Remove));
            return merged.IsConflict || (again.Add.Count == 0 && again.Remove.Count == 0 && !again.IsConflict);
        }));

    [Fact]
    public void Two_who_add_different_values_both_get_theirs()
    {
        var merged = SegmentMerge.Merge(["Legacy"], ["Legacy", "Enterprise"], ["SMB"], []);

        ValueSet.Apply(["Legacy", "Enterprise"], merged.Add, merged.Remove).ShouldBe(["Legacy", "Enterprise", "SMB"]);
    }

    [Fact]
    public void Case_does_not_make_another_value()
    {
        SegmentMerge.Merge(["smb"], ["SMB"], ["Smb"], []).IsNothing.ShouldBeTrue();
        SegmentMerge.Merge([], [], ["SMB", "smb"], []).Add.ShouldBe(["SMB"]);
        SegmentMerge.Merge([], [], ["SMB"], ["smb"]).ShouldSatisfyAllConditions(m => m.Add.ShouldBe(["SMB"]), m => m.Remove.ShouldBeEmpty());
    }

    private static bool Has(IReadOnlyList<string> values, Case one) => values.Contains(one.Value, StringComparer.Ordinal);

    private static MergedEdit MergeOf(IReadOnlyList<Case> cases) => SegmentMerge.Merge(
        Values(cases, c => c.Was), Values(cases, c => c.Now), Values(cases, c => c.Wish == Wish.Add), Values(cases, c => c.Wish == Wish.Remove));

    private static string[] Values(IReadOnlyList<Case> cases, Func<Case, bool> which) => [.. cases.Where(which).Select(c => c.Value)];

    private static Arbitrary<Case[]> Cases() =>
        (from was in Gen.Elements(true, false).ArrayOf(Names.Length)
         from now in Gen.Elements(true, false).ArrayOf(Names.Length)
         from wish in Gen.Elements(Wish.None, Wish.Add, Wish.Remove).ArrayOf(Names.Length)
         select Names.Select((name, i) => new Case(name, was[i], now[i], wish[i])).ToArray()).ToArbitrary();

    private sealed record Case(string Value, bool Was, bool Now, Wish Wish);
}
