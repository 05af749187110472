using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests.Pages;

/// <summary>A person's way through the panel inside a tracker.</summary>
/// <param name="page">The tracker's page.</param>
/// <param name="frame">What is in the frame.</param>
internal sealed class FramedPanel(IPage page, ILocator frame)
{
    public BoardPage Board { get; } = new(page, frame);

    public ILocator FirstRun => frame.GetByTestId("first-run");

    public ILocator Index => frame.GetByTestId("index-value");

    /// <summary>Begins with the preset of company sizes; the frame shows the figures after it.</summary>
    /// <param name="epics">How many epics there are.</param>
    public async Task BeginAsync(int epics)
    {
        await Expect(FirstRun).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{epics} epics of type Epic would be counted"));
        await Expect(frame.GetByTestId("first-run-fields")).ToContainTextAsync("SMB (");
        await FirstRun.GetByRole(AriaRole.Radio, new() { Name = "By company size" }).CheckAsync();
        await frame.GetByTestId("first-run-start").ClickAsync();
        await Expect(Index).ToBeVisibleAsync();
        await Expect(FirstRun).ToHaveCountAsync(0);
    }

    /// <summary>Opens the board and turns writing on.</summary>
    public async Task TurnOnWritingAsync()
    {
        await Board.OpenAsync();
        await frame.GetByTestId("writing").GetByRole(AriaRole.Button).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Turn on writing", Exact = true }).ClickAsync();
        await Expect(frame.GetByTestId("confirm-writing")).ToHaveCountAsync(0);
    }

    /// <summary>Drags a card of Unassigned to Mid-market.</summary>
    public async Task DragAsync(string epic)
    {
        await Board.HoldOverAsync(Board.Card("", epic), Board.Column("mid-market"));
        await Expect(Board.DropEffect.First).ToBeVisibleAsync();
        await Board.DropAsync();
        await Expect(Board.Card("mid-market", epic)).ToBeVisibleAsync();
        await Expect(Board.Announcements).ToContainTextAsync(epic);
    }

    /// <summary>Moves a card of Unassigned to SMB by the keyboard alone: it is the third segment.</summary>
    public async Task MoveByKeyboardAsync(string epic)
    {
        await Board.Card("", epic).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(Board.Menu).ToContainTextAsync("SMB");
        await page.Keyboard.PressAsync("3");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Board.Card("smb", epic)).ToBeFocusedAsync();
        await Expect(Board.Announcements).ToContainTextAsync("SMB");
    }

    /// <summary>The index as the alignment view says it.</summary>
    public async Task<string> ReadIndexAsync()
    {
        await frame.GetByRole(AriaRole.Link, new() { Name = "Alignment", Exact = true }).ClickAsync();
        return await Index.InnerTextAsync();
    }
}
