using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;

namespace TrackerSegments.Browser.Tests;

/// <summary>The views behind "More": found, read and used, in both themes, narrow and wide, in German and from right to left.</summary>
public sealed class InsightTests(Chromium chromium)
{
    [Theory]
    [InlineData("trend")]
    [InlineData("trend-table")]
    [InlineData("health")]
    [InlineData("plan")]
    [InlineData("matrix")]
    public async Task Nothing_overflows_or_overlaps_and_axe_finds_nothing_serious(string view)
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        await new Insights(panel.Page).AnswerAsync();
        await UnfoldAsync("");
        await panel.ShouldBeFineAsync(view, new(1600, ColorScheme.Light), new(360, ColorScheme.Dark));

        await UnfoldAsync("lang=de");
        await panel.ShouldBeFineAsync($"{view}-de", new Look(320, ColorScheme.Light));

        await UnfoldAsync("dir=rtl");
        await panel.ShouldBeFineAsync($"{view}-rtl", new Look(1280, ColorScheme.Dark));

        async Task UnfoldAsync(string query)
        {
            await GoAsync(panel.Page, view.Split('-')[0], query);
            if (view == "trend-table")
            {
                await OpenTablesAsync(panel.Page);
            }
            else if (view == "matrix")
            {
                await panel.Page.GetByTestId("heat-map").GetByRole(AriaRole.Button).First.ClickAsync();
                await panel.Page.GetByTestId("epics-behind").WaitForAsync();
            }

            await panel.Page.GetByTestId("help").ClickAsync();
            await panel.Page.GetByTestId("help-texts").WaitForAsync();
        }
    }

    [Fact]
    public async Task More_opens_and_closes_by_keyboard_and_the_view_that_it_leads_to_stands_beside_the_others()
    {
        await using var panel = await OpenAsync("alignment");
        var more = panel.Page.GetByTestId("more");

        await more.FocusAsync();
        await panel.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(more).ToHaveAttributeAsync("aria-expanded", "true");
        await panel.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(more).ToBeFocusedAsync();
        await panel.Page.Keyboard.PressAsync("Enter");
        await panel.Page.Keyboard.PressAsync("Tab");
        await panel.Page.Keyboard.PressAsync("Tab");
        await panel.Page.Keyboard.PressAsync("Enter");

        await panel.Page.GetByTestId("health").WaitForAsync();
        await Assertions.Expect(panel.Page.GetByRole(AriaRole.Link, new() { Name = "Health" })).ToHaveAttributeAsync("aria-current", "page");
        await Assertions.Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
        await panel.Page.GoBackAsync();
        await panel.Page.GetByTestId("headline").WaitForAsync();
    }

    [Fact]
    public async Task A_click_on_the_chart_moves_the_nearer_day_and_a_part_opens_to_its_epics()
    {
        await using var panel = await OpenAsync("trend");
        var page = panel.Page;
        var days = page.Locator(".pick-days select");
        var (first, last) = (await days.First.InputValueAsync(), await days.Last.InputValueAsync());
        var chart = page.GetByTestId("time-chart").Last;
        var box = (await chart.BoundingBoxAsync())!;

        await chart.ClickAsync(new() { Position = new() { X = box.Width * 0.9f, Y = 100 } });

        await Assertions.Expect(days.First).ToHaveValueAsync(first);
        await Assertions.Expect(days.Last).Not.ToHaveValueAsync(last);
        await page.WaitForURLAsync(url => url.Contains("to=", StringComparison.Ordinal));
        await page.GetByTestId("waterfall").GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("epics-behind")).ToContainTextAsync("FW-301");
    }

    [Fact]
    public async Task A_capacity_is_asked_about_once_it_stands_still()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        Insights insights = new(panel.Page);
        await insights.AnswerAsync();
        await panel.Page.GotoAsync("/#/plan");
        await panel.Page.GetByTestId("plan-list").WaitForAsync();

        await panel.Page.GetByTestId("capacity").FillAsync("12x");
        await Assertions.Expect(panel.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("a number of 0 or more");
        await panel.Page.GetByTestId("capacity").FillAsync("400");
        await panel.Page.WaitForResponseAsync("**/api/plan");

        insights.Plans.ShouldBe(2);
        await Assertions.Expect(panel.Page.GetByTestId("plan-index")).ToContainTextAsync("70 → 92");
    }

    [Fact]
    public async Task A_view_that_cannot_be_fetched_says_so_and_is_fetched_again()
    {
        await using var panel = await OpenAsync("alignment");
        await panel.Page.RouteAsync("**/assets/HealthView-*.js", route => route.AbortAsync());
        await panel.Page.GotoAsync("/#/health");

        await Assertions.Expect(panel.Page.GetByTestId("failure")).ToContainTextAsync("This view could not be fetched.");
        panel.Complaints.Clear();
    }

    [Fact]
    public async Task The_sample_has_eleven_checks_a_plan_and_a_first_day()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "/#/health");
        var page = panel.Page;
        await Assertions.Expect(page.Locator("[data-testid=checks] > li")).ToHaveCountAsync(11);

        await page.GotoAsync("/#/plan");
        await page.GetByTestId("plan-list").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("plan-sentence")).ToContainTextAsync("Commit to");
        await panel.PictureAsync("plan-real");

        await page.GotoAsync("/#/trend");
        await Assertions.Expect(page.GetByTestId("trend")).ToContainTextAsync("There is one snapshot so far");
        await page.GotoAsync("/#/matrix");
        await Assertions.Expect(page.Locator(".next-step")).ToContainTextAsync("A matrix needs two");
    }

    private static async Task OpenTablesAsync(IPage page)
    {
        var switches = page.Locator(".insight-part .switch .switch-option:last-child");
        await switches.First.ClickAsync();
        await page.GetByTestId("trend-table").WaitForAsync();
        await switches.Last.ClickAsync();
        await page.GetByTestId("flows").GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GetByTestId("epics-behind").WaitForAsync();
    }

    private async Task<OpenPanel> OpenAsync(string view)
    {
        var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        await new Insights(panel.Page).AnswerAsync();
        await GoAsync(panel.Page, view, "");
        return panel;
    }

    private static async Task GoAsync(IPage page, string view, string query)
    {
        await page.GotoAsync($"/?{query}#/{view}");
        await (view switch
        {
            "alignment" => page.GetByTestId("headline"),
            "trend" => page.GetByTestId("sankey"),
            "plan" => page.GetByTestId("plan-list"),
            "matrix" => page.GetByTestId("heat-map"),
            _ => page.GetByTestId(view),
        }).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
