using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class SchemeChangeTests
{
    private static readonly Lens Sizes = Lens("SMB", "Mid-market", "Enterprise");

    [Fact]
    public void No_change_loses_an_assignment_or_forgets_a_value() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 9_999).ListOf().ToArbitrary(), drawn =>
        {
            var lens = Sizes;
            foreach (var draw in drawn)
            {
                var (kind, first, second) = (draw % 8, draw / 8, draw / 97);
                if (Changed(lens, kind, first, second) is not { } changed)
                {
                    continue;
                }

                var values = ValuesOf(lens);
                if (changed.After.SchemeVersion != lens.SchemeVersion + 1
                    || !values.All(v => SegmentOf(changed.After, v) == changed.Expected(v, SegmentOf(lens, v)))
                    || !ValuesOf(changed.After).IsSupersetOf(values)
                    || !KeysOf(changed.After).IsSupersetOf(KeysOf(lens)))
                {
                    return false;
                }

                lens = changed.After;
            }

            return true;
        }));

    [Fact]
    public void A_change_leaves_the_version_before_as_it_was()
    {
        var changed = Sizes.Rename("smb", " Small ").Recolor("smb", "#112233").Reorder(["enterprise", "smb", "mid-market"]).Add("Public");

        changed.SchemeVersion.ShouldBe(5);
        changed.Segments.Select(s => (s.Key, s.Name)).ShouldBe([("enterprise", "Enterprise"), ("smb", "Small"), ("mid-market", "Mid-market"), ("public", "Public")]);
        changed.Segments[1].ShouldSatisfyAllConditions(s => s.Color.ShouldBe("#112233"), s => s.Values.ShouldBe(["SMB"], "epics keep what they carry"));
        Sizes.ShouldSatisfyAllConditions(l => l.SchemeVersion.ShouldBe(1), l => l.Segments[0].Name.ShouldBe("SMB"), l => l.Segments.Count.ShouldBe(3));
    }

    [Fact]
    public void A_merge_counts_an_epic_with_both_once_and_keeps_all_effort()
    {
        WorkItem[] items = [Epic("A-1", 10, "SMB", "Mid-market"), Epic("A-2", 4, "SMB"), Epic("A-3", 6, "Enterprise")];

        var merged = Report(items, Sizes.Merge("smb", "mid-market"));

        merged.Lens.Segments.Select(s => s.Key).ShouldBe(["mid-market", "enterprise"]);
        merged.Split.Segments.Select(s => (s.Effort.Units, s.Epics)).ShouldBe([(14m, 2), (6m, 1)]);
        merged.Split.TotalEffort.ShouldBe(Report(items, Sizes).Split.TotalEffort);
    }

    [Fact]
    public void An_archived_segments_epics_are_unassigned_and_its_values_are_no_unknown_ones()
    {
        var archived = Report([Epic("A-1", 10, "SMB"), Epic("A-2", 5, "Gov")], Sizes.Archive("smb", liveEpics: 1, isUnassigned: true));

        archived.Split.UnassignedEffort.ShouldBe(Points(15));
        archived.Epics.Select(e => e.Unmapped.Count).ShouldBe([0, 1]);
        archived.Lens.Archived.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Segment.Key.ShouldBe("smb"), a => a.Destination.ShouldBeNull());
    }

    [Fact]
    public void A_segment_restored_has_its_values_back_also_after_its_destination_was_merged_on()
    {
        var chained = Sizes.Merge("smb", "mid-market").Merge("mid-market", "enterprise");

        chained.Archived.Select(a => a.Destination).ShouldBe(["enterprise", "enterprise"]);
        chained.Segments.ShouldHaveSingleItem().Values.ShouldBe(["Enterprise", "Mid-market", "SMB"]);
        var restored = chained.Restore("smb").Restore("mid-market");
        restored.Segments.Select(s => (s.Key, string.Join('|', s.Values))).ShouldBe(
            [("enterprise", "Enterprise"), ("smb", "SMB"), ("mid-market", "Mid-market")]);
        restored.Archived.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_is_never_given_again()
    {
        var again = Sizes.Rename("smb", "Small").Merge("smb", "enterprise").Add("SMB!", ["S M B"]);

        again.Segments[^1].Key.ShouldBe("smb-2");
    }

    [Fact]
    public void What_cannot_be_is_refused_with_what_to_do()
    {
        Refusal(l => l.Add("smb")).ShouldBe("There is a segment \"smb\" already. Choose another name.");
        Refusal(l => l.Rename("smb", "ENTERPRISE")).ShouldBe("There is a segment \"ENTERPRISE\" already. Choose another name.");
        Refusal(l => l.Merge("smb", "enterprise").Add("SMB")).ShouldBe("\"SMB\" is archived. Restore it, or choose another name.");
        Refusal(l => l.Rename("smb", "Small").Archive("smb", 0).Add("SMB"))
            .ShouldBe("Epics with the value \"SMB\" belong to \"Small\", which is archived. Restore it, or choose another name.");
        Refusal(l => l.Add(" ")).ShouldBe("A segment needs a name.");
        Refusal(l => l.Add(new string('x', 101))).ShouldBe("The name is too long: it has at most 100 characters.");
        Refusal(l => l.Add("Tiny", ["smb"])).ShouldBe("The value \"smb\" means both \"SMB\" and \"Tiny\". Keep one.");
        Refusal(l => l.Claim("smb", ["enterprise"])).ShouldBe("The value \"Enterprise\" means both \"SMB\" and \"Enterprise\". Keep one.");
        Refusal(l => l.Recolor("smb", "red")).ShouldBe("\"red\" is no colour. Write it as #rrggbb, such as #0072B2.");
        Refusal(l => l.Merge("smb", "smb")).ShouldBe("SMB cannot be merged into itself. Choose another segment.");
        Refusal(l => l.Archive("smb", 0, "smb")).ShouldBe("SMB cannot be merged into itself. Choose another segment.");
        Refusal(l => l.Merge("smb", "tiny")).ShouldBe("There is no segment \"tiny\" in Customer segment. Look at the list again.");
        Refusal(l => l.Merge("smb", "enterprise").Rename("smb", "Small")).ShouldBe("\"SMB\" is archived. Restore it first.");
        Refusal(l => l.Archive("smb", 1)).ShouldBe("SMB has 1 epic. Say which segment it counts for from now on, or that it counts as unassigned.");
        Refusal(l => l.Archive("smb", 1_200)).ShouldBe("SMB has 1,200 epics. Say which segment they count for from now on, or that they count as unassigned.");
        Refusal(l => l.Restore("smb")).ShouldBe("There is no archived segment \"smb\" in Customer segment. Look at the list again.");
        Refusal(l => l.Reorder(["smb", "enterprise"])).ShouldBe("The new order leaves out Mid-market. Name every segment once.");
        Refusal(l => l.Reorder(["smb", "enterprise", "mid-market", "smb"])).ShouldBe("The new order names a segment twice. Name every segment once.");
    }

    [Fact]
    public void A_segment_with_a_target_in_force_is_neither_archived_nor_merged_until_a_strategy_without_it_is_published()
    {
        var first = StrategyTimeline.Empty.Draft(Sizes, Targets(("smb", 60), ("enterprise", 40)), new(2026, 7, 1)).Publish(Sizes, 1);
        var second = first.Draft(Sizes, Targets(("smb", 0), ("enterprise", 100)), new(2026, 8, 1)).Publish(Sizes, 2);

        Refusal(l => l.Merge("smb", "enterprise", first.Versions[0])).ShouldBe("SMB has a target of 60 % in strategy 1. Publish a strategy without it first.");
        Refusal(l => l.Archive("smb", 0, inForce: first.Versions[0])).ShouldBe("SMB has a target of 60 % in strategy 1. Publish a strategy without it first.");
        var merged = Sizes.Merge("smb", "enterprise", second.Versions[1]);
        second.Versions[1].For(merged).Targets[merged.IndexOfKey("enterprise")]!.Value.Share.ShouldBe(100, "a target of 0 is in nobody's way");
    }

    [Fact]
    public void What_is_said_of_a_segment_and_when_it_was_reviewed_stays_with_it()
    {
        var described = Sizes.Review(new(2026, 5, 1)).Describe("smb", "Ada", "community", "Up to 50 people").Rename("smb", "Small").Merge("mid-market", "smb");

        described.Reviewed.ShouldBe(new DateOnly(2026, 5, 1));
        described.Segments[0].ShouldSatisfyAllConditions(
            s => s.Owner.ShouldBe("Ada"), s => s.ReachedBy.ShouldBe("community"), s => s.Definition.ShouldBe("Up to 50 people"));
        Sizes.Review(new(2026, 5, 1)).SchemeVersion.ShouldBe(1, "looking is no change");
    }

    [Fact]
    public void Every_template_makes_a_lens_and_the_first_is_company_size()
    {
        LensTemplate.All[0].ToLens(Field).Segments.Select(s => s.Name).ShouldBe(["Enterprise", "Mid-market", "SMB"]);
        foreach (var template in LensTemplate.All)
        {
            template.ToLens(Field).Kind.ShouldBe(template.Kind);
            LensTemplate.WeaknessOf(template.Kind).ShouldEndWith(".");
        }

        LensTemplate.All.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(LensTemplate.All.Count);
    }

    private sealed record Change(Lens After, Func<string, string?, string?> Expected);

    /// <summary>One change, and which segment each field value means after it, given which it meant before; null where it is refused.</summary>
    private static Change? Changed(Lens lens, int kind, int first, int second)
    {
        var (one, other) = (KeyAt(lens, first), KeyAt(lens, second));
        try
        {
            return kind switch
            {
                0 => new(lens.Add($"New {first}"), (_, was) => was),
                1 => new(lens.Rename(one, $"Name {second}"), (_, was) => was),
                2 => new(lens.Recolor(one, "#ABCDEF"), (_, was) => was),
                3 => new(lens.Reorder([.. lens.Segments.OrderBy(s => HashOf(s.Key, first)).Select(s => s.Key)]), (_, was) => was),
                4 => new(lens.Merge(one, other), (_, was) => was == one ? other : was),
                5 => new(lens.Archive(one, 3, isUnassigned: true), (_, was) => was == one ? null : was),
                6 => new(lens.Archive(one, 3, other), (_, was) => was == one ? other : was),
                _ when lens.Archived.Count == 0 => null,
                _ => Restored(lens, lens.Archived[first % lens.Archived.Count].Segment),
            };
        }
        catch (SchemeException)
        {
            return null;
        }
    }

    private static Change Restored(Lens lens, Segment segment) => new(
        lens.Restore(segment.Key), (value, was) => segment.Values.Contains(value, StringComparer.OrdinalIgnoreCase) ? segment.Key : was);

    private static int HashOf(string key, int seed) => key.Aggregate(seed, (hash, c) => unchecked((hash * 31) + c));

    private static string KeyAt(Lens lens, int draw) => lens.Segments.Count == 0 ? "none" : lens.Segments[draw % lens.Segments.Count].Key;

    private static HashSet<string> ValuesOf(Lens lens) =>
        new(lens.Segments.Concat(lens.Archived.Select(a => a.Segment)).SelectMany(s => s.Values), StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> KeysOf(Lens lens) =>
        new(lens.Segments.Concat(lens.Archived.Select(a => a.Segment)).Select(s => s.Key), StringComparer.Ordinal);

    private static string? SegmentOf(Lens lens, string value) =>
        lens.IndexOfValue(value) is >= 0 and var index ? lens.Segments[index].Key : null;

    private static string Refusal(Func<Lens, Lens> change) => Should.Throw<SchemeException>(() => change(Sizes)).Message;

    private static Dictionary<string, SegmentTarget> Targets(params (string Key, decimal Share)[] targets) =>
        targets.ToDictionary(t => t.Key, t => new SegmentTarget(t.Share, SegmentTarget.DefaultTolerance), StringComparer.Ordinal);
}
