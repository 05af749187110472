using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests.Pages;

/// <summary>The board as a person uses it.</summary>
internal sealed class BoardPage(IPage page, ILocator? within = null)
{
    /// <summary>The document that the board is in: the page's own, or a frame's.</summary>
    private readonly ILocator root = within ?? page.Locator("body");

    public ILocator Columns => root.GetByTestId("column");

    public ILocator Toast => root.GetByTestId("toast");

    public ILocator Undo => root.GetByTestId("toast-action");

    public ILocator DropEffect => root.GetByTestId("drop-effect");

    public ILocator Menu => root.GetByTestId("move-menu");

    /// <summary>The bar over the board while cards are selected.</summary>
    public ILocator Selection => root.GetByTestId("selection");

    public ILocator Announcements => root.GetByTestId("live-region");

    public ILocator Column(string key) => root.Locator($"[data-testid=column][data-key=\"{key}\"]");

    public ILocator Card(string column, string epic) => Column(column).Locator($"[data-testid=card][data-key=\"{epic}\"]");

    public async Task OpenAsync()
    {
        await root.GetByRole(AriaRole.Link, new() { Name = "Board" }).Or(root.GetByRole(AriaRole.Tab, new() { Name = "Board" })).First.ClickAsync();
        await Columns.First.WaitForAsync();
    }

    /// <summary>Takes a card and holds it over a column.</summary>
    public async Task HoldOverAsync(ILocator card, ILocator column)
    {
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await column.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 150, new() { Steps = 8 });
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 160);
    }

    public async Task DropAsync() => await page.Mouse.UpAsync();
}
