using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Simulators.Teams;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

/// <summary>Reports for Teams in Setup, made and sent without a mouse and seen on every screen; Teams is simulated.</summary>
public sealed class ReportsTests(Chromium chromium)
{
    [Fact]
    public async Task The_keyboard_alone_makes_previews_sends_and_pauses_a_report_that_looks_right_everywhere()
    {
        await using var teams = await WorkflowSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var panel = await OpenPanel.StartAsync(chromium, address: "/#/setup", guard: OutboundGuard.For($"http://{teams.Address.Authority}"));
        var page = panel.Page;
        var report = page.GetByTestId("report");

        await page.TabToAsync(page.GetByTestId("report-add"));
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync(page.GetByLabel("Name", new() { Exact = true }));
        await page.Keyboard.TypeAsync("Weekly");
        await page.TabToAsync(page.GetByLabel("For whom"));
        await page.Keyboard.TypeAsync("Product leads");
        await page.TabToAsync(page.GetByLabel("Address of the workflow in Teams"));
        await page.Keyboard.TypeAsync(teams.Address.AbsoluteUri);
        await panel.ShouldBeFineAsync("report-form", new(380, ColorScheme.Dark), new(1280, ColorScheme.Light));
        await page.TabToAsync(page.GetByTestId("report-save"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(report).ToContainTextAsync("To 127.0.0.1");
        await ActAsync("Preview");
        await Expect(page.GetByTestId("report-preview")).ToContainTextAsync("Alignment index");
        teams.Accepted.ShouldBeEmpty("a preview posts nothing");
        await ActAsync("Send now");
        await Expect(page.GetByTestId("report-accepted")).ToContainTextAsync("Last accepted:");
        teams.Accepted.ShouldHaveSingleItem().ToJsonString().ShouldContain("Product leads");
        await ActAsync("Pause");
        await Expect(page.GetByTestId("report-state")).ToHaveTextAsync("Paused");
        (await page.ContentAsync()).ShouldNotContain(WorkflowSimulator.Signature);
        await report.Locator("summary").ClickAsync();
        await panel.ShouldBeFineAsync(
            "report",
            [.. Look.NarrowAndWide, new(1280, ColorScheme.Light, IsHighContrast: true)]);

        await page.GotoAsync("/?lang=de#/setup");
        await Expect(page.GetByTestId("report-state")).ToHaveTextAsync("Angehalten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vorschau: Weekly" }).ClickAsync();
        await Expect(page.GetByTestId("report-preview")).ToContainTextAsync("Alignment index");
        await panel.ShouldBeFineAsync("report-de", new(380, ColorScheme.Light), new(1280, ColorScheme.Dark));

        async Task ActAsync(string act)
        {
            await page.TabToAsync(report.GetByRole(AriaRole.Button, new() { Name = $"{act}: Weekly" }));
            await page.Keyboard.PressAsync("Enter");
        }
    }
}
