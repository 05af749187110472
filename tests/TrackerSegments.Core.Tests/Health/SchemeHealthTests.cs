using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

/// <summary>One healthy scheme, and for each check the one thing that makes it speak.</summary>
public sealed class SchemeHealthTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly string[] Teams = ["Falcon", "Heron", "Owl"];

    [Fact]
    public void A_healthy_scheme_passes_every_check_and_there_is_nothing_to_do()
    {
        var checks = SchemeHealth.Check(Healthy());

        checks.Where(c => c.Outcome != CheckOutcome.Pass).Select(c => $"{c.Code}: {c.Text}").ShouldBeEmpty();
        checks.ShouldAllBe(c => c.Action == "" && c.Figure != null && c.Text.EndsWith('.'));
        checks.Select(c => c.Code).ShouldBe(
        [
            "measurable", "substantial", "accessible", "differentiable", "actionable", "tooManySegments", "segmentsWithoutStrategy",
            "staticSegmentation", "correlationConfusion", "internalConvenience", "simplicity",
        ]);
    }

    [Theory]
    [InlineData(9, CheckOutcome.Pass)]
    [InlineData(11, CheckOutcome.Warn)]
    [InlineData(30, CheckOutcome.Warn)]
    [InlineData(31, CheckOutcome.Fail)]
    public void Measurable_asks_for_coverage(int unassigned, CheckOutcome expected)
    {
        var check = Of(Healthy(items: Items(100 - unassigned).Append(Epic("X-1", unassigned))), "measurable");

        check.Outcome.ShouldBe(expected);
        check.Figure.ShouldBe(100 - unassigned);
        check.Items.ShouldBe(["X-1"]);
    }

    [Fact]
    public void Measurable_warns_of_a_value_that_means_nothing()
    {
        var check = Of(Healthy(items: Items(60).Append(Epic("X-1", 1, "SMB", "Gov"))), "measurable");

        check.ShouldSatisfyAllConditions(
            c => c.Outcome.ShouldBe(CheckOutcome.Warn),
            c => c.Text.ShouldBe("100 % of the effort is tagged with a segment, and 1 value means no segment: Gov."),
            c => c.Items.ShouldBe(["Gov"]));
    }

    [Fact]
    public void Without_any_epic_nothing_can_be_measured_and_no_figure_is_made_up()
    {
        var check = Of(Healthy(items: []), "measurable");

        check.ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(CheckOutcome.Warn), c => c.Figure.ShouldBeNull());
    }

    [Fact]
    public void Substantial_names_a_segment_with_little_effort_and_no_larger_target()
    {
        var input = Healthy(targets: [48, 48, 4], items: [Epic("A-1", 50, "SMB"), Epic("A-2", 48, "Enterprise"), Epic("A-3", 2, "Public")]);

        Of(input, "substantial").ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(CheckOutcome.Warn), c => c.Items.ShouldBe(["Public"]));
        Of(Healthy(items: [Epic("A-1", 50, "SMB"), Epic("A-2", 48, "Enterprise"), Epic("A-3", 2, "Public")]), "substantial").Outcome
            .ShouldBe(CheckOutcome.Pass, "its target is 20 %");
    }

    [Theory]
    [InlineData(null, "community")]
    [InlineData("Ada", " ")]
    public void Accessible_asks_for_an_owner_and_a_way_to_reach_customers(string? owner, string? reachedBy)
    {
        var check = Of(Healthy(segment: s => s.Key == "smb" ? s with { Owner = owner, ReachedBy = reachedBy } : s), "accessible");

        check.ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(CheckOutcome.Warn), c => c.Items.ShouldBe(["SMB"]));
    }

    [Fact]
    public void Differentiable_names_segments_that_are_tagged_together_on_more_than_half_of_the_epics_of_either()
    {
        WorkItem[] Some(int together) =>
            [.. Enumerable.Range(0, 20).Select(i => i < together ? Epic($"A-{i}", 1, "SMB", "Enterprise") : Epic($"A-{i}", 1, "SMB")), .. Items(9).Where(i => i.Key.EndsWith('1'))];
        var half = Healthy(items: [Epic("A-1", 1, "SMB", "Enterprise"), Epic("A-2", 1, "SMB"), Epic("A-3", 1, "SMB"), Epic("A-4", 1, "Enterprise"), Epic("A-5", 1, "Public")]);

        Of(half, "differentiable").Outcome.ShouldBe(CheckOutcome.Pass, "one of two is not more than half");
        Of(Healthy(items: Some(15)), "differentiable").ShouldSatisfyAllConditions(
            c => c.Outcome.ShouldBe(CheckOutcome.Warn), c => c.Items.ShouldBe(["SMB and Enterprise: tagged together on 15 epics"]));
    }

    [Fact]
    public void Differentiable_names_segments_that_value_the_same_things()
    {
        var drivers = Drivers();
        drivers["public"] = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Price"] = 69, ["Setup"] = 31 };

        Of(Healthy() with { Drivers = drivers }, "differentiable").Items.ShouldBe(["SMB and Public: the same value drivers with the same weights"]);
    }

    [Fact]
    public void Actionable_asks_for_a_target_and_for_an_epic_unless_the_target_is_zero_on_purpose()
    {
        WorkItem[] none = [.. Items(60).Where(i => !i.ValuesOf(Field).Contains("Public", StringComparer.Ordinal))];

        Of(Healthy(items: none), "actionable").Items.ShouldBe(["Public"]);
        Of(Healthy(items: none, targets: [60, 40, 0]), "actionable").Outcome.ShouldBe(CheckOutcome.Pass);
        Of(Healthy() with { Strategy = null }, "actionable").Outcome.ShouldBe(CheckOutcome.Fail, "none of them has a target");
    }

    [Theory]
    [InlineData(7, CheckOutcome.Pass)]
    [InlineData(8, CheckOutcome.Warn)]
    [InlineData(12, CheckOutcome.Warn)]
    [InlineData(13, CheckOutcome.Fail)]
    public void Too_many_segments_are_more_than_seven(int count, CheckOutcome expected)
    {
        HealthInput input = new(new(Lens([.. Enumerable.Range(0, count).Select(i => $"S{i}")]), []), null, Today);

        Of(input, "tooManySegments").ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(expected), c => c.Figure.ShouldBe(count));
    }

    [Fact]
    public void Segments_without_strategy_have_neither_target_nor_driver_or_effort_and_no_target()
    {
        var strategy = new Strategy([new SegmentTarget(60, 5), new SegmentTarget(40, 5), null]);
        WorkItem[] none = [.. Items(60).Where(i => !i.ValuesOf(Field).Contains("Public", StringComparer.Ordinal))];
        var noDrivers = Drivers();
        noDrivers.Remove("public");

        Of(Healthy() with { Strategy = strategy }, "segmentsWithoutStrategy").Items.ShouldBe(["Public"]);
        Of(Healthy(items: none) with { Strategy = strategy }, "segmentsWithoutStrategy").Outcome.ShouldBe(CheckOutcome.Pass, "it has drivers and no effort");
        Of(Healthy(items: none) with { Strategy = strategy, Drivers = noDrivers }, "segmentsWithoutStrategy").Items.ShouldBe(["Public"]);
    }

    [Theory]
    [InlineData(179, CheckOutcome.Pass)]
    [InlineData(180, CheckOutcome.Warn)]
    [InlineData(364, CheckOutcome.Warn)]
    [InlineData(365, CheckOutcome.Fail)]
    public void Static_segmentation_is_one_nobody_has_reviewed_for_half_a_year(int days, CheckOutcome expected)
    {
        var check = Of(Healthy(reviewedDaysAgo: days), "staticSegmentation");

        check.ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(expected), c => c.Figure.ShouldBe(days));
        Of(Healthy(reviewedDaysAgo: days, segment: s => s with { Reviewed = Today }), "staticSegmentation").Outcome
            .ShouldBe(CheckOutcome.Pass, "each segment was reviewed since");
    }

    [Fact]
    public void A_review_that_nobody_noted_is_asked_for()
    {
        var check = Of(Healthy(reviewedDaysAgo: null), "staticSegmentation");

        check.ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(CheckOutcome.Warn), c => c.Figure.ShouldBeNull(), c => c.ItemCount.ShouldBe(3));
    }

    [Theory]
    [InlineData(LensKind.Firmographic, false, CheckOutcome.Warn)]
    [InlineData(LensKind.Demographic, false, CheckOutcome.Warn)]
    [InlineData(LensKind.Firmographic, true, CheckOutcome.Pass)]
    [InlineData(LensKind.Needs, false, CheckOutcome.Pass)]
    [InlineData(LensKind.Problem, false, CheckOutcome.Pass)]
    public void Correlation_confusion_is_knowing_who_customers_are_and_not_why_they_buy(LensKind kind, bool hasDrivers, CheckOutcome expected)
    {
        var input = Healthy();
        if (!hasDrivers)
        {
            input = input with { Drivers = new Dictionary<string, IReadOnlyDictionary<string, decimal>>(StringComparer.Ordinal) };
        }

        var lens = new Lens("Other", "Other", [], key: "other") { Kind = kind };
        Of(input with { Others = [new(lens, Tagging.Tag(lens, [.. input.View.Epics.Select(e => e.Epic)]))] }, "correlationConfusion").Outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData("project")]
    [InlineData("team")]
    [InlineData("component")]
    public void Internal_convenience_is_a_segment_that_follows_from_the_organization(string facet)
    {
        var check = Of(Healthy(items: Items(60).Select((item, i) => Following(item, i, facet))), "internalConvenience");

        check.Outcome.ShouldBe(CheckOutcome.Warn);
        check.Figure!.Value.ShouldBe(1, 1e-12);
        check.Text.ShouldStartWith($"The {facet} of an epic gives its segment away");
        check.Items.ShouldBe(["SMB is Falcon on 20 of 20 epics", "Enterprise is Heron on 20 of 20 epics", "Public is Owl on 20 of 20 epics"]);
    }

    [Fact]
    public void Of_fewer_than_twenty_tagged_epics_nothing_is_said()
    {
        var check = Of(Healthy(items: Items(19).Select((item, i) => Following(item, i, "team"))), "internalConvenience");

        check.ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(CheckOutcome.Pass), c => c.Figure.ShouldBeNull());
        Of(Healthy(items: Items(20).Select((item, i) => Following(item, i, "team"))), "internalConvenience").Outcome.ShouldBe(CheckOutcome.Warn);
    }

    [Fact]
    public void It_could_be_simpler_with_a_segment_that_hardly_has_an_epic_in_two_periods()
    {
        WorkItem[] items = [.. Items(60).Where(i => !i.ValuesOf(Field).Contains("Public", StringComparer.Ordinal)), Epic("P-1", 20, "Public")];
        var now = Healthy(items: items);

        Of(now with { EpicsBefore = new Dictionary<string, int>(StringComparer.Ordinal) { ["public"] = 1 } }, "simplicity").Items
            .ShouldBe(["Public had fewer than 2 epics in two periods running"]);
        Of(now with { EpicsBefore = new Dictionary<string, int>(StringComparer.Ordinal) { ["public"] = 2 } }, "simplicity").Outcome.ShouldBe(CheckOutcome.Pass);
        Of(now, "simplicity").Outcome.ShouldBe(CheckOutcome.Pass, "nobody knows the period before");
    }

    [Fact]
    public void It_could_be_simpler_with_more_than_three_lenses_or_one_that_says_the_same_as_another()
    {
        var input = Healthy();
        var twin = new Lens("Segment by another name", Field, input.View.Lens.Segments, key: "twin");
        LensView same = new(twin, Tagging.Tag(twin, [.. input.View.Epics.Select(e => e.Epic)]));
        var empty = new Lens("Other", "Other", [], key: "other");
        LensView other = new(empty, Tagging.Tag(empty, [.. input.View.Epics.Select(e => e.Epic)]));

        Of(input with { Others = [same] }, "simplicity").Items.ShouldBe(["Customer segment says the same as Segment by another name"]);
        Of(input with { Others = [other, other] }, "simplicity").Outcome.ShouldBe(CheckOutcome.Pass);
        Of(input with { Others = [other, other, other] }, "simplicity").Items.ShouldBe(["4 lenses are more than people keep up"]);
    }

    [Fact]
    public void Every_threshold_can_be_set()
    {
        var input = Healthy() with { Thresholds = new() { SegmentsWarn = 2, ReviewWarns = 1, ReviewFails = 2 } };

        Of(input, "tooManySegments").Outcome.ShouldBe(CheckOutcome.Warn);
        Of(input, "staticSegmentation").Outcome.ShouldBe(CheckOutcome.Fail);
    }

    private static HealthCheck Of(HealthInput input, string code)
    {
        var check = SchemeHealth.Check(input).Single(c => c.Code == code);
        (check.Action == "").ShouldBe(check.Outcome == CheckOutcome.Pass, "what warns says what to do");
        return check;
    }

    private static HealthInput Healthy(
        IEnumerable<WorkItem>? items = null,
        decimal[]? targets = null,
        Func<Segment, Segment>? segment = null,
        int? reviewedDaysAgo = 10)
    {
        var named = LensBuilder.Segments([("SMB", ["SMB"]), ("Enterprise", ["Enterprise"]), ("Public", ["Public"])])
            .Select(s => s with { Owner = "Ada", ReachedBy = "community" });
        var lens = new Lens("Customer segment", Field, [.. named.Select(segment ?? (s => s))]) { Reviewed = reviewedDaysAgo is { } days ? Today.AddDays(-days) : null };
        var efforts = RollUp.Compute(Backlog.Build(items ?? Items(60)), new());
        return new(new(lens, Tagging.Tag(lens, efforts)), Strategy(targets ?? [50, 30, 20]), Today) { Drivers = Drivers() };
    }

    /// <summary>One point each, a third for each segment, with teams, projects and components that have nothing to do with them.</summary>
    private static IEnumerable<WorkItem> Items(int count) => Enumerable.Range(0, count).Select(i =>
        Epic($"{Teams[i / 3 % 3]}-{i}", 1, i % 3 == 0 ? "SMB" : i % 3 == 1 ? "Enterprise" : "Public") with { Team = Teams[i / 9 % 3] });

    private static WorkItem Following(WorkItem item, int i, string facet) => facet switch
    {
        "project" => item with { Project = Teams[i % 3] },
        "team" => item with { Team = Teams[i % 3] },
        _ => item with
        {
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = item.ValuesOf(Field), ["Component/s"] = [Teams[i % 3]] },
        },
    };

    private static Dictionary<string, IReadOnlyDictionary<string, decimal>> Drivers() => new(StringComparer.Ordinal)
    {
        ["smb"] = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Price"] = 70, ["Setup"] = 30 },
        ["enterprise"] = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Audit log"] = 60, ["Setup"] = 40 },
        ["public"] = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Hosting"] = 80, ["Audit log"] = 20 },
    };
}
