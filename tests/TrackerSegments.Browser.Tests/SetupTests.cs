using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests;

/// <summary>Targets, segments and fields: read in both themes and directions, and changed as the service keeps them.</summary>
public sealed class SetupTests(Chromium chromium)
{
    [Fact]
    public async Task Nothing_overflows_or_overlaps_and_axe_finds_nothing_serious()
    {
        await using var panel = await OpenAsync();
        await panel.ShouldBeFineAsync("setup", new(1600, ColorScheme.Light), new(360, ColorScheme.Dark));

        await GoAsync(panel.Page, "lang=de");
        await panel.ShouldBeFineAsync("setup-de", new Look(320, ColorScheme.Light));

        await GoAsync(panel.Page, "dir=rtl");
        await panel.ShouldBeFineAsync("setup-rtl", new Look(1280, ColorScheme.Dark));
    }

    [Fact]
    public async Task Targets_that_are_published_judge_the_figures_at_once()
    {
        await using var panel = await OpenAsync();
        var page = panel.Page;

        await page.Locator("[data-key=smb] input[type=range]").FocusAsync();
        for (var press = 0; press < 20; press++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Assertions.Expect(page.GetByTestId("target-sum")).ToHaveTextAsync("The targets add up to 100.");
        await page.GetByTestId("publish").ClickAsync();
        await Assertions.Expect(page.GetByTestId("toast")).ToContainTextAsync("The targets are published.");

        var segments = (await panel.AlignmentAsync()).GetProperty("segments").EnumerateArray();
        segments.Single(s => s.GetProperty("key").GetString() == "smb").GetProperty("target").GetDecimal().ShouldBe(30);
        await page.GetByRole(AriaRole.Link, new() { Name = "Alignment" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("segment-row").Last).ToContainTextAsync("target 30");
    }

    [Fact]
    public async Task Where_somebody_else_changed_the_targets_both_are_shown_and_nothing_is_written()
    {
        await using var panel = await OpenAsync();
        var page = panel.Page;
        await page.EvaluateAsync("""
            async () => {
              const address = '/api/strategy/customer-segment';
              const etag = (await fetch(address)).headers.get('etag');
              const targets = [['enterprise', 10], ['mid-market', 20], ['smb', 70]].map(([segment, target]) => ({ segment, target }));
              const answer = await fetch(address, {
                method: 'PUT', headers: { 'content-type': 'application/json', 'if-match': etag }, body: JSON.stringify({ publish: true, targets }),
              });
              if (!answer.ok) throw new Error(await answer.text());
            }
            """);

        await page.Locator("[data-key=smb] input[type=range]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByTestId("publish").ClickAsync();

        var both = page.GetByTestId("both-versions");
        await Assertions.Expect(both.GetByRole(AriaRole.Row).Last).ToContainTextAsync("70");
        await Assertions.Expect(both.GetByRole(AriaRole.Row).Last).ToContainTextAsync("51");
        await both.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(page.Locator("[data-key=smb] input[type=text]").First).ToHaveValueAsync("70");
        panel.Complaints.Clear();
    }

    private async Task<OpenPanel> OpenAsync()
    {
        var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        await GoAsync(panel.Page, "");
        return panel;
    }

    private static async Task GoAsync(IPage page, string query)
    {
        await page.GotoAsync($"/?{query}#/setup");
        await page.GetByTestId("fields").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
