using System.Text.Json.Nodes;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Reports.Teams;

public class CardTests
{
    [Fact]
    public void A_card_has_the_figures_and_the_hash_of_the_document()
    {
        var report = MadeReports.Usual();
        var all = Words(Cards.Of(report));

        all.ShouldContain(report.Document.Headline);
        all.ShouldContain(report.Document.Hash);
        all.ShouldContain("61.0 %");
        all.ShouldContain("Under −32.0 pp");
        all.ShouldContain("90.9 % of it tagged");
        all.ShouldContain("2026-11-21 12:00 UTC");
        all.ShouldNotContain("Not all of it fits");
    }

    [Fact]
    public void The_chart_shows_shares_beside_targets_and_gives_way_to_a_table()
    {
        var chart = Cards.Elements(Cards.Of(MadeReports.Usual()), "Chart.HorizontalBar.Stacked").ShouldHaveSingleItem();

        chart["data"]!.AsArray().Select(bar => string.Join(' ', bar!["data"]!.AsArray().Select(part => $"{part!["legend"]}={part["value"]}")))
            .ShouldBe(["Enterprise=61 Mid-market=21 SMB=18", "Enterprise=30 Mid-market=20 SMB=50"]);
        chart["fallback"]!["type"]!.ToString().ShouldBe("Table");
        Words(chart["fallback"]).ShouldContain("███░░░░░┃░░░░░░░");
    }

    [Fact]
    public void What_to_tag_next_is_named_with_a_link_into_the_tracker()
    {
        var link = Cards.Elements(Cards.Of(MadeReports.Usual()), "Action.OpenUrl").ShouldHaveSingleItem();

        link["url"]!.ToString().ShouldBe("https://tracker.example/browse/A-4");
    }

    [Fact]
    public void The_links_open_panel_and_tracker_and_nothing_but_web_pages()
    {
        Cards.Of(MadeReports.Usual(), new() { Links = new(new("https://segments.example/"), null, [new("tracker.example", new("https://tracker.example/"))]) })["actions"]!.AsArray()
            .Select(action => action!["url"]!.ToString()).ShouldBe(["https://segments.example/", "https://tracker.example/"]);
        Cards.Of(MadeReports.Usual(), new() { Links = new(new("javascript:alert(1)"), null, [new("x", new("file:///etc/passwd"))]) }).ContainsKey("actions").ShouldBeFalse();
    }

    [Fact]
    public void The_report_before_is_compared_with()
    {
        var before = MadeReports.Usual(smb: 60, asOf: MadeReports.AsOf.AddDays(-7)).Document;
        var now = MadeReports.Usual();
        var index = Math.Round((decimal)now.Document.Alignment.Index!.Value, 1, MidpointRounding.AwayFromZero)
            - Math.Round((decimal)before.Alignment.Index!.Value, 1, MidpointRounding.AwayFromZero);

        var words = Words(Cards.Of(now, new() { Before = before }));

        words.ShouldContain($"Since 14 Nov 2026: index −{Math.Abs(index):0.0}");
        Words(Cards.Of(now, new() { Before = now.Document })).ShouldContain("Since 21 Nov 2026 nothing has changed.");
        Words(Cards.Of(now, new() { Before = before with { Measure = "count" } })).ShouldNotContain("Since");
    }

    [Fact]
    public void A_card_stays_under_20_KB_and_counts_what_it_leaves_out()
    {
        var report = Cards.Huge();
        var message = TeamsMessage.Of(report, new() { Links = Cards.Links, Moved = new string('m', 5_000), Moves = new string('v', 5_000), Audience = new string('x', 5_000), Note = new string('y', 5_000) });
        var card = JsonNode.Parse(message)!["attachments"]![0]!["content"];

        message.Length.ShouldBeLessThanOrEqualTo(TeamsMessage.MostBytes);
        message.Length.ShouldBeGreaterThan(TeamsMessage.MostBytes / 3);
        var shown = Cards.Elements(card, "Table").Last()["rows"]!.AsArray().Count - 2;
        var words = Words(card);
        words.ShouldContain($"{500 - shown} segments are summed up");
        words.ShouldContain("epics to tag are left out");
        words.ShouldContain("findings are left out");
        words.ShouldContain("texts are shortened");
        Cards.Elements(card, "Action.OpenUrl").Count(action => action["url"]!.ToString() == Cards.Links.Panel!.AbsoluteUri).ShouldBe(2);
        card!["actions"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public void Segments_that_are_summed_up_still_add_up_to_the_whole()
    {
        var chart = Cards.Elements(Cards.Of(Cards.Huge()), "Chart.HorizontalBar.Stacked").Single();

        foreach (var bar in chart["data"]!.AsArray())
        {
            bar!["data"]!.AsArray().Sum(part => part!["value"]!.GetValue<decimal>()).ShouldBe(100);
        }
    }

    [Theory]
    [InlineData("\u202Egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("a\r\nb\u001B[31m", "a\uFFFD\uFFFDb\uFFFD[31m")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}", "{\u2060{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData("${secret}", "$\u2060{secret}")]
    [InlineData("[click](https://evil.example) **x** <at>all</at>", "[click](https://evil.example) **x** <at>all</at>")]
    public void Outside_text_is_only_ever_text(string name, string shown)
    {
        var card = Cards.Of(MadeReports.Of([("Enterprise", 100)], [MadeReports.Epic("A-1", 5, "Enterprise"), MadeReports.Epic("A-2", 5) with { Title = name }]));

        Words(card).ShouldContain($" {shown} ");
        // Text blocks and fact sets read Markdown; text runs do not, and mentions need entities.
        Cards.Elements(card, "TextBlock").Concat(Cards.Elements(card, "FactSet")).ShouldBeEmpty();
        card["msteams"]!.AsObject().Select(property => property.Key).ShouldBe(["width"]);
    }

    [Fact]
    public void Half_a_letter_is_replaced() =>
        Words(Cards.Of(MadeReports.Of([("Enterprise", 100)], [MadeReports.Epic("A-1", 5, "Enterprise"), MadeReports.Epic("A-2", 5) with { Title = "\uD83D" }])))
            .ShouldContain(" \uFFFD ");

    [Fact]
    public void Without_a_strategy_or_any_effort_the_card_says_so_and_draws_nothing_wrong()
    {
        var none = Cards.Of(MadeReports.Of([("Enterprise", null)], [MadeReports.Epic("A-1", 5, "Enterprise")]));
        Cards.Elements(none, "Chart.HorizontalBar.Stacked").Single()["data"]!.AsArray().Count.ShouldBe(1);
        var empty = MadeReports.Of([("Enterprise", 100)], []);
        Cards.Elements(Cards.Of(empty), "Chart.HorizontalBar.Stacked").ShouldBeEmpty();
        Words(Cards.Of(empty)).ShouldContain(empty.Document.Headline);
    }

    private static string Words(JsonNode? card) => string.Join('\n', Cards.Texts(card));
}
