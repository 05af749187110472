using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

public sealed class ScenarioTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");

    [Fact]
    public void What_is_predicted_is_what_comes_of_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Epics(2), Epics(2), (now, then) =>
        {
            var (today, later) = (Tagged(now), Tagged(then));
            var shared = today.Select(e => e.Epic.Item.Key).Intersect(later.Select(e => e.Epic.Item.Key), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            var scenario = new Scenario
            {
                Tags = later.Where(e => shared.Contains(e.Epic.Item.Key)).ToDictionary(e => e.Epic.Item.Key, e => e.Segments, StringComparer.Ordinal),
                Deferred = today.Select(e => e.Epic.Item.Key).Where(k => !shared.Contains(k)).ToHashSet(StringComparer.Ordinal),
                PulledIn = [.. later.Where(e => !shared.Contains(e.Epic.Item.Key))],
            };
            var expected = later.Select(e => today.FirstOrDefault(t => t.Epic.Item.Key == e.Epic.Item.Key) is { Epic.Item: not null } same
                ? same with { Segments = e.Segments }
                : e);

            var effect = ScenarioEffect.Of(Sizes, today, Strategy(50, 50), scenario);

            var split = Splitter.Split([.. expected.Select(e => e.ToLensEpic())], 2);
            return effect.SplitAfter.Segments.SequenceEqual(split.Segments)
                && effect.SplitAfter.UnassignedEffort == split.UnassignedEffort
                && effect.After.Index == AlignmentCalculator.Assess(split, Strategy(50, 50)).Index
                && effect.Unknown.Count == 0;
        }));

    [Fact]
    public void A_scenario_says_what_it_would_change_and_names_a_key_that_is_not_there()
    {
        var report = Report([Epic("A-1", 30, "SMB"), Epic("A-2", 60, "Enterprise"), Epic("A-3", 10)], Sizes, Strategy(50, 50));

        var effect = ScenarioEffect.Of(Sizes, report.Epics, report.Strategy, new()
        {
            Tags = new Dictionary<string, SegmentSet>(StringComparer.Ordinal)
            {
                ["A-3"] = SegmentSet.Of(0),
                ["A-2"] = SegmentSet.Equal([0, 1]),
                ["B-9"] = SegmentSet.Of(0),
            },
            Deferred = new HashSet<string>(StringComparer.Ordinal) { "A-1" },
        });

        effect.Unknown.ShouldBe(["B-9"]);
        effect.Changed.ShouldBe([0, 1]);
        effect.Sentence(Sizes).ShouldBe("The index would go from 83.3 to 92.9, and SMB would be over its target, Enterprise would be under its target.");
    }

    [Fact]
    public void Where_nothing_changes_the_index_stays()
    {
        var report = Report([Epic("A-1", 30, "SMB"), Epic("A-2", 30, "Enterprise")], Sizes, Strategy(50, 50));

        ScenarioEffect.Of(Sizes, report.Epics, report.Strategy, new()).Sentence(Sizes).ShouldBe("The index would stay at 100.");
        ScenarioEffect.Of(Sizes, [], report.Strategy, new()).Sentence(Sizes).ShouldBe("There would be no index to compare.");
    }

    [Fact]
    public void An_epic_tips_the_verdict_only_where_some_way_to_tag_it_does() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(SmallCases(), small =>
        {
            Strategy strategy = new(small.Targets);
            var epic = new TaggedEpic(new(Epic("A-1"), new Effort(small.Unassigned), false), SegmentSet.None, []);
            var split = small.Split() with { UnassignedEffort = new(small.Unassigned + 1_000_000) };
            var today = AlignmentCalculator.Assess(small.Split() with { UnassignedEffort = Effort.Zero }, strategy);
            List<Verdict> tried = [.. small.HandOuts().Select(h => AlignmentCalculator.Assess(small.Split(h), strategy))];

            var next = TagNext.Of([epic], split, strategy);

            return small.Unassigned == 0
                ? next.Count == 0
                : next[0].TipsVerdict == tried.Exists(v => v.State != today.State)
                    && next[0].TipsSegments.SequenceEqual(Enumerable.Range(0, small.Efforts.Length)
                        .Where(s => tried.Exists(v => v.Segments[s].State != today.Segments[s].State)))
                    && Math.Abs(next[0].Swing!.Value - (tried.Max(v => v.Index) - tried.Min(v => v.Index))!.Value) < 1e-9;
        }));

    [Fact]
    public void What_to_tag_next_begins_with_the_epic_on_which_most_depends()
    {
        var report = Report(
            [Epic("A-1", 50, "SMB"), Epic("A-2", 50, "Enterprise"), Epic("A-3", 2), Epic("A-4", 30), Epic("A-5"), Epic("A-6", 0), Epic("A-7", 2)],
            Sizes,
            Strategy(50, 50));

        var next = TagNext.Of(report.Epics, report.Split, report.Strategy);

        next.Select(e => (e.Key, e.TipsVerdict)).ShouldBe([("A-4", true), ("A-3", false), ("A-7", false)]);
        next[0].TipsSegments.ShouldBe([0, 1]);
        next[0].Swing!.Value.ShouldBe(100 * 15.0 / 130, 1e-9);
        TagNext.Of(report.Epics, report.Split, null).ShouldAllBe(e => e.Swing == null && !e.TipsVerdict);
    }

    private static TaggedEpic[] Tagged(RandomEpic[] epics) => [.. epics.Select((e, i) => new TaggedEpic(
        new(Epic($"A-{i}"), e.Thousandths is { } t ? new Effort(t) : null, false), SegmentSet.Equal(e.Segments), []))];
}
