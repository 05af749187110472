using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

/// <summary>A workspace that was just connected: what a person reads first, on every screen, and how they begin without a mouse.</summary>
public sealed class FirstRunTests(Chromium chromium)
{
    [Fact]
    public async Task Nothing_overflows_or_overlaps_and_axe_finds_nothing_serious()
    {
        await using var site = await JiraSite.StartAsync();
        await using var panel = await OpenAsync(site);
        var page = panel.Page;
        await page.GetByTestId("first-run-roles").Locator("summary").ClickAsync();
        await panel.ShouldBeFineAsync(
            "first-run",
            [.. Look.NarrowAndWide, new(360, ColorScheme.Light, IsHighContrast: true), new(1280, ColorScheme.Dark, IsHighContrast: true)]);

        await page.GotoAsync("/?lang=de");
        await Expect(page.GetByTestId("first-run-start")).ToHaveTextAsync("Damit anfangen");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await panel.ShouldBeFineAsync("first-run-de", new(380, ColorScheme.Light), new(1280, ColorScheme.Dark));
    }

    [Fact]
    public async Task The_keyboard_alone_chooses_a_preset_sets_its_targets_and_begins()
    {
        await using var site = await JiraSite.StartAsync();
        await using var panel = await OpenAsync(site);
        var page = panel.Page;
        var firstRun = page.GetByTestId("first-run");

        await page.TabToAsync(firstRun.GetByRole(AriaRole.Radio).First);
        var bySize = firstRun.GetByRole(AriaRole.Radio, new() { Name = "By company size" });
        for (var choice = await firstRun.GetByRole(AriaRole.Radio).CountAsync(); choice > 0 && !await bySize.IsCheckedAsync(); choice--)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(bySize).ToBeCheckedAsync();
        foreach (var (segment, target) in new[] { ("Enterprise", "30"), ("Mid-market", "20"), ("SMB", "60") })
        {
            await page.TabToAsync(firstRun.GetByRole(AriaRole.Textbox, new() { Name = $"Target of {segment}" }));
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync(target);
        }

        await Expect(page.GetByTestId("first-run-sum")).ToContainTextAsync("too much");
        await page.TabToAsync(page.GetByTestId("first-run-start"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(firstRun).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("50");
        await Expect(page.GetByTestId("first-run-sum")).ToContainTextAsync("They add up to 100.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByTestId("index-value")).ToBeVisibleAsync();
        await Expect(firstRun).ToHaveCountAsync(0);
        (await panel.AlignmentAsync()).GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("target").GetDouble()).ShouldBe([30, 20, 50]);
    }

    private async Task<OpenPanel> OpenAsync(JiraSite site)
    {
        site.Fill("A", "B", 12);
        var panel = await OpenPanel.StartAsync(
            chromium,
            _ => new(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [site.Settings("A")] },
            access: new() { Secrets = new(new(JiraSite.Token), null), Pace = new() { Every = TimeSpan.FromHours(1) } });
        await Expect(panel.Page.GetByTestId("first-run-count")).ToContainTextAsync("12 epics of type Epic would be counted");
        await Expect(panel.Page.GetByTestId("first-run-fields")).ToContainTextAsync("SMB (");
        await panel.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return panel;
    }
}
