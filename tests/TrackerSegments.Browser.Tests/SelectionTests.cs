using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

public sealed class SelectionTests(Chromium chromium)
{
    [Fact]
    public async Task Cards_selected_by_click_are_moved_together_and_taken_back_together()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.Card("enterprise", "A-1").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await board.Card("", "A-4").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(board.Selection).ToContainTextAsync("2 epics selected");
        await Expect(board.Selection).ToContainTextAsync("40 points");
        await board.Selection.GetByRole(AriaRole.Button, new() { Name = "Move to…" }).ClickAsync();
        await Expect(board.Menu).ToContainTextAsync("Move 2 epics to…");
        await Expect(board.Menu.GetByRole(AriaRole.Menuitem, new() { Name = "SMB" })).ToContainTextAsync("→");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"], "nothing is written before an option is chosen");
        await board.Menu.GetByRole(AriaRole.Menuitem, new() { Name = "SMB" }).ClickAsync();

        await Expect(board.Toast.First).ToContainTextAsync("2 epics moved to SMB.");
        await Expect(board.Selection).ToHaveCountAsync(0);
        await Expect(board.Card("smb", "A-1")).ToBeFocusedAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["smb"]);
        (await panel.SegmentsAsync("A-4")).ShouldBe(["smb"]);

        await board.Undo.ClickAsync();
        await Expect(board.Toast.First).ToContainTextAsync("2 epics put back.");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
        (await panel.SegmentsAsync("A-4")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_selects_and_adds_a_segment()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.Card("enterprise", "A-2").FocusAsync();
        await panel.Page.Keyboard.PressAsync("x");
        await panel.Page.Keyboard.PressAsync("ArrowDown");
        await panel.Page.Keyboard.PressAsync("Shift+X");
        await Expect(board.Announcements).ToContainTextAsync("2 epics selected, 80 points.");
        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToContainTextAsync("Move 2 epics to…");
        await panel.Page.Keyboard.PressAsync("3");
        await panel.Page.Keyboard.PressAsync("Shift+Enter");

        await Expect(board.Announcements).ToContainTextAsync("2 epics added to SMB.");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise", "smb"]);
        (await panel.SegmentsAsync("A-2")).ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task All_that_a_filter_shows_is_selected_and_Escape_lets_go()
    {
        await using var panel = await OpenPanel.StartAsync(chromium);
        var board = await OpenBoardAsync(panel);

        await panel.Page.GetByRole(AriaRole.Searchbox).FillAsync("PULSE");
        await Expect(panel.Page.GetByTestId("filter-count")).ToContainTextAsync(" of ");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Select all shown" }).ClickAsync();
        var shown = (await panel.Page.GetByTestId("filter-count").InnerTextAsync()).Split(' ')[0];
        await Expect(board.Selection).ToContainTextAsync($"{shown} epics selected");

        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToContainTextAsync($"Move {shown} epics to…");
        await panel.Page.Keyboard.PressAsync("Escape");
        await Expect(board.Selection.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();

        await panel.Page.GetByRole(AriaRole.Searchbox).FillAsync("FW");
        await Expect(board.Selection).ToContainTextAsync("not shown by the filters");
        await panel.Page.GetByTestId("card").First.FocusAsync();
        await panel.Page.Keyboard.PressAsync("Escape");
        await Expect(board.Selection).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_range_is_selected_with_Shift_and_dragged_in_one_go()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.Card("enterprise", "A-2").HoverAsync();
        await board.Card("enterprise", "A-2").GetByRole(AriaRole.Checkbox).CheckAsync();
        await board.Card("enterprise", "A-1").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await board.HoldOverAsync(board.Card("enterprise", "A-1"), board.Column("smb"));
        await Expect(board.DropEffect.First).ToContainTextAsync("Moves 2 epics to SMB");
        await board.DropAsync();

        await Expect(board.Toast.First).ToContainTextAsync("2 epics moved to SMB.");
        (await panel.SegmentsAsync("A-2")).ShouldBe(["smb"]);
    }

    [Fact]
    public async Task What_somebody_else_changed_is_left_alone_and_named()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);
        var revision = (await panel.Service.EpicAsync("A-1")).GetProperty("revision").GetString()!;
        (await panel.Service.WriteAsync("A-1", revision, "theirs", ["mid-market"], ["enterprise"])).Status.ShouldBe(200);

        await board.Card("enterprise", "A-1").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await board.Card("enterprise", "A-2").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await panel.Page.Keyboard.PressAsync("m");
        await panel.Page.Keyboard.PressAsync("3");
        await panel.Page.Keyboard.PressAsync("Enter");

        await Expect(board.Toast.First).ToContainTextAsync("1 epic moved to SMB, 1 changed by somebody else.");
        await board.Toast.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        await Expect(panel.Page.GetByTestId("toast-details")).ToContainTextAsync("A-1 was changed in the meantime");
        await Expect(board.Card("mid-market", "A-1")).ToBeVisibleAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["mid-market"]);
        (await panel.SegmentsAsync("A-2")).ShouldBe(["smb"]);
    }

    private static Service.Workspaces.WorkspaceSource Small(TemporaryFolder folder) => Backlogs.Source(Backlogs.Write(
        folder,
        "a.jsonl",
        Backlogs.Epic("A-1", 30, "Enterprise"),
        Backlogs.Epic("A-2", 50, "Enterprise"),
        Backlogs.Epic("A-3", 20, "Mid-market", "SMB"),
        Backlogs.Epic("A-4", 10)));

    private static async Task<BoardPage> OpenBoardAsync(OpenPanel panel)
    {
        BoardPage board = new(panel.Page);
        await board.OpenAsync();
        return board;
    }
}
