using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

public sealed class LiveTrackerTests(Chromium chromium)
{
    [Fact]
    public async Task A_first_reading_shows_how_far_it_is_until_it_is_done()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        LiveTracker tracker = new(panel.Page);

        await tracker.OpenAsync(change: LiveTracker.Reading);
        await Expect(tracker.Strip).ToContainTextAsync("1,200 of 5,000 items read: figures are partial.");
        await Expect(panel.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "1200");
        await Expect(panel.Page.GetByTestId("headline")).ToBeVisibleAsync();

        tracker.Sync["isComplete"] = true;
        tracker.Sync["state"] = "waiting";
        await Expect(tracker.Strip).ToHaveCountAsync(0);
        await Expect(panel.Page.GetByTestId("live-region")).ToContainTextAsync("figures are complete");
    }

    [Fact]
    public async Task A_project_that_cannot_be_read_is_named_with_who_can_mend_it()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        LiveTracker tracker = new(panel.Page);

        await tracker.OpenAsync(change: LiveTracker.Trouble);
        await Expect(tracker.Strip).ToContainTextAsync("FW cannot be read since");
        await tracker.Strip.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();

        await Expect(tracker.Problems).ToContainTextAsync("Somebody who administers Jira or this service can mend it.");
    }

    [Fact]
    public async Task Where_the_numbers_come_from_goes_down_to_the_projects_and_fields()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        LiveTracker tracker = new(panel.Page);

        await tracker.OpenAsync();
        await panel.Page.GetByTestId("provenance").ClickAsync();

        await Expect(tracker.Source).ToContainTextAsync("Firework");
        await Expect(tracker.Source).ToContainTextAsync("customfield_10050");
        await tracker.SyncNow.ClickAsync();
        await Expect(tracker.SyncNow).ToHaveTextAsync("Sync now");
        tracker.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Cards_stay_where_they_are_until_writing_is_turned_on_knowingly()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        LiveTracker tracker = new(panel.Page);
        BoardPage board = new(panel.Page);

        await tracker.OpenAsync("/#/board", LiveTracker.WritingOff);
        await Expect(tracker.Writing).ToContainTextAsync("Writing to Jira has not been turned on here.");
        await board.Card("enterprise", "FW-301").FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToHaveCountAsync(0);

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on writing to Jira" }).ClickAsync();
        await Expect(tracker.Confirm).ToContainTextAsync("changes the field “Customer segment” (customfield_10050) in fernway.atlassian.net of that epic.");
        await panel.Page.Keyboard.PressAsync("Escape");
        await Expect(tracker.Confirm).ToHaveCountAsync(0);
        await Expect(tracker.Writing.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await panel.Page.Keyboard.PressAsync("Enter");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on writing", Exact = true }).ClickAsync();
        await Expect(tracker.Writing).ToContainTextAsync("Drag a card to move it");
        await board.Card("enterprise", "FW-301").FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToBeVisibleAsync();
        await panel.Page.Keyboard.PressAsync("Escape");

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Turn off writing to Jira" }).ClickAsync();
        await Expect(board.Card("enterprise", "FW-301").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_others_change_arrives_without_disturbing_an_open_menu_or_the_focus()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        LiveTracker tracker = new(panel.Page);
        BoardPage board = new(panel.Page);
        // While it is read the panel asks every other second.
        await tracker.OpenAsync("/#/board", LiveTracker.Reading);
        var card = board.Card("enterprise", "FW-301");
        await card.FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        // Every column but its own: no question about the old revision is still on its way.
        var columns = await board.Menu.GetByRole(AriaRole.Menuitem).CountAsync();
        await Expect(board.Menu.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "Index" })).ToHaveCountAsync(columns - 1);

        var revision = (await panel.Service.EpicAsync("FW-301")).GetProperty("revision").GetString()!;
        (await panel.Service.WriteAsync("FW-301", revision, "theirs", ["smb"], ["enterprise"])).Status.ShouldBe(200);
        var asked = panel.Page.WaitForRequestAsync("**/api/sync");
        tracker.Sync["read"] = 1300;
        await asked;
        await Expect(tracker.Strip).ToContainTextAsync("1,300");
        await Expect(card).ToHaveCountAsync(1);
        await panel.Page.Keyboard.PressAsync("Escape");

        await Expect(board.Card("smb", "FW-301")).ToBeFocusedAsync();
        await Expect(card).ToHaveCountAsync(0);
    }
}
