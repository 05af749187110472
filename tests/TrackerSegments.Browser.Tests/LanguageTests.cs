using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;

namespace TrackerSegments.Browser.Tests;

/// <summary>Every view in German, whose words are longer, and from right to left.</summary>
public sealed class LanguageTests(Chromium chromium)
{
    [Theory]
    [InlineData("alignment")]
    [InlineData("table")]
    [InlineData("provenance")]
    [InlineData("board")]
    [InlineData("menu")]
    [InlineData("selection")]
    public async Task Nothing_overflows_or_overlaps_and_axe_finds_nothing_serious(string view)
    {
        Look narrow = new(320, ColorScheme.Light);
        await using var panel = await OpenPanel.StartAsync(chromium, width: narrow.Width, address: "about:blank");
        await OpenAsync(panel.Page, view, "lang=de");
        await panel.ShouldBeFineAsync($"{view}-de", narrow);

        await OpenAsync(panel.Page, view, "dir=rtl");
        await panel.ShouldBeFineAsync($"{view}-rtl", view is "alignment" or "board" ? [narrow, new(1280, ColorScheme.Light)] : [narrow]);
    }

    [Fact]
    public async Task The_page_speaks_the_language_that_is_asked_for_and_says_which()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "/?lang=de");

        await Assertions.Expect(panel.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Assertions.Expect(panel.Page.GetByTestId("headline")).ToContainTextAsync("Die Strategie sieht für");
        await Assertions.Expect(panel.Page.GetByTestId("segment-row").First).ToContainTextAsync(",");
        await Assertions.Expect(panel.Page.GetByTestId("unassigned-row")).ToContainTextAsync("Ohne Zuordnung");
        (await panel.Page.TitleAsync()).ShouldStartWith("Ausrichtung · ");
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_English_from_left_to_right()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "/?lang=ar");

        await Assertions.Expect(panel.Page.Locator("html")).ToHaveAttributeAsync("lang", "en-GB");
        await Assertions.Expect(panel.Page.Locator("html")).ToHaveAttributeAsync("dir", "ltr");
        await Assertions.Expect(panel.Page.GetByTestId("headline")).ToContainTextAsync("Strategy says");
    }

    [Fact]
    public async Task English_fetches_no_other_language()
    {
        List<string> fetched = [];
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        panel.Page.Request += (_, request) => fetched.Add(new Uri(request.Url).AbsolutePath);

        await panel.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        fetched.ShouldContain(path => path.EndsWith(".js", StringComparison.Ordinal));
        fetched.ShouldNotContain(path => path.Contains("german", StringComparison.Ordinal));

        await panel.Page.GotoAsync("/?lang=de", new() { WaitUntil = WaitUntilState.NetworkIdle });
        fetched.Count(path => path.StartsWith("/assets/german-", StringComparison.Ordinal)).ShouldBe(1, "all of a language is one file");
    }

    [Fact]
    public async Task Where_the_language_cannot_be_fetched_the_page_is_English_and_says_so()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        await panel.Page.RouteAsync("**/assets/german-*.js", route => route.AbortAsync());

        await panel.Page.GotoAsync("/?lang=de");

        await Assertions.Expect(panel.Page.GetByTestId("toast")).ToContainTextAsync("the page is in English");
        await Assertions.Expect(panel.Page.GetByTestId("headline")).ToContainTextAsync("Strategy says");
        await Assertions.Expect(panel.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        panel.Complaints.Clear();
    }

    [Fact]
    public async Task From_right_to_left_the_bars_begin_at_the_right_and_the_arrows_follow_the_columns()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "/?dir=rtl");
        var chart = (await panel.Page.Locator(".row .chart").First.BoundingBoxAsync())!;
        var bar = (await panel.Page.Locator(".row .bar").First.BoundingBoxAsync())!;
        (bar.X + bar.Width).ShouldBe(chart.X + chart.Width, 1);

        BoardPage board = new(panel.Page);
        await board.OpenAsync();
        var first = board.Columns.Nth(0);
        var second = board.Columns.Nth(1);
        (await first.BoundingBoxAsync())!.X.ShouldBeGreaterThan((await second.BoundingBoxAsync())!.X);
        await first.GetByTestId("card").First.FocusAsync();
        await panel.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(second.Locator("[data-testid=card]:focus")).ToHaveCountAsync(1);
    }

    private static async Task OpenAsync(IPage page, string view, string query)
    {
        await page.GotoAsync($"/?{query}");
        await page.GetByTestId("headline").WaitForAsync();
        BoardPage board = new(page);
        switch (view)
        {
            case "table":
                await page.Locator(".switch-option").Last.ClickAsync();
                await page.GetByTestId("segment-table").WaitForAsync();
                break;
            case "provenance":
                await page.GetByTestId("provenance").ClickAsync();
                await page.GetByTestId("segment-row").First.GetByRole(AriaRole.Button).First.ClickAsync();
                await page.GetByTestId("epic-list").WaitForAsync();
                break;
            case "board":
                await board.OpenAsync();
                break;
            case "menu":
                await board.OpenAsync();
                await page.GetByTestId("card").First.FocusAsync();
                await page.Keyboard.PressAsync("m");
                await board.Menu.WaitForAsync();
                break;
            case "selection":
                await board.OpenAsync();
                await page.GetByTestId("choose-all").ClickAsync();
                await board.Selection.WaitForAsync();
                break;
        }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
