using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

public sealed class AzureDevOpsTests(Chromium chromium)
{
    [Fact]
    public async Task The_hub_shows_the_figures_to_whoever_Azure_DevOps_vouches_for()
    {
        await using var hub = await AzureDevOpsPage.OpenAsync(chromium, "hub.html");

        await Expect(hub.Frame.GetByTestId("segment-row")).ToHaveCountAsync(3);
        await Expect(hub.Page).ToHaveTitleAsync("loaded");
        hub.Calls.ShouldNotBeEmpty();
        hub.Calls.ShouldAllBe(call => call.Headers["authorization"].StartsWith("Bearer ey", StringComparison.Ordinal));
        hub.Calls.ShouldAllBe(call => !call.Headers.ContainsKey("x-azure-devops-user") && !call.Headers.ContainsKey("cookie"));
        hub.AllowedOrigins.ShouldAllBe(origin => origin == "https://fabrikam.gallerycdn.vsassets.io");
    }

    [Fact]
    public async Task The_board_opens_within_the_frame()
    {
        await using var hub = await AzureDevOpsPage.OpenAsync(chromium, "hub.html");

        await hub.Frame.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
        await Expect(hub.Frame.Locator("[data-testid=column]").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("rgb(255, 255, 255)", "light")]
    [InlineData("rgba(32, 31, 30, 1)", "dark")]
    public async Task A_page_takes_the_theme_of_Azure_DevOps(string background, string scheme)
    {
        await using var hub = await AzureDevOpsPage.OpenAsync(chromium, "hub.html", background: background);

        await Expect(hub.Frame.Locator("html")).ToHaveAttributeAsync("data-scheme", scheme);
        await Expect(hub.Frame.Locator("body")).ToHaveCSSAsync("background-color", background.Replace("rgba", "rgb", StringComparison.Ordinal).Replace(", 1)", ")", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_another_certificate_signed_opens_nothing()
    {
        await using var hub = await AzureDevOpsPage.OpenAsync(chromium, "hub.html", certificate: "the-certificate-of-quite-another-extension-of-somebody-else");

        await Expect(hub.Frame.GetByTestId("failure")).ToBeVisibleAsync();
        await Expect(hub.Frame.GetByTestId("segment-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_widget_shows_the_figures_at_a_glance()
    {
        await using var widget = await AzureDevOpsPage.OpenAsync(
            chromium, "widget.html", asks: "[\"load\", { \"name\": \"Where we work\", \"customSettings\": { \"data\": null } }]", width: 310);

        await Expect(widget.Frame.GetByRole(AriaRole.Heading, new() { Name = "Where we work" })).ToBeVisibleAsync();
        await Expect(widget.Frame.Locator(".glance-row")).ToHaveCountAsync(4);
        await widget.PictureAsync("azure-widget");
    }

    [Fact]
    public async Task An_epic_on_the_form_shows_its_segments_and_what_a_click_would_do()
    {
        await using var form = await AzureDevOpsPage.OpenAsync(chromium, "epic.html", asks: "[\"onLoaded\", { \"id\": \"FW-301\", \"isNew\": false }]", width: 420);

        await Expect(form.Frame.Locator("button[data-key]")).ToHaveCountAsync(3);
        await Expect(form.Frame.Locator("button[data-key]").First).ToContainTextAsync("Index");
        form.Calls.Where(call => call.Path.StartsWith("/api/epics/", StringComparison.Ordinal)).ShouldAllBe(call => call.Headers["x-azure-devops-user"] == "the.users.token");
        form.Calls.Where(call => !call.Path.StartsWith("/api/epics/", StringComparison.Ordinal)).ShouldAllBe(call => !call.Headers.ContainsKey("x-azure-devops-user"));
        await form.PictureAsync("azure-epic");
    }

    [Fact]
    public async Task The_settings_have_targets_and_reports_and_say_what_they_cannot_do_yet()
    {
        await using var settings = await AzureDevOpsPage.StartAsync(chromium, roles: "{ \"default\": \"strategist\" }");
        await settings.GoAsync("settings.html");

        await Expect(settings.Frame.GetByTestId("connection")).ToContainTextAsync("cannot be changed on this page yet");
        await Expect(settings.Frame.GetByTestId("publish")).ToBeVisibleAsync();
        await Expect(settings.Frame.GetByTestId("fields")).ToBeVisibleAsync();
        await Expect(settings.Frame.GetByTestId("reports")).ToContainTextAsync("There is no report yet.");
        await settings.PictureAsync("azure-settings");
    }
}
