using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

public sealed class AlignmentReportTests
{
    private static readonly string[] Names = ["Enterprise", "Mid-market", "SMB"];

    [Fact]
    public void The_same_items_give_the_same_bytes_in_any_order_culture_and_number_of_threads() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Epics(Names.Length), epics =>
        {
            WorkItem[] items = [.. epics.Select(ToItem)];
            var expected = JsonOf(items);
            string[] cultures = ["tr-TR", "de-DE", "ar-SA", ""];
            return cultures.AsParallel().All(culture =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var shuffled = items.ToArray();
                new Random(items.Length).Shuffle(shuffled);
                return JsonOf(shuffled) == expected;
            });
        }));

    [Fact]
    public void The_document_has_the_figures_of_the_split()
    {
        var document = Report(
            [
                Epic("A-1", 61, "Enterprise"), Epic("A-2", 18, "smb"), Epic("A-3", 21, "Mid-market"),
                Epic("A-4", null, "SMB"), Epic("A-5", 10), Epic("A-6", 15, "Strategic"),
            ],
            Lens(Names),
            Strategy(30, 20, 50)).Document;

        document.Totals.ShouldBe(new(6, 4, 2, 1, 125m, 100m, 25m, 0m, 0.8));
        document.Segments[2].ShouldBe(new(
            "smb", "SMB", "#009E73", 2, 1, 18m, 0.18, 18d / 125, 43d / 125, 50m, 5m, -32d, "under", Certain: true));
        document.Alignment.ShouldBe(document.Alignment with { Index = 68d, State = "misaligned", Certain = true, DependsOnCount = 2 });
        document.Alignment.DependsOn.ShouldBe(["A-6", "A-5"]);
        document.Headline.ShouldBe(
            "Strategy says SMB 50 %; planned effort says 18 % (−32 pp). Enterprise gets 61 % against 30 % (+31 pp). "
            + "1 epic has no estimate and is not counted.");
        document.Findings.Select(f => f.Code).ShouldBe(["focusMismatch", "lowCoverage", "unmappedValues", "unestimatedEpics"]);
        document.Findings[0].Text.ShouldBe("Focus is SMB (target 50 %), but the largest part of the planned effort (61 %) goes to Enterprise (target 30 %).");
        document.Findings[1].ShouldBe(document.Findings[1] with { Severity = "warning", Text = "Only 80 % of the effort is tagged with a segment." });
        document.Findings[2].Text.ShouldBe("1 value of Segment means no segment: \"Strategic\" (1 epic).");
    }

    [Fact]
    public void Efforts_have_at_most_three_decimals_and_no_needless_zeros()
    {
        var json = JsonOf([Epic("A-1", 10, "Enterprise", "SMB", "Mid-market"), Epic("A-2", 2.50m)]);

        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("effort").GetRawText()).ShouldBe(["3.334", "3.333", "3.333"]);
        document.RootElement.GetProperty("totals").GetProperty("unassignedEffort").GetRawText().ShouldBe("2.5");
        document.RootElement.GetProperty("totals").GetProperty("effort").GetRawText().ShouldBe("12.5");
    }

    [Fact]
    public void An_epic_counts_for_the_segments_it_does_name_and_a_segment_named_twice_counts_once()
    {
        var report = Report([Epic("A-1", 6, "Partner", "SMB", "smb", "Enterprise"), Epic("A-2", 4, "Partner")], Lens(Names));

        report.Document.Segments.Select(s => s.Effort).ShouldBe([3m, 0m, 3m]);
        report.Document.Totals.UnassignedEffort.ShouldBe(4m);
        report.Epics[1].Unmapped.ShouldBe(["Partner"]);
    }

    [Theory]
    [InlineData("No epic is in scope, so there is nothing to split yet.")]
    [InlineData("No epic is tagged with Customer segment yet, so there is no split to show.", "A-1:5:")]
    [InlineData("No tagged epic has any effort yet, so there is no split to show.", "A-1:0:SMB")]
    [InlineData("No tagged epic has any effort yet, so there is no split to show. 2 epics have no estimate and are not counted.", "A-1::SMB", "A-2::SMB")]
    [InlineData("Planned effort follows the strategy: SMB gets 48 % against 50 % (−2 pp), and every segment is within its tolerance.", "A-1:48:SMB", "A-2:32:Enterprise", "A-3:20:Mid-market")]
    [InlineData("Planned effort follows the strategy: SMB gets 50 % against 50 % (±0 pp), and every segment is within its tolerance.", "A-1:50:SMB", "A-2:30:Enterprise", "A-3:20:Mid-market")]
    [InlineData("Strategy says Mid-market 20 %; planned effort says 10 % (−10 pp).", "A-1:55:SMB", "A-2:35:Enterprise", "A-3:10:Mid-market")]
    public void The_headline_says_how_it_stands(string sentence, params string[] epics) =>
        Report(epics.Select(Parse), Lens(Names), Strategy(30, 20, 50)).Document.Headline.ShouldBe(sentence);

    [Fact]
    public void The_headline_without_a_strategy_names_the_largest_segments() =>
        Report([Epic("A-1", 2, "SMB"), Epic("A-2", 1, "Enterprise")], Lens(Names)).Document.Headline
            .ShouldBe("SMB gets 66.7 % of the planned effort, Enterprise 33.3 %. No strategy is set to compare with.");

    [Fact]
    public void What_is_shown_adds_up_share_minus_target_is_delta()
    {
        var headline = Report([Epic("A-1", 2, "SMB"), Epic("A-2", 1, "Enterprise")], Lens(Names), Strategy(33.3m, 33.3m, 33.4m)).Document.Headline;

        headline.ShouldBe("Strategy says SMB 33.4 %; planned effort says 66.7 % (+33.3 pp). Mid-market gets 0 % against 33.3 % (−33.3 pp).");
    }

    [Fact]
    public void Where_no_item_is_an_epic_the_types_there_are_are_named_most_frequent_first()
    {
        string[] types = ["Story", "Epos", "story", "Bug"];
        var items = types.Select((type, i) => Epic($"A-{i}", 1) with { Type = type });

        var finding = Report(items, Lens(Names), Strategy(30, 20, 50)).Document.Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Severity).ShouldBe(("noEpics", "error"));
        finding.Text.ShouldBe("No item is of type Epic. The types there are: Story (2), Bug (1), Epos (1).");
    }

    [Fact]
    public void A_tie_for_the_largest_share_is_no_most()
    {
        var document = Report([Epic("A-1", 50, "Enterprise"), Epic("A-2", 50, "Mid-market")], Lens(Names), Strategy(30, 20, 50)).Document;

        document.Findings.ShouldNotContain(f => f.Code == "focusMismatch");
    }

    [Fact]
    public void Long_lists_are_cut_and_counted()
    {
        var document = Report(Enumerable.Range(0, 1_500).Select(i => Epic($"A-{i:D4}", 1)).Append(Epic("B-1", 1, "SMB")), Lens(Names), Strategy(30, 20, 50)).Document;

        document.Alignment.DependsOn.Count.ShouldBe(1_000);
        document.Alignment.DependsOnCount.ShouldBe(1_500);
        document.Findings.Single(f => f.Code == "lowCoverage").ShouldSatisfyAllConditions(
            f => f.Items.Count.ShouldBe(1_000), f => f.ItemCount.ShouldBe(1_500), f => f.Severity.ShouldBe("error"));
    }

    [Fact]
    public void Certain_figures_depend_on_no_epic()
    {
        Report([Epic("A-1", 5, "SMB"), Epic("A-2")], Lens(Names), Strategy(0, 0, 100)).Document.Alignment.DependsOn.ShouldBeEmpty();
        Report([Epic("A-1", 5, "SMB"), Epic("A-2", 0)], Lens(Names), Strategy(0, 0, 100)).Document.Alignment.DependsOnCount.ShouldBe(0);
    }

    private static WorkItem Parse(string text) => text.Split(':') is [var key, var points, var segment]
        ? Epic(key, points.Length == 0 ? null : decimal.Parse(points, CultureInfo.InvariantCulture), segment.Length == 0 ? [] : [segment])
        : throw new FormatException(text);

    private static WorkItem ToItem(RandomEpic epic, int index) =>
        Epic($"I-{index}", segments: [.. epic.Segments.Select(s => Names[s])]) with { Estimate = epic.Thousandths is { } t ? new Effort(t) : null };

    private static string JsonOf(IEnumerable<WorkItem> items) =>
        JsonSerializer.Serialize(Report(items, Lens(Names), Strategy(30, 20, 50)).Document, AlignmentJson.Default.AlignmentDocument);
}
