using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

public sealed class BoardViewTests(Chromium chromium)
{
    [Fact]
    public async Task There_is_a_column_for_each_segment_and_Unassigned_last()
    {
        await using var panel = await OpenPanel.StartAsync(chromium);
        var board = await OpenBoardAsync(panel);

        await Expect(board.Columns).ToHaveCountAsync(4);
        await Expect(board.Columns.Nth(0)).ToContainTextAsync("Enterprise");
        await Expect(board.Columns.Nth(3)).ToContainTextAsync("Unassigned");
        await Expect(board.Columns.Nth(0).GetByTestId("column-count")).ToContainTextAsync("50");
    }

    [Fact]
    public async Task A_drag_shows_what_the_drop_would_do_the_drop_writes_it_and_undo_takes_it_back()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.HoldOverAsync(board.Card("enterprise", "A-1"), board.Column("smb"));
        await Expect(board.DropEffect.First).ToContainTextAsync("50 → 80");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"], "nothing is written before the drop");
        await board.DropAsync();

        await Expect(board.Card("smb", "A-1")).ToBeVisibleAsync();
        await Expect(board.Toast).ToContainTextAsync("A-1 moved from Enterprise to SMB");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["smb"]);

        await board.Undo.ClickAsync();
        await Expect(board.Toast.First).ToContainTextAsync("Undone: A-1 is in Enterprise again");
        await Expect(board.Card("enterprise", "A-1")).ToBeVisibleAsync();
        await Expect(board.Card("smb", "A-1")).ToHaveCountAsync(0);
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task With_Ctrl_the_drop_adds_a_segment()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await panel.Page.Keyboard.DownAsync("Control");
        await board.HoldOverAsync(board.Card("enterprise", "A-1"), board.Column("smb"));
        await Expect(board.DropEffect.First).ToContainTextAsync("Adds SMB, keeps Enterprise");
        await board.DropAsync();
        await panel.Page.Keyboard.UpAsync("Control");

        await Expect(board.Toast.First).ToContainTextAsync("A-1 added to SMB");
        await Expect(board.Card("smb", "A-1")).ToBeVisibleAsync();
        await Expect(board.Card("enterprise", "A-1")).ToBeVisibleAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task Unassigned_takes_away_the_segment_of_the_column_only()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.HoldOverAsync(board.Card("smb", "A-3"), board.Column(""));
        await board.DropAsync();

        await Expect(board.Toast).ToContainTextAsync("A-3 taken out of SMB");
        (await panel.SegmentsAsync("A-3")).ShouldBe(["mid-market"]);
    }

    [Fact]
    public async Task The_keyboard_alone_moves_a_card_and_hears_what_happened()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.Card("enterprise", "A-1").FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToContainTextAsync("Move A-1 to…");
        await Expect(board.Menu).ToContainTextAsync("50 → 80");
        await panel.Page.Keyboard.PressAsync("3");
        await panel.Page.Keyboard.PressAsync("Enter");

        await Expect(board.Card("smb", "A-1")).ToBeFocusedAsync();
        await Expect(board.Announcements).ToContainTextAsync("A-1 moved from Enterprise to SMB");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["smb"]);

        await panel.Page.Keyboard.PressAsync("Control+z");
        await Expect(board.Toast.First).ToContainTextAsync("Undone: A-1 is in Enterprise again");
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task Escape_leaves_everything_as_it_was_with_the_card_in_focus()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await board.Card("enterprise", "A-1").FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        await panel.Page.Keyboard.PressAsync("Escape");

        await Expect(board.Card("enterprise", "A-1")).ToBeFocusedAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task A_card_that_somebody_else_changed_is_not_overwritten()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);
        var revision = (await panel.Service.EpicAsync("A-1")).GetProperty("revision").GetString()!;
        (await panel.Service.WriteAsync("A-1", revision, "theirs", ["mid-market"], ["enterprise"])).Status.ShouldBe(200);

        await board.HoldOverAsync(board.Card("enterprise", "A-1"), board.Column("smb"));
        await board.DropAsync();

        await Expect(board.Toast.First).ToContainTextAsync("Somebody else changed A-1 meanwhile: it is now in Mid-market. Nothing was written.");
        await Expect(board.Card("mid-market", "A-1")).ToBeVisibleAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["mid-market"]);
        panel.Complaints.ShouldAllBe(c => c.Contains("409", StringComparison.Ordinal));
        panel.Complaints.Clear();
    }

    [Fact]
    public async Task A_write_that_fails_puts_the_card_back_and_says_so()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);
        await panel.Page.RouteAsync("**/segments", route => route.AbortAsync());

        await board.HoldOverAsync(board.Card("enterprise", "A-1"), board.Column("smb"));
        await board.DropAsync();

        await Expect(board.Toast.First).ToContainTextAsync("A-1 may have been moved or not;");
        await Expect(board.Card("enterprise", "A-1")).ToBeVisibleAsync();
        (await panel.SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
        panel.Complaints.ShouldAllBe(c => c.Contains("net::ERR_FAILED", StringComparison.Ordinal));
        panel.Complaints.Clear();
    }

    [Fact]
    public async Task Filters_stay_in_the_address()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, Small);
        var board = await OpenBoardAsync(panel);

        await panel.Page.GetByRole(AriaRole.Searchbox).FillAsync("A-2");
        await Expect(panel.Page.GetByTestId("card")).ToHaveCountAsync(1);
        await Expect(panel.Page).ToHaveURLAsync(new Regex("q=A-2$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await panel.Page.ReloadAsync();

        await Expect(panel.Page.GetByTestId("card")).ToHaveCountAsync(1);
        await Expect(board.Card("enterprise", "A-2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_thousand_epics_are_there_but_only_what_is_seen_is_drawn()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, folder => Backlogs.Source(Backlogs.Write(
            folder, "a.jsonl", [.. Enumerable.Range(1, 2_000).Select(i => Backlogs.Epic($"A-{i}", i % 13, i % 3 == 0 ? "SMB" : "Enterprise"))])));
        var board = await OpenBoardAsync(panel);

        await Expect(board.Column("enterprise").GetByTestId("column-count")).ToContainTextAsync("1,334");
        (await panel.Page.GetByTestId("card").CountAsync()).ShouldBeLessThan(120);

        await board.Card("enterprise", "A-103").Or(board.Column("enterprise").GetByTestId("card").First).First.FocusAsync();
        await panel.Page.Keyboard.PressAsync("End");
        await Expect(board.Column("enterprise").Locator("[aria-posinset='1334']")).ToBeVisibleAsync();
    }

    /// <summary>Enterprise has 80 of 100 points against a target of 30 %: index 50; with A-1 in SMB it is 80.</summary>
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
