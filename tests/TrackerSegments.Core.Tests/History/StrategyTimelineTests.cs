using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class StrategyTimelineTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");
    private static readonly DateOnly July = new(2026, 7, 1);

    [Fact]
    public void A_draft_holds_on_no_day_until_it_is_published()
    {
        var drafted = StrategyTimeline.Empty.Draft(Sizes, Targets(60, 40), July, "Ada", "More small customers");

        drafted.InForceOn(July.AddYears(1)).ShouldBeNull();
        var published = drafted.Publish(Sizes, 1);
        published.InForceOn(July.AddDays(-1)).ShouldBeNull();
        published.InForceOn(July).ShouldNotBeNull().Reason.ShouldBe("More small customers");
        drafted.InForceOn(July).ShouldBeNull("a timeline never changes");
    }

    [Fact]
    public void On_each_day_the_version_with_the_latest_first_day_holds_and_of_two_the_later_made() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, 20).Two().Select(d => (Days: d.Item1, Publish: d.Item2 % 3 > 0)).ListOf().ToArbitrary(), drafts =>
        {
            var timeline = drafts.Aggregate(StrategyTimeline.Empty, (t, d) =>
            {
                var drafted = t.Draft(Sizes, Targets(60, 40), July.AddDays(d.Days));
                return d.Publish ? drafted.Publish(Sizes, drafted.Versions[^1].Version) : drafted;
            });
            return Enumerable.Range(-1, 23).All(day =>
            {
                var expected = 0;
                for (var first = 0; first <= day; first++)
                {
                    for (var i = 0; i < drafts.Count; i++)
                    {
                        expected = drafts[i].Publish && drafts[i].Days == first ? i + 1 : expected;
                    }
                }

                return (timeline.InForceOn(July.AddDays(day))?.Version ?? 0) == expected;
            });
        }));

    [Fact]
    public void What_is_published_stays_as_it_is()
    {
        var published = StrategyTimeline.Empty.Draft(Sizes, Targets(60, 40), July).Publish(Sizes, 1);

        Refusal(() => published.Revise(Sizes, 1, Targets(50, 50), July)).ShouldBe("Strategy 1 is published and stays as it is. Make a new draft and publish that.");
        Refusal(() => published.Discard(1)).ShouldBe("Strategy 1 is published and stays as it is. Make a new draft and publish that.");
        Refusal(() => published.Publish(Sizes, 7)).ShouldBe("There is no strategy 7. Look at the list again.");
    }

    [Fact]
    public void A_draft_can_be_revised_and_discarded()
    {
        var revised = StrategyTimeline.Empty.Draft(Sizes, Targets(60, 40), July).Revise(Sizes, 1, Targets(50, 50), July.AddDays(9));

        revised.Versions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            v => v.ValidFrom.ShouldBe(July.AddDays(9)), v => v.For(Sizes).Targets[0]!.Value.Share.ShouldBe(50));
        revised.Discard(1).Versions.ShouldBeEmpty();
    }

    [Fact]
    public void Targets_that_cannot_be_are_refused_with_what_is_wrong()
    {
        Refusal(() => StrategyTimeline.Empty.Draft(Sizes, Targets(60, 30), July)).ShouldBe("The targets add up to 90 %, not 100 %: 10 % missing.");
        Refusal(() => StrategyTimeline.Empty.Draft(Sizes, Targets(60, 40, ("tiny", 0)), July))
            .ShouldBe("There is a target for \"tiny\", which is no segment of Customer segment. Name one of its segments.");
    }

    [Theory]
    [InlineData("smb", "\"Tiny\" is archived and its epics count for SMB: give its target of 12.5 % to another segment.")]
    [InlineData(null, "\"Tiny\" is archived and its epics count as unassigned: give its target of 12.5 % to another segment.")]
    public void A_target_on_an_archived_segment_is_refused_also_where_it_was_archived_after_the_draft(string? destination, string sentence)
    {
        var tiny = LensBuilder.Segments([("Tiny", ["Tiny"])])[0];
        Lens before = new("Customer segment", Field, [.. Sizes.Segments, tiny]);
        Lens after = new("Customer segment", Field, Sizes.Segments, 2, archived: [new(tiny, destination)]);
        var drafted = StrategyTimeline.Empty.Draft(before, Targets(60, 27.5m, ("tiny", 12.5m)), July);

        Refusal(() => drafted.Publish(after, 1)).ShouldBe(sentence);
        Refusal(() => StrategyTimeline.Empty.Draft(after, drafted.Versions[0].Targets, July)).ShouldBe(sentence);
    }

    private static string Refusal(Action change) => Should.Throw<SchemeException>(change).Message;

    private static Dictionary<string, SegmentTarget> Targets(decimal smb, decimal enterprise, params (string Key, decimal Share)[] more) =>
        new[] { ("smb", smb), ("enterprise", enterprise) }.Concat(more)
            .ToDictionary(t => t.Item1, t => new SegmentTarget(t.Item2, SegmentTarget.DefaultTolerance), StringComparer.Ordinal);
}
